"""The manual of grammar and arithmetic: what every kind of answer is read as, and what follows.

Seven chapters of rules with examples. `test_manual.py` runs every example, and
`scripts/reference_grammar.py` writes the same chapters to docs/reference/grammar.md.
"""

from __future__ import annotations

from manual import absent, arithmetic, composed, figures, inexact, printing, unreadable

CHAPTERS = (
    figures.CHAPTER,
    inexact.CHAPTER,
    composed.CHAPTER,
    absent.CHAPTER,
    unreadable.CHAPTER,
    printing.CHAPTER,
    arithmetic.CHAPTER,
)
