"""Measure the site under load: a country's worth of answers, fifty people, two minutes.

Fills a site with 200 networks × 10 points × 24 indicators, two breakdowns each, in so many versions
that a million rows of answers stand there; serves it with `folja serve`; lets fifty people read and
save with five seconds of thought between. Writes what it saw to docs/reference/benchmarks.md, where
each database has its own part. Run with `make load`; DATABASE_URL puts it on PostgreSQL;
`--networks`, `--rows`, `--seconds` and `--no-write` give a quick look, and `--site` keeps what was
filled for the next run. No test depends on it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "vasternorrland-2005"
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
HEADING = "## The site under load"
LEDE = (
    "By `make load`, which writes this part. The last column holds the median against that of a "
    "page that reads no data, asked for on the server before the people came. The figures of a "
    "page are those of the newest state that has been built; the page says how old they are."
)
POINTS, BREAKDOWNS, THINK = 10, ("women", "men"), 5.0
SLUG = "load"

#: What people do, how often of a hundred, and the promised 95th percentile in milliseconds: on
#: PostgreSQL or the write-ahead log, and on the rollback journal.
GOALS = {
    "front page": (10, 500, 500),
    "list of networks": (20, 250, 250),
    "one network": (30, 250, 250),
    "list of indicators": (10, 250, 250),
    "form of a network": (10, 250, 250),
    "saving an answer": (20, 150, 500),
}


# -- filling the site
# -------------------------------------------------------------------------------------------------
def fill(networks: int, rows: int, people: int) -> dict[str, Any]:
    """Fill an empty database; return who is signed in, and where they answer."""
    import django

    django.setup()
    from django.core.management import call_command

    from folja.formats.bundle import read_bundle
    from folja_site.access.models import Membership, User
    from folja_site.access.roles import Role
    from folja_site.base import changes
    from folja_site.bundling.founding import found
    from folja_site.measurements.models import Participation, Round

    changes._told.clear()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    catalogue = _catalogue(read_bundle(EXAMPLE), networks)
    programme = found(None, catalogue, slug=SLUG)
    rows_there = _answers(programme, catalogue, rows)
    asked = Round.objects.create(
        programme=programme,
        name_sv="Omgång",
        points=[p.id for p in catalogue.ordered_points][-2:],
        state="open",
    )
    owner = User.objects.create_user("owner@example.invalid")
    Membership.objects.create(user=owner, programme=programme, role=Role.OWNER.value)
    hubs = []
    for unit in [u.id for u in catalogue.networks][:people]:
        hub = User.objects.create_user(f"{unit.lower()}@example.invalid")
        Membership.objects.create(user=hub, programme=programme, role=Role.HUB.value, units=[unit])
        Participation.objects.create(round=asked, unit=unit)
        hubs.append({"unit": unit, "session": _signed_in(hub)})
    began = time.monotonic()
    from folja_site.results.building import build

    build(programme.pk)
    return {
        "owner": _signed_in(owner),
        "hubs": hubs,
        "round": asked.pk,
        "rows": rows_there,
        "indicators": [i.id for i in catalogue.current_indicators],
        "point": asked.points[-1],
        "build": time.monotonic() - began,
        "networks": networks,
    }


def _catalogue(example: Any, networks: int) -> Any:
    """Return the example's catalogue with other networks, ten points, and no answers."""
    from folja.model import Point
    from folja.text import LocalText

    areas = [u for u in example.units if u.kind != "network"]
    model = next(u for u in example.networks if u.in_comparison)
    units = [
        replace(
            model,
            id=f"N{n:03}",
            name=LocalText(f"Nätverk {n}", f"Network {n}"),
            short_name=LocalText(f"N {n}", f"N {n}"),
            aliases=(),
            order=100 + n,
        )
        for n in range(networks)
    ]
    points = [
        Point(id=f"{2000 + n}-12-31", name=LocalText(f"slutet av {2000 + n}", f"end of {2000 + n}"),
              order=n)
        for n in range(POINTS)
    ]  # fmt: skip
    kept = {
        name: getattr(example, name)
        for name in (
            *("programmes", "priority_areas", "follow_ups", "goals", "themes", "indicators"),
            *("indicator_themes", "indicator_goals", "need_groups", "needs", "support_forms"),
        )
    }
    return type(example)(name=SLUG, units=(*areas, *units), points=tuple(points), **kept)


def _answers(programme: Any, catalogue: Any, rows: int) -> int:
    """Write the answers with their breakdowns, and versions up to the number of rows asked for.

    Returns how many rows there are then.
    """
    from folja.model import Observation
    from folja.values import read
    from folja_site.measurements.actions.answers import columns_of
    from folja_site.measurements.models import Answer, AnswerVersion

    chance = random.Random(2005)
    said = ("{n}", "ca {n}", "{n}-{m}", "minst {n}", "n.a.", "")
    answers = []
    for unit in catalogue.networks:
        for indicator in catalogue.current_indicators:
            for point in catalogue.points:
                for breakdown in ("", *BREAKDOWNS):
                    n = chance.randrange(200)
                    text = said[min(chance.randrange(20), 5) if not breakdown else 0]
                    observation = Observation(
                        unit=unit.id,
                        indicator=indicator.id,
                        version=indicator.version,
                        point=point.id,
                        breakdown=breakdown,
                        reading=read(text.format(n=n, m=n + 50), locale="sv"),
                    )
                    answers.append(Answer(programme=programme, **columns_of(observation)))
    made = Answer.objects.bulk_create(answers, batch_size=2_000)
    total, version = len(made), 1
    while total < rows:
        batch = made[: rows - total]
        AnswerVersion.objects.bulk_create(
            (AnswerVersion(answer=a, version=version, cells=a.cells, actor="load") for a in batch),
            batch_size=2_000,
        )
        total, version = total + len(batch), version + 1
    Answer.objects.filter(programme=programme).update(version=version - 1)
    return total


def _signed_in(user: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


# -- people
# -------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Seen:
    """How long everything took, in milliseconds, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def ask(place: str, method: str, path: str, session: str, body: str = "") -> tuple[int, float]:
    """Ask for one page; return its status and how many milliseconds it took."""
    token = "a" * 32
    headers = {"Cookie": f"sessionid={session}; csrftoken={token}", "X-CSRFToken": token}
    if method == "POST":
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers["HX-Request"] = "true"
    with closing(HTTPConnection(place, timeout=120)) as connection:
        began = time.perf_counter()
        connection.request(method, path, body or None, headers)
        response = connection.getresponse()
        response.read()
        return response.status, (time.perf_counter() - began) * 1_000


def person(n: int, place: str, made: dict[str, Any], until: float, seen: Seen) -> None:
    """Read and save until the time is over, with some seconds of thought between."""
    chance = random.Random(n)
    hub = made["hubs"][n % len(made["hubs"])]
    saved: dict[str, int] = {}
    time.sleep(chance.random() * THINK)
    while time.monotonic() < until:
        what = chance.choices(list(GOALS), [goal[0] for goal in GOALS.values()])[0]
        status, took = _do(what, chance, place, made, hub, saved)
        with seen.lock:
            seen.times[what].append(took)
            if status not in (200, 204):
                seen.errors.append(f"{what}: {status}")
        time.sleep(chance.expovariate(1 / THINK))


def _do(
    what: str,
    chance: random.Random,
    place: str,
    made: dict[str, Any],
    hub: dict[str, Any],
    saved: dict[str, int],
) -> tuple[int, float]:
    root, owner = f"/p/{SLUG}/", made["owner"]
    form = f"{root}rounds/{made['round']}/answer/{hub['unit']}/"
    match what:
        case "front page":
            return ask(place, "GET", root, owner)
        case "list of networks":
            return ask(place, "GET", f"{root}networks/", owner)
        case "one network":
            unit = f"N{chance.randrange(made['networks']):03}"
            return ask(place, "GET", f"{root}networks/{unit}/", owner)
        case "list of indicators":
            return ask(place, "GET", f"{root}indicators/", owner)
        case "form of a network":
            return ask(place, "GET", form, hub["session"])
    indicator = chance.choice(made["indicators"])
    name = f"{indicator}:{made['point']}"
    version = saved.get(indicator, made["versions"][f"{hub['unit']}/{indicator}"])
    fields = {name: str(chance.randrange(500)), f"version:{name}": version}
    answer = ask(place, "POST", f"{form}save/{indicator}/", hub["session"], urlencode(fields))
    if answer[0] in (200, 204):
        saved[indicator] = version + 1
    return answer


# -- the run
# -------------------------------------------------------------------------------------------------
def run(asked: argparse.Namespace) -> tuple[str, str]:
    """Fill, serve, load; return the name of the database and what the page says of it."""
    with tempfile.TemporaryDirectory(prefix="folja-load-") as folder:
        site = asked.site or Path(folder)
        os.environ |= {
            "FOLJA_DATA": str(site),
            "DJANGO_SETTINGS_MODULE": "folja_site.config.settings",
            "FOLJA_TWO_FACTORS": "reader",
        }
        filled = site / "filled.json"
        if not filled.exists():
            print("Filling the site …", flush=True)
            subprocess.run([sys.executable, __file__, "--fill", *sys.argv[1:]], check=True)
        made = json.loads(filled.read_text(encoding="utf-8"))
        before = _standing(made)
        print(f"{made['rows']:,} rows; figures built in {made['build']:.0f} s. Serving …")
        with subprocess.Popen(
            [str(Path(sys.executable).parent / "folja"), "serve", "--json", "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
        ) as server:
            try:
                place = _place_of(server)
                bare, seen = _load(place, made, asked)
            finally:
                server.send_signal(signal.SIGINT)
                server.wait()
        return _page(made, bare, seen, asked, _builds(before))


def _place_of(server: subprocess.Popen[str]) -> str:
    """Wait until the server says where it is."""
    if server.stdout is None:
        raise SystemExit("the server says nothing")
    said = ""
    while "}" not in said:
        line = server.stdout.readline()
        if not line:
            raise SystemExit(said or "the server did not start")
        said += line
    return urlsplit(json.loads(said)["address"]).netloc


def _standing(made: dict[str, Any]) -> int:
    """Take down in which version each answer stands that people will save; return the data's."""
    import django

    django.setup()
    from folja_site.measurements.models import Answer
    from folja_site.programmes.models import Programme

    units = [hub["unit"] for hub in made["hubs"]]
    rows = Answer.objects.filter(unit__in=units, point=made["point"], breakdown="")
    made["versions"] = {
        f"{unit}/{indicator}": version
        for unit, indicator, version in rows.values_list("unit", "indicator", "version")
    }
    return Programme.objects.get(slug=SLUG).data_version


def _builds(before: int) -> list[float]:
    """Return how many seconds each build of the figures took while people saved."""
    from folja_site.results.models import FigureSet

    later = FigureSet.objects.filter(data_version__gt=before)
    return list(later.values_list("seconds", flat=True))


def _load(place: str, made: dict[str, Any], asked: argparse.Namespace) -> tuple[float, Seen]:
    for _ in range(20):  # both workers have met every kind of page before the clock starts
        for path in ("", "networks/", "indicators/", "networks/N000/"):
            status, _ = ask(place, "GET", f"/p/{SLUG}/{path}", made["owner"])
            if status != 200:
                raise SystemExit(f"/p/{SLUG}/{path} answers {status}: there is nothing to measure")
    bare = statistics.median(ask(place, "GET", "/accessibility/", "")[1] for _ in range(50))
    seen = Seen()
    until = time.monotonic() + asked.seconds
    people = [
        threading.Thread(target=person, args=(n, place, made, until, seen))
        for n in range(asked.people)
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return bare, seen


def _page(
    made: dict[str, Any], bare: float, seen: Seen, asked: argparse.Namespace, builds: list[float]
) -> tuple[str, str]:
    postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    from folja_site.config.databases import journal_mode

    quick = postgres or journal_mode() == "WAL"
    journal = "write-ahead log" if journal_mode() == "WAL" else "rollback journal"
    database = "PostgreSQL" if postgres else f"SQLite, {journal}"
    asks = sum(map(len, seen.times.values()))
    rebuilt = (
        f"While people saved, the figures were built anew {len(builds)} times, in "
        f"{min(builds):.0f} to {max(builds):.0f} s each"
        if builds
        else "While people saved, no new figures were finished"
    )
    lines = [
        f"### {database}",
        "",
        f"Measured on {datetime.now(UTC):%Y-%m-%d}, on a machine with {os.cpu_count()} cores that "
        f"also ran the people: {made['networks']} networks, {POINTS} points, "
        f"{len(made['indicators'])} indicators, {made['rows']:,} rows of answers with their "
        f"versions; {asked.people} people with {THINK:.0f} s of thought, {asked.seconds} s, "
        f"{asks:,} requests, {len(seen.errors)} errors. The first figures of all this were built "
        f"in {made['build']:.0f} s. {rebuilt}, by a process that gives way to the pages.",
        "",
        "| what | requests | median | 95th percentile | goal | met | against a bare page |",
        "|---|---|---|---|---|---|---|",
    ]
    for what, (_, best, slow) in GOALS.items():
        took = sorted(seen.times[what])
        if not took:
            continue
        goal = best if quick else slow
        high = took[min(len(took) - 1, int(len(took) * 0.95))]
        middle = statistics.median(took)
        lines.append(
            f"| {what} | {len(took)} | {middle:.0f} ms | {high:.0f} ms | at most {goal} ms | "
            f"{'yes' if high <= goal else 'no'} | {middle / bare:.1f} times |"
        )
    if seen.errors:
        lines += ["", *(f"- {fault}" for fault in sorted(set(seen.errors)))]
    return database, "\n".join([*lines, ""])


def laid(page: str, database: str, text: str) -> str:
    """Return the page with this database's part in the place of its last one, the rest as it was.

    >>> first = laid("# Page", "SQLite", "### SQLite\\n\\n10 ms\\n")
    >>> laid(first, "SQLite", "### SQLite\\n\\n9 ms\\n").count("###")
    1
    """
    before, _, own = page.partition(HEADING)
    parts = [part for part in own.split("### ")[1:] if not part.startswith(f"{database}\n")]
    parts = sorted([*parts, text.removeprefix("### ")])
    told = "\n\n".join(f"### {part.strip()}" for part in parts)
    return f"{before.rstrip()}\n\n{HEADING}\n\n{LEDE}\n\n{told}\n"


def main() -> None:
    """Fill, or run all of it and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--networks", type=int, default=200)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--no-write", action="store_true")
    parser.add_argument("--site", type=Path, help="the folder of a site to fill, or filled before")
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.fill:
        made = fill(asked.networks, asked.rows, asked.people)
        (Path(os.environ["FOLJA_DATA"]) / "filled.json").write_text(json.dumps(made), "utf-8")
        return
    database, text = run(asked)
    print(text)
    if not asked.no_write:
        PAGE.write_text(laid(PAGE.read_text(encoding="utf-8"), database, text), encoding="utf-8")


if __name__ == "__main__":
    main()
