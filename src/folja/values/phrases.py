"""The vocabulary as the grammar looks it up: by the tokens at hand, the longest phrase first.

Holds indexes over the tables of `folja.values.vocabulary`. Refuses words of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from folja.values import vocabulary as words
from folja.values.numerals import number_word
from folja.values.tokens import Piece, Token, cut

Meaning = TypeVar("Meaning")


class Phrases(Generic[Meaning]):
    """Phrases of one or more tokens and what each means."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, meaning in entries:
            texts = tuple(token.text for token in cut(phrase))
            self._by_first.setdefault(texts[0], []).append((texts, meaning))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: Sequence[Token], place: int) -> tuple[Meaning, int] | None:
        """Return what the longest phrase at a place means and where it ends, or None."""
        if place >= len(tokens):
            return None
        for texts, meaning in self._by_first.get(tokens[place].text, ()):
            end = place + len(texts)
            if end <= len(tokens) and all(
                token.text == text for token, text in zip(tokens[place:end], texts, strict=True)
            ):
                return meaning, end
        return None


BEFORE = Phrases((phrase, bound) for bound in words.BEFORE for phrase in bound.phrases)
AFTER = Phrases((phrase, bound) for bound in words.AFTER for phrase in bound.phrases)
UNITS = Phrases([(unit, unit) for unit in words.UNITS] + [(sign, "%") for sign in words.PERCENT])
NONE = Phrases((phrase, 0) for phrase in words.NONE)
JOINERS = {
    opener: Phrases((joiner, joiner) for joiner in joiners)
    for opener, joiners in (*words.OPENERS.items(), ("", words.JOINERS))
}
ADJECTIVES, PERIODS = frozenset(words.ADJECTIVES), frozenset(words.PERIODS)
VAGUE = Phrases((phrase, phrase) for phrase in words.VAGUE)
RELATIVE = Phrases((phrase, phrase) for phrase in words.RELATIVE)

#: Words in brackets after a figure that make it one of about.
ESTIMATED = frozenset(words.ESTIMATED)

#: Words that say something about a figure, so that none of them can be the label of a part.
_RESERVED = frozenset(
    token.text
    for phrase in (
        *(phrase for bound in (*words.BEFORE, *words.AFTER) for phrase in bound.phrases),
        *(phrase for phrases in words.MISSING.values() for phrase in phrases),
        *(words.ESTIMATED + words.NONE + words.NO + words.VAGUE + words.RELATIVE),
        *(*words.OPENERS, *words.JOINERS),
        *("varav", "of", "which", "ej", "inte", "not", "tal", "talet", "per", "utan", "exkl"),
        *("minus", "plus", "gånger", "times"),
    )
    for token in cut(phrase)
    if token.piece is Piece.WORD
)


def names_a_part(inside: Sequence[Token]) -> bool:
    """Say whether what stands in brackets after a term names it: "(träffar)", not "(ca)"."""
    return any(token.piece is Piece.WORD and token.text not in _RESERVED for token in inside)


def may_be_label(token: Token) -> bool:
    """Say whether a token may be part of a label that stands without brackets.

    Not a single letter, nor a word that is written together with what is before it: "1E+9".
    """
    return (
        token.piece is Piece.WORD
        and not token.glued
        and len(token.text) > 1
        and token.text not in _RESERVED
        and number_word(token.text) is None
        and token.text.isalpha()
    )
