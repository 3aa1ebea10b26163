"""A follow-up to make forms of: two themes, three indicators, three points, two networks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from folja.formats.workbook import write_form
from folja.model import (
    Action,
    Basis,
    Decision,
    FollowUp,
    FollowUpRecord,
    Indicator,
    IndicatorTheme,
    Measure,
    Observation,
    Point,
    Theme,
    Unit,
    UnitKind,
)
from folja.text import LocalText
from folja.values import read

ANSWERS = (
    ("members", "2004-01-01", "3"),
    ("members", "2005-12-31", "ca 39"),
    ("products", "2004-01-01", "n.a."),
    ("products", "2005-12-31", "50-250"),
    ("events", "2005-12-31", "=1+1"),
)
Change = Callable[[Callable[[Worksheet], None]], bytes]


def indicator(no: int, id_: str, sv: str, en: str) -> Indicator:
    """Return an indicator."""
    return Indicator(
        id=id_,
        no=no,
        name=LocalText(sv, en),
        label=LocalText(f"{sv}:", f"{en}:"),
        definition=LocalText(f"Hur många: {sv}.", f"How many: {en}."),
        unit=LocalText("st", "pcs"),
        measure=Measure.STOCK,
    )


@pytest.fixture(scope="session")
def follow_up() -> FollowUp:
    """A follow-up in which the last of three points has not been asked yet."""
    return FollowUp(
        name="small",
        follow_ups=(
            FollowUpRecord(
                id="f",
                priority_area="p",
                title=LocalText("Uppföljning", "Follow-up"),
                region=LocalText("Länet", "The county"),
                published_on=date(2006, 3, 27),
            ),
        ),
        units=tuple(
            Unit(id=i, kind=UnitKind.NETWORK, name=LocalText(n, n), order=o, in_comparison=True)
            for o, (i, n) in enumerate((("FURU", "Furunätverket"), ("GRAN", "Grannätverket")))
        ),
        themes=(
            Theme(id="t1", no=1, name=LocalText("Relationer", "Relations")),
            Theme(id="t2", no=2, name=LocalText("Processer", "Processes")),
        ),
        indicators=(
            indicator(1, "members", "Antal medlemmar", "Members"),
            indicator(2, "products", "Antal nya produkter", "New products"),
            indicator(3, "events", "Antal träffar", "Meetings"),
        ),
        indicator_themes=(
            IndicatorTheme(id="1", indicator="members", theme="t2", basis=Basis.INFERRED),
            IndicatorTheme(id="2", indicator="members", theme="t1", basis=Basis.INFERRED),
            IndicatorTheme(id="3", indicator="products", theme="t1", basis=Basis.INFERRED),
            IndicatorTheme(id="4", indicator="products", theme="t2", basis=Basis.STATED),
        ),
        points=tuple(
            Point(id=id_, name=LocalText(sv, en), order=n)
            for n, (id_, sv, en) in enumerate(
                (
                    ("2004-01-01", "1 januari 2004", "1 January 2004"),
                    ("2005-12-31", "31 december 2005", "31 December 2005"),
                    ("2007-12-31", "31 december 2007", "31 December 2007"),
                )
            )
        ),
        observations=tuple(
            Observation(
                unit="FURU", indicator=i, point=p, reading=read(text), comment="länets anteckning"
            )
            for i, p, text in ANSWERS
        ),
        decisions=(
            Decision(
                id="d",
                code="c",
                fingerprint="f",
                action=Action.STANDS,
                who="handläggare",
                when=datetime(2006, 5, 2, 9, tzinfo=UTC),
                why="så är det",
            ),
        ),
    )


@pytest.fixture
def changed(follow_up: FollowUp) -> Change:
    """Return the form of FURU after somebody has been at its first sheet."""

    def change(work: Callable[[Worksheet], None]) -> bytes:
        book = openpyxl.load_workbook(BytesIO(write_form(follow_up, "FURU", "sv")))
        work(book.worksheets[0])
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    return change
