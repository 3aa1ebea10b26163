"""What a network makes of a question: renames, narrows, splits or declines it, or adds its own.

Each is one transaction under the programme's lock, with one event. The parts of a split question,
and what a network adds, are indicators that are asked of that network only. Nothing that has been
answered is taken out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from folja.model import (
    Adaptation,
    Basis,
    Indicator,
    IndicatorRelation,
    IndicatorTheme,
    Measure,
    RelationKind,
)
from folja.text import Language, LocalText
from folja_site.access.principal import Principal
from folja_site.base.conflicts import Conflict
from folja_site.measurements.actions.holding import hold_open
from folja_site.measurements.answering_form import Form, Item
from folja_site.measurements.models import Answer
from folja_site.programmes.actions.entries import changing, remove_entry, save_entry
from folja_site.programmes.furniture import FINDING_OF
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import entries, record_of

#: What a network can make of a question that is put to it.
ACTIONS = ("rename", "narrow", "split", "decline")
COMPARABLE = ("same", "subset", "superset", "not-comparable")


class Resting(Exception):
    """Answers rest on what would be taken out."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a network wants of a question: its words, parts, reason, and how far it compares."""

    action: str
    comparability: str
    label: str = ""
    parts: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """A question that a network adds: how it is put, what it counts, under which theme and why."""

    label: str
    counted: str
    measure: Measure
    theme: str
    reason: str


def adaptation_of(programme: Programme, unit: str, indicator: str) -> Entry | None:
    """Return the entry of what a network has made of an indicator, or None."""
    found = entries(programme, "adaptations", unit=unit)
    return next((e for e in found if e.cells.get("indicator") == indicator), None)


def adapt(
    principal: Principal,
    form: Form,
    item: Item,
    wish: Wish,
    *,
    version: int | None,
    lang: Language,
) -> None:
    """Save what the network makes of a question, with the parts of a split one.

    Raises `Conflict` when somebody has been there since, `Resting` when a part that is left out has
    answers, and `Shut` when the form takes no more.
    """
    unit, indicator = form.unit.id, item.indicator
    about = {"unit": unit, "subject": f"indicators/{indicator.id}", "why": wish.reason}
    with changing(principal, form.programme, "question.adapt", **about) as programme:
        hold_open(principal, form.participation)
        there = adaptation_of(programme, unit, indicator.id)
        if there is not None and there.version != version:
            raise Conflict(there)
        before: Adaptation | None = record_of(there) if there else None
        new = Adaptation(
            id=before.id if before else _free(programme, "adaptations", f"{unit}-{indicator.id}"),
            unit=unit,
            indicator=indicator.id,
            action=wish.action,
            comparability=wish.comparability,
            label=_in(lang, wish.label, before.label if before else LocalText()),
            reason=_in(lang, wish.reason, before.reason if before else LocalText()),
        )
        if new != before:
            save_entry(
                principal,
                programme,
                "adaptations",
                new,
                version=there.version if there else None,
                why=wish.reason,
            )
        _divide(principal, programme, form, item, wish, lang=lang)


def add_own(principal: Principal, form: Form, own: Own, *, lang: Language) -> str:
    """Add a question that only this network is asked, and return its id. Raises `Shut`."""
    about = {"unit": form.unit.id, "subject": "indicators", "why": own.reason}
    with changing(principal, form.programme, "question.add", **about) as programme:
        hold_open(principal, form.participation)
        made = Indicator(
            id="",
            no=0,
            name=LocalText(**{lang: own.label}),
            label=LocalText(**{lang: own.label}),
            unit=LocalText(**{lang: own.counted}),
            measure=own.measure,
        )
        return _found(principal, programme, form.unit.id, made, (own.theme,), own.reason, lang=lang)


def take_back(principal: Principal, form: Form, item: Item, *, version: int | None) -> None:
    """Ask the question again as everybody is asked it; an own question goes altogether.

    Raises what `adapt` raises; `Resting` also when an own question has answers.
    """
    about = {"unit": form.unit.id, "subject": f"indicators/{item.indicator.id}"}
    with changing(principal, form.programme, "question.as-all", **about) as programme:
        hold_open(principal, form.participation)
        there = adaptation_of(programme, form.unit.id, item.indicator.id)
        if there is None or there.version != version:
            raise Conflict(there)
        if item.own:
            _remove(principal, programme, form.unit.id, item.indicator.id)
            return
        nothing = Wish("rename", "same")
        _divide(principal, programme, form, item, nothing, lang="sv")
        remove_entry(principal, there, version=there.version, why="as everybody is asked")


def parts_of(form: Form, indicator: str) -> list[Indicator]:
    """Return the indicators into which the network has split another."""
    own = {a.indicator for a in form.adaptations if a.action == "add"}
    split = {
        r.indicator
        for r in form.relations
        if r.kind is RelationKind.PART_OF and r.other == indicator and r.indicator in own
    }
    return [one for one in form.indicators if one.id in split]


def _divide(
    principal: Principal,
    programme: Programme,
    form: Form,
    item: Item,
    wish: Wish,
    *,
    lang: Language,
) -> None:
    """Make the parts of a question those that are wished: what is there already stays as it is."""
    wanted = wish.parts if wish.action == "split" else ()
    there = {one.name.get(lang): one for one in parts_of(form, item.indicator.id)}
    for name, one in there.items():
        if name not in wanted:
            _remove(principal, programme, form.unit.id, one.id)
    themes = [
        e.cells["theme"]
        for e in entries(programme, "indicator_themes")
        if e.cells["indicator"] == item.indicator.id
    ]
    for name in wanted:
        if name in there:
            continue
        part = replace(
            item.indicator,
            version=1,
            name=LocalText(**{lang: name}),
            label=LocalText(**{lang: name}),
            short_name=LocalText(),
            definition=LocalText(),
            aliases=(),
            sex="",
            valid_from=None,
            valid_to=None,
        )
        made = _found(principal, programme, form.unit.id, part, themes, wish.reason, lang=lang)
        relation = IndicatorRelation(
            id=_free(programme, "indicator_relations", f"{made}-of-{item.indicator.id}"),
            kind=RelationKind.PART_OF,
            indicator=made,
            other=item.indicator.id,
            code=FINDING_OF["part_of"],
            severity="warning",
            basis=Basis.STATED,
        )
        save_entry(principal, programme, "indicator_relations", relation)


def _found(
    principal: Principal,
    programme: Programme,
    unit: str,
    indicator: Indicator,
    themes: Sequence[str],
    reason: str,
    *,
    lang: Language,
) -> str:
    """Save an indicator that only one network is asked, and return its id."""
    rows = Entry.objects.filter(programme=programme, table="indicators")
    no = max((int(cells["no"]) for cells in rows.values_list("cells", flat=True)), default=0) + 1
    made = replace(indicator, id=_own_id(programme, unit), no=no)
    # First whose it is, then what it is: at no moment is it everybody's.
    own = Adaptation(
        id=_free(programme, "adaptations", made.id),
        unit=unit,
        indicator=made.id,
        action="add",
        comparability="same",
        reason=LocalText(**{lang: reason}),
    )
    save_entry(principal, programme, "adaptations", own, why=reason)
    save_entry(principal, programme, "indicators", made, why=reason)
    for theme in dict.fromkeys(filter(None, themes)):
        link = IndicatorTheme(
            id=_free(programme, "indicator_themes", f"{made.id}-{theme}"),
            indicator=made.id,
            theme=theme,
            basis=Basis.STATED,
        )
        save_entry(principal, programme, "indicator_themes", link)
    return made.id


def _remove(principal: Principal, programme: Programme, unit: str, indicator: str) -> None:
    """Take an own indicator out with all that names it; raises `Resting` when it has answers."""
    if (
        Answer.objects.filter(programme=programme, indicator=indicator)
        .exclude(verbatim="")
        .exists()
    ):
        raise Resting
    why = "no longer asked"
    for table in ("indicator_relations", "indicator_themes", "indicators", "adaptations"):
        for entry in entries(programme, table):
            named = {entry.cells.get(name) for name in ("indicator", "other")}
            own_row = table == "indicators" and entry.key.rpartition("/")[0] == indicator
            if own_row or (table != "indicators" and indicator in named):
                remove_entry(principal, entry, version=entry.version, why=why)


def _own_id(programme: Programme, unit: str) -> str:
    start = f"{unit}-own-"
    rows = Entry.objects.filter(programme=programme, table="indicators", key__startswith=start)
    return (
        f"{start}{len({key.partition('/')[0] for key in rows.values_list('key', flat=True)}) + 1}"
    )


def _free(programme: Programme, table: str, base: str) -> str:
    """Return an id that no row of a table has or has had."""
    rows = Entry.objects.filter(programme=programme, table=table, key__startswith=base)
    taken, made, n = set(rows.values_list("key", flat=True)), base, 2
    while made in taken:
        made, n = f"{base}-{n}", n + 1
    return made


def _in(lang: Language, words: str, there: LocalText) -> LocalText:
    """Return a text with its words in one language; the other stays while they are unchanged."""
    return (
        there if words == there.get(lang) else LocalText(**{lang: words}) if words else LocalText()
    )
