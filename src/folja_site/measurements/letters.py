"""What a letter or reminder says: the round's own words, or those that the catalogue begins with.

The words are plain text with a few places to fill, named in brackets in the language of the letter
([länk], [link]). They are filled by replacement, once; nothing in them is ever interpreted. A
letter that is mailed names no network, no person and no answer: whoever gets it by mistake learns
that there is a follow-up, and nothing of anybody's figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from folja.model import Indicator, Point
from folja.text import Language, Message, format_date, format_list, render
from folja_site.measurements.models import Round

#: What can be sent to a respondent.
KINDS = ("letter", "reminder", "question")
#: The places of a letter, as they are written in each language.
PLACES: dict[Language, dict[str, str]] = {
    "sv": {
        "programme": "program",
        "points": "tidpunkter",
        "closes": "sista svarsdag",
        "link": "länk",
        "indicators": "indikatorer",
        "sender": "avsändare",
        "questions": "antal frågor",
    },
    "en": {
        "programme": "programme",
        "points": "points",
        "closes": "last day",
        "link": "link",
        "indicators": "indicators",
        "sender": "sender",
        "questions": "number of questions",
    },
}
#: Places that only one kind of letter has, and those that one has not.
ONLY = {"questions": "question"}
LEFT_OUT = {"question": ("indicators", "points")}
#: What stands for the link in a letter that is kept or previewed.
MASKED = "…"
_PLACE = re.compile(r"\[([^\[\]\n]{1,40})\]")


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject and a body, as a template or filled."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What fills the places of a round's letters; `questions` is how many have come back.

    `indicators` are asked of every network, `own` of those alone that have added them.
    """

    round: Round
    points: tuple[Point, ...]
    indicators: tuple[Indicator, ...]
    sender: str
    questions: int = 1
    own: Mapping[str, tuple[Indicator, ...]] = field(default_factory=dict)

    def asked_of(self, units: Iterable[str]) -> tuple[Indicator, ...]:
        """Return what some networks are asked for, in the order of the form."""
        asked = {one.id: one for one in self.indicators}
        asked |= {one.id: one for unit in units for one in self.own.get(unit, ())}
        return tuple(sorted(asked.values(), key=lambda one: one.no))

    def to(self, units: Iterable[str]) -> Matter:
        """Return what fills a letter to who answers for some networks."""
        return replace(self, indicators=self.asked_of(units))


def places(kind: str, lang: Language) -> dict[str, str]:
    """Return the places that a kind of letter has, as they are written in a language.

    >>> "questions" in places("letter", "sv"), "questions" in places("question", "sv")
    (False, True)
    """
    return {
        place: word
        for place, word in PLACES[lang].items()
        if ONLY.get(place, kind) == kind and place not in LEFT_OUT.get(kind, ())
    }


def langs_of(lang: str) -> tuple[Language, ...]:
    """Return the languages of a letter to somebody, the first one first.

    >>> langs_of("en"), langs_of("both")
    (('en',), ('sv', 'en'))
    """
    if lang == "both":
        return ("sv", "en")
    return ("en",) if lang == "en" else ("sv",)


def template(asked: Round, kind: str, lang: Language) -> Letter:
    """Return the words of a letter in a language: the round's own, else those of the catalogue."""
    own = asked.letter.get(lang, {}) if isinstance(asked.letter, dict) else {}
    return Letter(
        own.get(f"{kind}_subject") or render(Message(f"rounds.{kind}.subject"), lang),
        own.get(f"{kind}_body") or render(Message(f"rounds.{kind}.body"), lang),
    )


def lacking(body: str, lang: Language) -> str:
    """Return the place that a letter must have and has not (the link), or the empty text.

    >>> lacking("Svara här: [länk]", "sv"), lacking("Svara snart.", "sv")
    ('', '[länk]')
    """
    needed = f"[{PLACES[lang]['link']}]"
    return "" if needed in body else needed


def unknown_places(text: str, lang: Language, kind: str = "letter") -> tuple[str, ...]:
    """Return what stands in brackets and is no place of a kind of letter.

    >>> unknown_places("[länk] och [lnk]", "sv")
    ('[lnk]',)
    """
    known = set(places(kind, lang).values())
    return tuple(f"[{name}]" for name in _PLACE.findall(text) if name not in known)


def filled(
    matter: Matter,
    kind: str,
    lang: Language,
    *,
    link: str = MASKED,
    indicators: str | None = None,
) -> Letter:
    """Return a letter with its places filled; without a link it is the one to preview or keep.

    `indicators` stands where the list of indicators would, for a letter that encloses them.
    """
    asked = matter.round
    by_place = {
        "programme": asked.programme.name.get(lang),
        "points": format_list(tuple(p.name.get(lang) for p in matter.points), lang),
        "closes": format_date(asked.closes_on, lang)
        if asked.closes_on
        else render(Message("rounds.letter.no-last-day"), lang),
        "link": link,
        "indicators": enclosed(matter.indicators, lang) if indicators is None else indicators,
        "sender": matter.sender or render(Message("rounds.letter.no-sender"), lang),
    }
    if kind == "question":
        counted = {"n": matter.questions}
        by_place["questions"] = render(Message("rounds.question.count", counted), lang)
    by_word = {word: by_place[place] for place, word in places(kind, lang).items()}
    words = template(asked, kind, lang)
    one_line = " ".join(_fill(words.subject, by_word).split())
    return Letter(one_line, _fill(words.body, by_word).strip() + "\n")


def in_languages(
    matter: Matter, kind: str, langs: Sequence[Language], *, link: str = MASKED
) -> Letter:
    """Return one letter in one or both languages, the first one first."""
    letters = [filled(matter, kind, lang, link=link) for lang in langs]
    rule = f"\n{'—' * 12}\n\n"
    return Letter(letters[0].subject, rule.join(letter.body for letter in letters))


def enclosed(indicators: Sequence[Indicator], lang: Language) -> str:
    """Return the indicators as lines of a letter, in the order of the form."""
    return "\n".join(f"{i.no}. {_plain(i.label.get(lang) or i.name.get(lang))}" for i in indicators)


def _plain(text: str) -> str:
    return text.replace("\u00ad", "").rstrip(": ")


def _fill(text: str, by_word: dict[str, str]) -> str:
    return _PLACE.sub(lambda found: by_word.get(found.group(1), found.group(0)), text)
