"""Sentences of the board and the rounds that are put together from counts."""

from __future__ import annotations

from folja.text import Language, Message, render
from folja_site.measurements.board import Board
from folja_site.measurements.models import Round

#: Numbers up to here are written as words.
IN_WORDS = 12


def say(code: str, lang: Language, **params: object) -> str:
    """Word one of the messages of the rounds."""
    return render(Message(f"rounds.{code}", params), lang)


def counted(n: int, lang: Language) -> str:
    """Return a number as a word where it is small, as figures where it is not.

    >>> import folja_site.words
    >>> counted(2, "sv"), counted(16, "en")
    ('två', '16')
    """
    return say(f"number.n{n}", lang) if 0 <= n <= IN_WORDS else say("number.other", lang, n=n)


def heading(board: Board, lang: Language) -> str:
    """Return what the board's heading says: who waits for whom, or that nobody does."""
    total, done = len(board.rows), board.count("done")
    state = board.round.state
    if state == "draft":
        return say("heading.draft", lang, n=total, count=counted(total, lang))
    if state in ("closed", "published"):
        found = say(
            "heading.closed", lang, n=done, done=counted(done, lang), total=counted(total, lang)
        )
        return begun(found)
    if total == 0:
        return say("heading.empty", lang)
    if done == total:
        return say("heading.all-done", lang)
    parts: list[str] = []
    for group in ("you", "owner", "evaluator", "hub"):
        n = board.count(group)
        if n:
            code = f"heading.{group}" if not parts else f"heading.more-{group}"
            parts.append(say(code, lang, n=n, count=counted(n, lang)))
    return begun(", ".join(parts))


def lede(board: Board, lang: Language, *, days_left: int | None) -> str:
    """Return the line under the heading: how many are in, and until when they can answer."""
    inside, total = len(board.rows), len(board.rows) + len(board.excluded)
    words = [
        begun(
            say(
                "lede.inside",
                lang,
                n=inside,
                inside=counted(inside, lang),
                total=counted(total, lang),
            )
        )
    ]
    day = board.round.closes_on
    if day is not None:
        code = "lede.until"
        if days_left is None:
            code = "lede.was-until"
        elif days_left < 0:
            code = "lede.past"
        words.append(
            say(code, lang, n=abs(days_left or 0), day=day, days=counted(abs(days_left or 0), lang))
        )
    return " ".join(words)


def excluded(board: Board, lang: Language) -> str:
    """Return how many networks are not in the round."""
    n = len(board.excluded)
    return begun(say("board.excluded", lang, n=n, count=counted(n, lang)))


def rounds_heading(rounds: list[Round], lang: Language) -> str:
    """Return the heading of the list of rounds."""
    n = sum(1 for one in rounds if one.state == "open")
    if not rounds:
        return say("list.none", lang)
    return begun(say("list.heading", lang, n=n, count=counted(n, lang)))


def begun(sentence: str) -> str:
    """Return a sentence with the capital that it begins with."""
    return sentence[:1].upper() + sentence[1:]
