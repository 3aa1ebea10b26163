"""The form that plans a round: what was typed, what is wrong with it, and the plan it makes.

Takes nothing from the form that does not belong to the programme: points, indicators and networks
that it does not have are dropped as if they had not been sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from folja.model import Indicator, Point, Unit, UnitKind
from folja.text import Message
from folja_site.measurements.actions.rounds import Plan, standing
from folja_site.measurements.asked import asked_of
from folja_site.measurements.models import LANGS, Participation, Round
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import everybodys, tables

#: The longest name of a round or a respondent, and the longest address.
LONGEST, ADDRESS = 200, 254


@dataclass(frozen=True, slots=True)
class Line:
    """One network in the form: whether it is in, who answers, and whether it can be left out."""

    unit: Unit
    chosen: bool
    respondent: str
    email: str
    lang: str = "sv"
    fixed: bool = False
    #: What is wrong with the address, and with the name.
    error: Message | None = None
    named: Message | None = None
    area: str = ""


@dataclass(slots=True)
class RoundForm:
    """The form as it is shown: with what is there, or with what was sent and its errors."""

    points: tuple[Point, ...]
    indicators: tuple[Indicator, ...]
    lines: list[Line]
    name_sv: str = ""
    name_en: str = ""
    chosen_points: set[str] = field(default_factory=set)
    new_point: str = ""
    every: bool = True
    chosen_indicators: set[str] = field(default_factory=set)
    closes_on: str = ""
    #: Points and indicators stand fast once the round has been opened.
    opened: bool = False
    #: The areas that have networks.
    areas: tuple[Unit, ...] = ()
    errors: dict[str, Message] = field(default_factory=dict)

    @property
    def wrong(self) -> int:
        """How many things are wrong."""
        lines = sum(bool(line.error) + bool(line.named) for line in self.lines)
        return len(self.errors) + lines

    def plan(self) -> Plan:
        """Return the plan that the form makes; only when nothing is wrong."""
        return Plan(
            name_sv=self.name_sv or self.name_en,
            name_en=self.name_en,
            points=tuple(p.id for p in self.points if p.id in self.chosen_points),
            indicators=()
            if self.every
            else tuple(i.id for i in self.indicators if i.id in self.chosen_indicators),
            respondents={
                line.unit.id: (line.respondent, line.email) for line in self.lines if line.chosen
            },
            closes_on=day_of(self.closes_on),
            new_point=day_of(self.new_point),
            langs={line.unit.id: line.lang for line in self.lines if line.chosen},
        )


def picked(form: RoundForm, wish: str) -> RoundForm:
    """Choose together: networks by `all`, `none`, or those of an area, where who has been asked
    stays in; indicators by `indicators:all` or `indicators:none`.
    """
    if wish.startswith("indicators:"):
        every = {one.id for one in form.indicators}
        form.every = False
        form.chosen_indicators = every if wish == "indicators:all" else set()
        return form
    form.lines = [
        replace(line, chosen=line.fixed or wish == "all" or wish == f"area:{line.area}")
        for line in form.lines
    ]
    form.errors.pop("units", None)
    return form


def _area_of(unit: Unit, units: Mapping[str, Unit]) -> str:
    """Return the id of the area above a network, or nothing."""
    above = unit.parent
    while above and above in units:
        if units[above].kind is UnitKind.AREA:
            return above
        above = units[above].parent
    return ""


def day_of(text: str) -> date | None:
    """Return the date of an ISO text, or None, as for one that no round can have.

    >>> day_of("2026-12-31"), day_of("9999-12-31")
    (datetime.date(2026, 12, 31), None)
    """
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2200 else None


def shown(programme: Programme, asked: Round | None, *, lang: str = "sv") -> RoundForm:
    """Return the form of a round, or of a new one that begins where the last one ended.

    `lang` is the language to write to somebody in who has not been written to before.
    """
    known = tables(programme, "points", "indicators", "units", "adaptations")
    last = asked or programme.rounds.order_by("-id").first()
    parts: dict[str, Participation] = (
        {p.unit: p for p in last.participations.all()} if last is not None else {}
    )
    networks = sorted(
        (u for u in known["units"] if u.kind is UnitKind.NETWORK), key=lambda unit: unit.order
    )
    stays = standing(asked) if asked is not None else frozenset()
    every_unit = {u.id: u for u in known["units"]}
    lines = []
    for unit in networks:
        part = parts.get(unit.id)
        if asked is not None:
            chosen = part is not None
        else:
            chosen = part is not None if parts else unit.status.operates and unit.in_comparison
        lines.append(
            Line(
                unit,
                chosen,
                part.respondent if part else "",
                part.email if part else "",
                part.lang if part else lang,
                fixed=unit.id in stays and part is not None,
                area=_area_of(unit, every_unit),
            )
        )
    if not any(line.chosen for line in lines) and asked is None:
        lines = [replace(line, chosen=True) for line in lines]
    every = Round(programme=programme, indicators=[])
    form = RoundForm(
        tuple(sorted(known["points"], key=lambda p: p.id)),
        asked_of(every, everybodys(known["indicators"], known["adaptations"])),
        lines,
    )
    there = {line.area for line in lines}
    form.areas = tuple(
        sorted((u for u in known["units"] if u.id in there), key=lambda unit: unit.order)
    )
    if asked is None:
        # The first round asks base value and outcome at once; a later one asks for a new point.
        form.chosen_points = set() if last else {p.id for p in form.points}
        form.chosen_indicators = {i.id for i in form.indicators}
        return form
    form.name_sv, form.name_en = asked.name_sv, asked.name_en
    form.chosen_points = set(asked.points)
    form.every = not asked.indicators
    form.chosen_indicators = set(asked.indicators) or {i.id for i in form.indicators}
    form.closes_on = asked.closes_on.isoformat() if asked.closes_on else ""
    form.opened = asked.state != "draft"
    return form


def sent(form: RoundForm, data: Any) -> RoundForm:
    """Lay what was sent over the form and say what is wrong with it."""
    form.name_sv = data.get("name_sv", "").strip()
    form.name_en = data.get("name_en", "").strip()
    form.closes_on = data.get("closes_on", "").strip()
    if not form.opened:
        form.chosen_points = set(data.getlist("points")) & {p.id for p in form.points}
        form.new_point = data.get("new_point", "").strip()
        form.every = data.get("indicators_are", "all") != "chosen"
        form.chosen_indicators = set(data.getlist("indicators")) & {i.id for i in form.indicators}
    chosen = set(data.getlist("units"))
    form.lines = [_line(line, chosen, data) for line in form.lines]
    form.errors = _errors(form)
    return form


def _line(line: Line, chosen: set[str], data: Mapping[str, str]) -> Line:
    id_ = line.unit.id
    respondent = data.get(f"respondent-{id_}", "").strip()
    email = data.get(f"email-{id_}", "").strip()
    inside = line.fixed or id_ in chosen
    error = None
    if email and inside:
        try:
            validate_email(email if len(email) <= ADDRESS else "")
        except ValidationError:
            error = Message("rounds.form.wrong-email")
    named = None
    if inside and len(respondent) > LONGEST:
        named = Message("rounds.form.too-long", {"n": LONGEST})
    lang = data.get(f"lang-{id_}", line.lang)
    lang = lang if lang in dict(LANGS) else line.lang
    line = replace(line, chosen=inside, respondent=respondent, email=email, lang=lang)
    return replace(line, error=error, named=named)


def _errors(form: RoundForm) -> dict[str, Message]:
    errors: dict[str, Message] = {}
    if not form.name_sv and not form.name_en:
        errors["name_sv"] = Message("rounds.form.no-name")
    for name in ("name_sv", "name_en"):
        if len(getattr(form, name)) > LONGEST:
            errors[name] = Message("rounds.form.too-long", {"n": LONGEST})
    if form.new_point and day_of(form.new_point) is None:
        errors["new_point"] = Message("rounds.form.wrong-day")
    elif not form.chosen_points and not form.new_point:
        errors["points"] = Message("rounds.form.no-point")
    if not form.every and not form.chosen_indicators:
        errors["indicators"] = Message("rounds.form.no-indicator")
    if not any(line.chosen for line in form.lines):
        errors["units"] = Message("rounds.form.no-network")
    day = day_of(form.closes_on)
    if form.closes_on and day is None:
        errors["closes_on"] = Message("rounds.form.wrong-day")
    elif day is not None and day < timezone.localdate() and not form.opened:
        errors["closes_on"] = Message("rounds.form.past-day")
    return errors
