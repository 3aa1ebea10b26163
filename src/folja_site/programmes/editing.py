"""Forms made from the library's record types: a field for each, checked, and read back as a record.

Bilingual texts have a field in each language, vocabularies are chosen from, references lead only to
what the programme has itself. Refuses nothing by exception: what is wrong is told by the field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from django.http import QueryDict

from folja.formats.bundle import encode_row
from folja.formats.bundle.columns import Column, columns_of
from folja.model import TABLES
from folja.text import Language, Message, format_date, is_worded, render
from folja_site.programmes.furniture import CHOICES, FINDING_OF, KEPT, KEPT_IN, LONG, called

#: No field takes more than this; the title stands whole on the cover and in lists.
MOST = 20_000
FITS = {("follow_ups", "title"): 200}
#: What a bundle may leave out and whoever sets up may not: why a network counts in its own way.
ASKED = {("adaptations", "reason")}
Tables = Mapping[str, Sequence[Any]]


@dataclass(slots=True)
class Shown:
    """One input: its name, what it is, what stands in it, and what is wrong with it."""

    name: str
    label: str
    shape: str  # line, words, number, day, yes, choice, record, records
    required: bool = False
    most: int = MOST
    lang: str = ""
    value: str = ""
    chosen: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    values: tuple[str, ...] = ()
    wrong: Message | None = None
    now: str | None = None

    @property
    def hint(self) -> str:
        """The word under which a hint may stand."""
        return f"set-up.hint.{self.label}"


@dataclass(slots=True)
class Form:
    """A record's fields, and the cells they were read into when nothing is wrong."""

    table: str
    fields: list[Shown]
    cells: dict[str, str] = field(default_factory=dict)
    wrong: list[Message] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether everything can be saved."""
        return not self.wrong and all(one.wrong is None for one in self.fields)


def label_of(record: Any, lang: Language) -> str:
    """Return what people call a record: its name, title or first words."""
    for name in (
        "short_name",
        "name",
        "title",
        "organisation",
        "wording",
        "text",
        "funder",
        "words",
    ):
        value = getattr(record, name, None)
        if value:
            said = str(value if isinstance(value, str) else value.get(lang))
            return said if len(said) <= 90 else f"{_whole_words(said[:89])} …"
    return ""


def _whole_words(said: str) -> str:
    """Return a text without the word that it breaks off in, unless that is all there is.

    >>> _whole_words("Skydd mot och sanering eft")
    'Skydd mot och sanering'
    """
    return (said.rpartition(" ")[0] or said).rstrip(" ,;:–")


def options_of(table: str, known: Tables, lang: Language) -> tuple[tuple[str, str], ...]:
    """Return the records of a table to choose from: each id once, newest words."""
    return tuple({r.id: label_of(r, lang) or r.id for r in known.get(table, ())}.items())


def value_in_words(table: str, column: Column, value: str, known: Tables, lang: Language) -> str:
    """Return a field of a record as it is read: a date, a choice, the name of what it points to."""
    refers = dict(TABLES[table].references)
    match _shape(table, column, refers):
        case _ if not value:
            return ""
        case "day" if is_day(value):
            return format_date(date.fromisoformat(value), lang)
        case "choice":
            code = f"set-up.choice.{value.replace('_', '-')}"
            return render(Message(code), lang) if is_worded(code) else value
        case "record":
            return dict(options_of(refers[column.field], known, lang)).get(value, value)
        case "records":
            names = dict(options_of("units", known, lang))
            return ", ".join(names.get(one, one) for one in json.loads(value))
        case "lines":
            return ", ".join(json.loads(value))
        case "yes":
            return render(Message(f"set-up.history.{'yes' if value == 'true' else 'no'}"), lang)
    return value


def needed_by(table: str) -> tuple[str, ...]:
    """Return the tables whose records a form of this one chooses from."""
    found = {other for _, other in TABLES[table].references}
    return tuple(sorted(found | ({"units"} if table == "projects" else set())))


def form_of(table: str, cells: Mapping[str, str], known: Tables, lang: Language) -> Form:
    """Return the form of a record with its cells in it; no cells for a new one."""
    record = TABLES[table].record
    refers = dict(TABLES[table].references)
    must = {f.name for f in fields(record) if f.default is MISSING}
    shown = []
    for column in columns_of(record):
        day_of_point = table == "points" and column.field == "id"
        kept = KEPT | KEPT_IN.get(table, frozenset())
        if column.field in kept and not (day_of_point and not cells):
            continue
        one = Shown(
            column.name,
            called(table, column.field),
            _shape(table, column, refers),
            required=(table, column.field) in ASKED
            # A point of time is called by its day where it has no name of its own.
            or (column.field in must and (table, column.field) != ("points", "name")),
            most=FITS.get((table, column.field), MOST),
            lang=column.attribute if column.role == "local" else "",
            value=cells.get(column.name, ""),
        )
        if day_of_point:
            one.shape = "day"
        if one.shape == "record":
            one.options = options_of(refers[column.field], known, lang)
            if one.required and not cells and len(one.options) == 1:
                one.value = one.options[0][0]  # there is nothing to choose
        elif one.shape == "records":
            one.options = options_of("units", known, lang)
            one.chosen = tuple(json.loads(one.value or "[]"))
        elif one.shape == "lines":
            one.value = "\n".join(json.loads(one.value or "[]"))
        elif one.shape == "choice":
            one.values = _values(table, column)
        elif one.shape == "number" and not cells:
            one.value = _next(known.get(table, ()), column.field) if one.required else ""
        shown.append(one)
    return Form(table, shown, dict(cells))


def _shape(table: str, column: Column, refers: Mapping[str, str]) -> str:
    if column.role == "array":
        return "records" if (table, column.field) == ("projects", "units") else "lines"
    if column.field in refers:
        return "record"
    if _values(table, column):
        return "choice"
    if column.python is bool:
        return "yes"
    if column.python is int:
        return "number"
    if column.python is date:
        return "day"
    return "words" if column.field in LONG else "line"


def _values(table: str, column: Column) -> tuple[str, ...]:
    known = CHOICES.get((table, column.field))
    if known:
        return known
    kind = column.python
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return tuple(one.value for one in kind)
    return ()


def _next(records: Sequence[Any], name: str) -> str:
    return str(max((getattr(r, name, None) or 0 for r in records), default=0) + 1)


def read_form(form: Form, data: QueryDict) -> Form:
    """Fill a form with what was sent; `cells` then holds the record's cells if all is good."""
    for one in form.fields:
        if one.shape == "records":
            one.chosen = tuple(data.getlist(one.name))
            one.value = json.dumps(list(one.chosen), ensure_ascii=False) if one.chosen else ""
        else:
            one.value = data.get(one.name, "").replace("\r\n", "\n").strip()
        one.wrong = _wrong(one)
        form.cells[one.name] = one.value
        if one.shape == "yes":
            one.value = form.cells[one.name] = "true" if one.value else "false"
        if one.shape == "lines":
            said = [line.strip() for line in one.value.split("\n") if line.strip()]
            form.cells[one.name] = json.dumps(said, ensure_ascii=False) if said else ""
    _either_language(form)
    _name_by_day(form)
    return form


def _name_by_day(form: Form) -> None:
    """Call a point of time by its day, in both languages, where it has been given no name."""
    cells = form.cells
    if form.table != "points" or cells.get("name_sv") or cells.get("name_en"):
        return
    if is_day(cells.get("id", "")):
        day = date.fromisoformat(cells["id"])
        cells["name_sv"], cells["name_en"] = format_date(day, "sv"), format_date(day, "en")


def _wrong(one: Shown) -> Message | None:
    if one.required and one.shape != "yes" and not one.lang and not one.value:
        return Message("set-up.wrong.missing")
    if len(one.value) > one.most or "\x00" in one.value:
        return Message("set-up.wrong.long", {"n": one.most})
    if one.value and one.shape == "number" and not re.fullmatch(r"\d{1,6}", one.value, re.ASCII):
        return Message("set-up.wrong.number")
    if one.value and one.shape == "day" and not is_day(one.value):
        return Message("set-up.wrong.day")
    offered = set(one.values) | {value for value, _ in one.options}
    sent = one.chosen if one.shape == "records" else (one.value,) if one.value else ()
    if one.shape in ("choice", "record", "records") and not set(sent) <= offered:
        return Message("set-up.wrong.choice")
    return None


def is_day(text: str) -> bool:
    """Say whether a text is a date as 2005-12-31."""
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _either_language(form: Form) -> None:
    for one in form.fields:
        if one.required and one.lang == "sv":
            stem = one.name.removesuffix("_sv")
            if not one.value and not form.cells.get(f"{stem}_en"):
                one.wrong = Message("set-up.wrong.missing")


def complete(form: Form, records: Sequence[Any], taken: frozenset[str]) -> None:
    """Give the cells of a new record what the site keeps: an id that nobody has, an order."""
    cells, table = form.cells, form.table
    names = {c.name for c in columns_of(TABLES[table].record)}
    if table == "points":
        earlier = [r for r in records if r.id < cells["id"]]
        cells["order"] = str(len(earlier) + 1)
    elif "order" in names:
        cells["order"] = _next(records, "order")
    if table == "indicators":
        cells["version"] = "1"
    if table == "indicator_relations":
        cells["code"] = FINDING_OF[cells["kind"]]
    if table != "points":
        cells["id"] = new_id(table, cells, taken)


def new_id(table: str, cells: Mapping[str, str], taken: frozenset[str]) -> str:
    """Return an id for a new record, made of its name, that no record has or has had.

    >>> new_id("units", {"name_sv": "Blå näringar"}, frozenset({"bla-naringar"}))
    'bla-naringar-2'
    """
    said = next((cells[n] for n in ("short_name_sv", "name_sv", "name_en") if cells.get(n)), "")
    if not said and table in ("indicator_themes", "indicator_goals", "adaptations", "targets"):
        parts = ("unit", "indicator", "theme", "goal", "point")
        said = "-".join(cells[p] for p in parts if cells.get(p))
    plain = said.lower().translate(str.maketrans("åäöéü", "aaoeu"))
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or table.replace("_", "-")
    made, n = base, 2
    while made in taken:
        made, n = f"{base}-{n}", n + 1
    return made


def differing(form: Form, record: Any) -> None:
    """Note in each field what stands there now, where it is not what the writer wrote."""
    there = encode_row(record)
    for one in form.fields:
        if there.get(one.name, "") != form.cells.get(one.name, ""):
            one.now = there.get(one.name, "")
