"""Labels matched to indicators and titles to networks, with a score that is shown.

Holds the names of a catalogue and the comparison: first the same letters whatever the spaces and
hyphens between, then likeness. Refuses to force: what is not like enough is unmatched, what is like
two entries is for somebody to choose, and a word that turns the meaning (men, women) must be the
same on both sides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz, process

from folja.model import FollowUp, Unit, UnitKind
from folja.text import LocalText

#: Likeness (of 100) from which a label is taken, from which it is asked about, and how far the next
#: best has to be below. One or two wrong letters in a label of thirty still give 93 or more, while
#: the two most alike of the 24 labels of 2006 reach 88.
TAKEN = 91
ASKED = 75
APART = 4
#: The same letters without accents, and a part of a title.
WITHOUT_ACCENTS = 98
PART = 95

_TURNING = (
    ("män", "man", "men", "male", "males", "manliga", "pojkar"),
    ("kvinnor", "kvinna", "women", "female", "females", "kvinnliga", "flickor"),
    ("inte", "ej", "icke", "not", "utan", "without"),
    ("ökat", "ökade", "increased", "ökning", "increase"),
    ("minskat", "minskade", "decreased", "minskning", "decrease", "förlorat", "lost"),
    ("interna", "internal", "intern"),
    ("utåtriktade", "externa", "external", "extern", "outward"),
    ("engagerade", "committed", "engaged"),
)
_STAYS = r"och|eller|samt|and|or|respektive|resp|&"
_BROKEN = re.compile(rf"(\w)[-\u00ad\u2010\u2011]\s+(?!(?:{_STAYS})\b)(?=\w)", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
_DASH = r"\s[-–—]\s"
_NUMBERED = re.compile(r"^\s*(\d{1,3})\s*[.):]?\s+(?=\D)")


class Fit(StrEnum):
    """What a comparison came to."""

    MATCHED = "matched"
    UNCLEAR = "unclear"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Likeness:
    """An entry of the catalogue and how like it a text is, of 100."""

    id: str
    name: LocalText
    score: int


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome for one text: the entry it is taken for, if any, and those it is like."""

    fit: Fit
    id: str | None = None
    score: int = 0
    options: tuple[Likeness, ...] = ()


NO_MATCH = Match(Fit.UNMATCHED)


def joined(label: str) -> str:
    """Return a label with the breaks of lines taken out and its real hyphens left.

    >>> joined("Antal interna marknadsföringsaktiviteter i nätver- ket")
    'Antal interna marknadsföringsaktiviteter i nätverket'
    >>> joined("designers/ processledare"), joined("Kris- och konflikthantering")
    ('designers/processledare', 'Kris- och konflikthantering')
    """
    text = unicodedata.normalize("NFC", label).replace("\u00ad", "")
    text = " ".join(text.split())
    return _SLASH.sub("/", _BROKEN.sub(r"\1", text))


def letters(text: str) -> str:
    """Return only the letters and figures of a text, in lower case: what two writings share.

    >>> letters("nätver- ket:") == letters("Nätverket")
    True
    """
    text = unicodedata.normalize("NFKC", text).casefold().replace("&", "och")
    return "".join(sign for sign in text if sign.isalnum())


def numbered(label: str) -> tuple[str, str]:
    """Part a label from the number before it.

    >>> numbered("12. Antal individer"), numbered("Antal individer")
    (('12', 'Antal individer'), ('', 'Antal individer'))
    """
    match = _NUMBERED.match(label)
    return (match.group(1), label[match.end() :]) if match else ("", label)


@dataclass(slots=True)
class Names:
    """Every way in which the entries of a catalogue are called, ready to be compared with."""

    shown: Mapping[str, LocalText]
    _exact: dict[str, list[str]] = field(default_factory=dict)
    _plain: dict[str, list[str]] = field(default_factory=dict)
    _worded: dict[frozenset[int], tuple[list[str], list[str]]] = field(default_factory=dict)
    _seen: dict[str, Match] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[tuple[str, LocalText, Iterable[str]]]) -> Names:
        """Build from (id, name shown, all names)."""
        entries = [(id_, shown, tuple(names)) for id_, shown, names in entries]
        self = cls({id_: shown for id_, shown, _ in entries})
        for id_, _, names in entries:
            for name in dict.fromkeys(n for n in names if n.strip()):
                for table, key in (
                    (self._exact, letters(name)),
                    (self._plain, _unaccented(letters(name))),
                ):
                    if key and id_ not in table.setdefault(key, []):
                        table[key].append(id_)
                ids, worded = self._worded.setdefault(_turns(name), ([], []))
                ids.append(id_)
                worded.append(_words(name))
        return self

    def match(self, text: str) -> Match:
        """Compare one text with every name."""
        if not any(map(str.isalpha, text)):
            return NO_MATCH
        if text not in self._seen:
            self._seen[text] = self._match(text)
        return self._seen[text]

    def _match(self, text: str) -> Match:
        key = letters(text)
        for ids, score in (
            (self._exact.get(key), 100),
            (self._plain.get(_unaccented(key)), WITHOUT_ACCENTS),
        ):
            if ids:
                return self._settled([Likeness(i, self.shown[i], score) for i in ids])
        ids_, worded = self._worded.get(_turns(text), ([], []))
        best: dict[str, int] = {}
        for _, score_, at in process.extract(_words(text), worded, scorer=fuzz.ratio, limit=12):
            best.setdefault(ids_[at], min(int(score_), 99))
        ranked = sorted(best, key=lambda i: (-best[i], i))[:4]
        return self._settled([Likeness(i, self.shown[i], best[i]) for i in ranked])

    def _settled(self, ranked: Sequence[Likeness]) -> Match:
        near = tuple(option for option in ranked if option.score >= ASKED)
        if not near:
            return Match(Fit.UNMATCHED, score=ranked[0].score if ranked else 0)
        alone = len(near) == 1 or near[0].score - near[1].score >= APART
        if near[0].score >= TAKEN and alone:
            return Match(Fit.MATCHED, near[0].id, near[0].score, near)
        return Match(Fit.UNCLEAR, None, near[0].score, near)


def _words(text: str) -> str:
    _, text = numbered(joined(text))
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", text))


def _turns(text: str) -> frozenset[int]:
    words = set(_words(text).split())
    return frozenset(i for i, group in enumerate(_TURNING) if words & set(group))


def _unaccented(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


# -- indicators
# -------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Labels:
    """The indicators of a catalogue by label and by number."""

    names: Names
    by_no: Mapping[int, str]

    def is_known(self, text: str) -> bool:
        """Say whether a text is surely an indicator's label."""
        return 2 < len(text) < 400 and self.match(text).fit is Fit.MATCHED

    def match(self, label: str, number: str = "") -> Match:
        """Match a label, with the number beside or before it as a witness.

        The number alone decides only where there is no label at all; where it speaks against the
        label, somebody has to choose.
        """
        before, rest = numbered(label)
        found = self.names.match(label)
        if before and found.score < 100:
            found, number = self.names.match(rest), number or before
        said = self.by_no.get(int(number.strip(" ."))) if number.strip(" .").isdecimal() else None
        if said is None:
            return found
        option = Likeness(said, self.names.shown[said], 100)
        if not label.strip():
            return Match(Fit.MATCHED, said, 100, (option,))
        if found.fit is Fit.UNCLEAR and any(o.id == said for o in found.options):
            score = next(o.score for o in found.options if o.id == said)
            return Match(Fit.MATCHED, said, score, found.options)
        if found.fit is Fit.MATCHED and found.id != said and not before:
            return Match(Fit.UNCLEAR, None, found.score, (*found.options, option))
        return found


def labels_of(follow_up: FollowUp) -> Labels:
    """Return the labels of a catalogue's current indicators."""
    indicators = follow_up.current_indicators
    entries = [
        (
            i.id,
            i.name,
            (*_both(i.label), *_both(i.name), *_both(i.short_name), *i.aliases),
        )
        for i in indicators
    ]
    return Labels(Names.of(entries), {i.no: i.id for i in indicators})


# -- networks
# -------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Titles:
    """The units of a catalogue by what tables are called after them."""

    names: Names
    networks: frozenset[str]
    stand_ins: Mapping[str, str]

    def match(self, title: str) -> Match:
        """Match a title: whole, then what stands after its colon or outside its brackets."""
        best = self._resolved(self.names.match(title))
        if best.fit is Fit.MATCHED and best.score == 100:
            return best
        for part in _parts(title):
            found = self._resolved(self.names.match(part))
            if found.fit is Fit.MATCHED:
                score = min(found.score, PART)
                if best.fit is not Fit.MATCHED or score > best.score:
                    best = Match(Fit.MATCHED, found.id, score, found.options)
            elif best.fit is Fit.UNMATCHED and found.fit is Fit.UNCLEAR:
                best = found
        return best

    def _resolved(self, match: Match) -> Match:
        """Turn a match with an area into its network, when one network bears the area's name."""
        networks = [o for o in match.options if o.id in self.networks]
        if match.fit is not Fit.MATCHED:
            if len({o.score for o in match.options}) == 1 and len(networks) == 1:
                return Match(Fit.MATCHED, networks[0].id, networks[0].score, match.options)
            return Match(match.fit, None, match.score, tuple(networks)) if networks else NO_MATCH
        if match.id in self.networks:
            return match
        stand_in = self.stand_ins.get(match.id or "")
        return Match(Fit.MATCHED, stand_in, match.score, match.options) if stand_in else NO_MATCH


def _parts(title: str) -> list[str]:
    """Return what a title may come down to, longest first.

    >>> _parts("Indikatorer 2005: Ywood (fd Design) - ej igång")
    ['Ywood (fd Design) - ej igång', 'Ywood - ej igång', 'Ywood (fd Design)', 'Ywood', 'ej igång']
    """
    end = title.rpartition(":")[2] if title.rpartition(":")[2].strip() else title
    bare = re.sub(r"\s*\([^)]*\)?", "", end)
    found = [end, bare, *(re.split(_DASH, text)[0] for text in (end, bare))]
    found += [piece for text in (bare, end) for piece in re.split(rf"{_DASH}|[,;|]", text)]
    found = [text.strip() for text in found]
    return [text for text in dict.fromkeys(found) if text and text != title][:8]


def titles_of(follow_up: FollowUp) -> Titles:
    """Return the names of a catalogue's units; only networks and what is under them have tables."""
    kinds = (UnitKind.NETWORK, UnitKind.SUB_NETWORK, UnitKind.GROUP)
    networks = frozenset(u.id for u in follow_up.units if u.kind in kinds)
    stand_ins = {
        other.id: unit.id
        for unit in follow_up.units
        if unit.id in networks
        for other in follow_up.units
        if other.id not in networks and other.id in unit.aliases
    }
    entries = [(u.id, u.name, _names(u)) for u in follow_up.units]
    return Titles(Names.of(entries), networks, stand_ins)


def _names(unit: Unit) -> tuple[str, ...]:
    return (unit.id, *_both(unit.name), *_both(unit.short_name), *unit.aliases)


def _both(text: LocalText) -> tuple[str, str]:
    return text.sv, text.en
