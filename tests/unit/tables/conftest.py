"""A small catalogue that the specimens of tables are imported with."""

from __future__ import annotations

import pytest

from folja.model import FollowUp, Indicator, Level, Measure, Observation, Point, Unit, UnitKind
from folja.text import LocalText
from folja.values import read

INDICATORS = (
    ("members", "Antal medlemmar i nätverket", "Members of the network"),
    ("employees", "Antal anställda i medlemsföretagen", "Employees in the member companies"),
    ("employees-men", "Antalet män anställda i medlemsföretagen", "Men employed by members"),
    (
        "employees-women",
        "Antalet kvinnor anställda i medlemsföretagen",
        "Women employed by members",
    ),
    ("individuals", "Antal individer i strategiska nätverk", "Individuals in networks"),
    ("engaged", "Antal engagerade individer i strategiska nätverk", "Engaged individuals"),
    ("products", "Antal nya produkter och tjänster", "New products and services"),
    ("marketing", "Antal interna marknadsföringsaktiviteter", "Internal marketing activities"),
    (
        "recruiting",
        "Antal aktiviteter för att rekrytera designers/processledare och deltagare",
        "Activities to recruit designers/process leaders and participants",
    ),
)
UNITS = (
    ("SKOG", UnitKind.AREA, None, "Skog och trä", ()),
    ("FURU", UnitKind.NETWORK, "SKOG", "Furunätverket", ("Furu",)),
    ("GRAN", UnitKind.NETWORK, "SKOG", "Grannätverket", ("Gran",)),
    ("TALL", UnitKind.NETWORK, "SKOG", "Barr- och lövträ", ()),
    ("HAV", UnitKind.AREA, None, "Hav & kust", ()),
    ("FISK", UnitKind.NETWORK, "HAV", "Fisk och vatten", ("HAV",)),
)


@pytest.fixture(scope="session")
def catalogue() -> FollowUp:
    """Nine indicators, four networks in two areas, two points, and one answer of the area's level.

    The area HAV has no table of its own: its name is an alias of the network FISK.
    """
    return FollowUp(
        name="small",
        units=tuple(
            Unit(
                id=id_,
                kind=kind,
                parent=parent,
                name=LocalText(name, name),
                order=order,
                aliases=aliases,
                in_comparison=kind is UnitKind.NETWORK,
            )
            for order, (id_, kind, parent, name, aliases) in enumerate(UNITS)
        ),
        indicators=tuple(
            Indicator(
                id=id_,
                no=no,
                name=LocalText(sv, en),
                label=LocalText(f"{sv}:", en),
                measure=Measure.STOCK,
            )
            for no, (id_, sv, en) in enumerate(INDICATORS, 1)
        ),
        points=(
            Point(id="2004-01-01", name=LocalText("1 januari 2004", "1 January 2004"), order=1),
            Point(id="2005-12-31", name=LocalText("31 december 2005", "31 Dec 2005"), order=2),
        ),
        observations=(
            Observation(
                unit="FURU",
                level=Level.AREA,
                level_basis="inferred",
                indicator="employees",
                point="2005-12-31",
                reading=read("400"),
            ),
        ),
    )
