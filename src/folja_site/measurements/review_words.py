"""How actors and answers are told in words: by what they are, and as they were said."""

from __future__ import annotations

import re
from datetime import date

from folja.text import Language, Message, format_date, render
from folja_site.access.roles import ROLES, Role

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def own_words(verbatim: str, printed: str) -> str:
    """Return the words of an answer where they say more than its reading.

    What parts the thousands of a figure says nothing.

    >>> own_words("2230", "2\\xa0230"), own_words("1050", "1,050"), own_words("25+", "minst 25")
    ('', '', '25+')
    >>> own_words("some", "“some”")
    ''
    """
    plain, read = (_THOUSANDS.sub("", "".join(text.split())) for text in (verbatim, printed))
    return "" if read in (plain, f"”{plain}”", f"“{plain}”") else verbatim


def actor_words(actor: str, lang: Language) -> str:
    """Return an actor of the audit trail in words.

    >>> actor_words("evaluator+owner #3", "en")
    'evaluator, programme owner'
    """
    kind = actor.partition(" #")[0]
    known = {role.value: ROLES[role][0].get(lang) for role in Role}
    known["link"] = ROLES[Role.RESPONDENT][0].get(lang)
    if kind == "system":
        return render(Message("review.actor.source"), lang)
    return ", ".join(known.get(part, part) for part in kind.split("+"))


def place_words(point: str | None, lang: Language) -> str:
    """Print a finding's point or change as people write it."""
    if not point:
        return ""
    return " – ".join(_day(part, lang) for part in point.split("/"))


def _day(point: str, lang: Language) -> str:
    try:
        return format_date(date.fromisoformat(point), lang)
    except ValueError:
        return point
