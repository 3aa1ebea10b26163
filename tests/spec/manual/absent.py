"""Chapter 4: answers without a figure."""

from __future__ import annotations

from manual.form import Chapter, Paragraph, Section, reads

CHAPTER = Chapter(
    "Answers without a figure",
    "What is missing has no bounds and is never 0. The words tell why it is missing, as far as "
    "they do.",
    (
        Section(
            "Blank",
            (
                Paragraph(
                    "Nothing, or nothing that can be seen.",
                    reads(("", "blank"), ("  ", "blank"), ("\u00a0", "blank")),
                ),
            ),
        ),
        Section(
            "Missing",
            (
                Paragraph(
                    "Compared without case and without a full stop at the end. The whole list "
                    "stands in the appendix.",
                    reads(
                        ("n.a.", "missing: not-available"),
                        ("N/A", "missing: not-available"),
                        ("-", "missing: not-available"),
                        ("–", "missing: not-available"),
                        ("—", "missing: not-available"),
                        ("..", "missing: not-available"),
                        ("…", "missing: not-available"),
                        ("(n.a.)", "missing: not-available"),
                        ("vet ej", "missing: unknown"),
                        ("Vet inte.", "missing: unknown"),
                        ("okänt", "missing: unknown"),
                        ("?", "missing: unknown"),
                        ("don't know", "missing: unknown"),
                        ("uppgift saknas", "missing: not-collected"),
                        ("ingen uppgift", "missing: not-collected"),
                        ("no data", "missing: not-collected"),
                        ("ej tillämpligt", "missing: not-applicable"),
                        ("ej aktuellt", "missing: not-applicable"),
                        ("not applicable", "missing: not-applicable"),
                        ("vill ej svara", "missing: refused"),
                        ("prefer not to say", "missing: refused"),
                    ),
                ),
            ),
        ),
    ),
)
