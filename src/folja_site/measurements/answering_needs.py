"""Part three of the form: needs of support, against the catalogue and in own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from folja.model import HubNeed, Need, NeedGroup, SupportForm
from folja.text import Language, LocalText
from folja_site.measurements.answering_form import Form
from folja_site.programmes.queries import tables

#: How soon support is needed, soonest first.
URGENCIES = ("now", "this-year", "later")
#: How many needs outside the catalogue there is room for.
OWN_WORDS = 5
OWN = "own"


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need of the catalogue (or an own one), and what the network says of it."""

    id: str
    need: Need | None
    said: HubNeed | None
    version: int | None
    words: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """The catalogue in its groups with what is said, the own needs, and the forms of support."""

    groups: tuple[tuple[NeedGroup | None, tuple[NeedRow, ...]], ...]
    forms: tuple[SupportForm, ...]

    @property
    def rows(self) -> tuple[NeedRow, ...]:
        """Every row of the page."""
        return tuple(row for _, rows in self.groups for row in rows)


def need_id(unit: str, row: str) -> str:
    """Return the id of what a network says of a need."""
    return f"said-{unit}-{row}"


def needs_page(form: Form, lang: Language, *, opened: str = "") -> NeedsPage:
    """Return part three as its page shows it."""
    known = tables(form.programme, "need_groups", "needs", "support_forms")
    said = {need.id: (need, version) for need, version in form.hub_needs}

    def row(id_: str, need: Need | None) -> NeedRow:
        key = need_id(form.unit.id, id_)
        if key not in said and need is not None:
            # Said elsewhere (an import) of the same need: shown here, and changed in place.
            key = next((k for k, (n, _) in said.items() if n.need == need.id), key)
        found, version = said.get(key, (None, None))
        words = found.words.get(lang) if found else ""
        return NeedRow(id_, need, found, version, words, id_ == opened)

    groups: list[tuple[NeedGroup | None, tuple[NeedRow, ...]]] = [
        (group, tuple(row(n.id, n) for n in _of(known["needs"], group.id)))
        for group in known["need_groups"]
    ]
    own = [row(f"{OWN}-{n}", None) for n in range(1, OWN_WORDS + 1)]
    used = [one for one in own if one.said]
    groups.append((None, (*used, *[one for one in own if not one.said][:1])))
    return NeedsPage(tuple(groups), known["support_forms"])


def _of(needs: Iterable[Need], group: str) -> list[Need]:
    return sorted((n for n in needs if n.group == group), key=lambda n: n.no)


def said_need(
    form: Form,
    row: NeedRow,
    forms: Iterable[SupportForm],
    *,
    urgency: str,
    support: str,
    words: str,
    lang: Language,
    today: date,
) -> HubNeed:
    """Return what the network now says of a need; codes that do not exist count as not said."""
    kept = row.said.words if row.said else LocalText()
    if words != kept.get(lang):
        kept = LocalText(**{lang: words})
    return HubNeed(
        id=row.said.id if row.said else need_id(form.unit.id, row.id),
        unit=form.unit.id,
        need=row.need.id if row.need else None,
        words=kept,
        urgency=urgency if urgency in URGENCIES else "",
        form=support if support in {f.id for f in forms} else None,
        given_on=today,
    )
