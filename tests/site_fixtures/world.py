"""What stands in the test database: the example, a programme beside it, and rounds in every state.

`found_world` is run once for a whole run of tests; everything else is added inside a test and
rolled back with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from folja.formats.bundle import read_bundle
from folja_site.bundling.building import limited_to
from folja_site.bundling.founding import found, found_demo
from folja_site.measurements.models import Answer, Participation, Round
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import records
from folja_site.results.building import build
from folja_site.results.figures import figures_of
from site_fixtures.people import FOREIGN, OWN, make_people

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "examples" / "vasternorrland-2005"
#: The example's address, and that of the programme beside it, which has the same networks.
SLUG, OTHER = "vasternorrland", "annat-program"


def found_world() -> None:
    """Load the example and another programme, with people of every kind; safe to run again."""
    if is_founded():
        return
    call_command("createcachetable", verbosity=0)
    programme = found_demo(BUNDLE)
    # The demo's round has three networks approved already; the rounds of the tests ask them anew.
    Answer.objects.filter(programme=programme).update(frozen=False)
    other = Programme.objects.filter(slug=OTHER).first()
    if other is None:
        small = limited_to(read_bundle(BUNDLE), (OWN, FOREIGN))
        other = found(None, replace(small, name=OTHER), slug=OTHER, why="beside the example")
        make_people(programme, other)
    for one in (programme, other):
        build(one.pk)


def is_founded() -> bool:
    """Whether the database holds the example and its figures still stand on the disk."""
    programmes = Programme.objects.filter(slug__in=(SLUG, OTHER))
    return len(programmes) == 2 and all(figures_of(one) is not None for one in programmes)


def make_round(programme: Programme, state: str = "open", *, name: str = "Höstens omgång") -> Round:
    """Make a round that asks every network about both points; its networks are at all stations.

    In an open round each network that is in operation takes part; `OWN` has begun to answer.
    """
    now = timezone.now()
    made = Round.objects.create(
        programme=programme,
        name_sv=name,
        name_en="The autumn round",
        points=[p.id for p in records(programme, "points")],
        closes_on=(now + timedelta(days=30)).date(),
        state=state,
        opened_at=None if state == "draft" else now - timedelta(days=12),
    )
    networks = [u for u in records(programme, "units") if u.kind == "network"]
    for n, unit in enumerate(networks):
        reached = 0 if state == "draft" else 6 if state == "published" else n % 7
        own = unit.id in (OWN, FOREIGN)
        stations = 2 if own and state == "open" else reached
        day = [now - timedelta(days=12 - station) for station in range(6)]
        Participation.objects.create(
            round=made,
            unit=unit.id,
            respondent="Kim Svarande" if unit.id == OWN else "Alex Svarande",
            email=f"{unit.id.lower()}@example.invalid",
            letter_at=day[0] if stations >= 1 else None,
            prepared_at=day[1] if stations >= 2 else None,
            interviewed_at=day[2] if stations >= 3 else None,
            submitted_at=day[3] if stations >= 4 else None,
            returned_at=day[4] if stations == 5 else None,
            approved_at=day[5] if stations >= 6 else None,
        )
    return made
