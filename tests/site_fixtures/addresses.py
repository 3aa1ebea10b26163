"""Every address of the site, taken from its resolver, with what stands at the places in it.

A page that colleagues add is found by itself. Only a new kind of place (`<str:gadget>`) has to be
told here what stands for it; a test fails and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from folja_site.access.checks import rule_of
from folja_site.programmes.models import Entry
from folja_site.results.figures import figures_of
from site_fixtures.furnishing import World
from site_fixtures.people import FOREIGN, OWN
from site_fixtures.world import OTHER, SLUG

#: Whose thing an address leads to: one's own, another network's, another programme's, nothing's.
VARIANTS = ("own", "foreign", "other", "missing")
#: What tells a foreign row apart from a place that only chooses how a page is shown.
ROWS = {"pk", "question", "membership", "finding", "draft", "comment", "link", "token", "entry"}


class PlaceUnknown(AssertionError):
    """Nobody has said what stands at a place of an address."""


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern of the resolver: its name, its route, the places in it, its view's rule."""

    name: str
    route: str
    rule: str
    places: tuple[str, ...]

    @property
    def ours(self) -> bool:
        """Whether the view behind it is ours and not allauth's."""
        return not self.route.startswith("accounts/")

    def before(self, place: str) -> str:
        """Return the part of the route that stands before a place, as in `rounds/<int:pk>`."""
        found = re.search(rf"([\w-]+)/<(?:\w+:)?{place}>", self.route)
        return found[1] if found else ""


def addresses() -> tuple[Address, ...]:
    """Return every address that can be reached, each name once."""
    found: dict[str, Address] = {}
    for route, pattern in _walk(get_resolver(), ""):
        places = tuple(re.findall(r"<(?:\w+:)?(\w+)>", route))
        name = pattern.name or route
        if name not in found:
            found[name] = Address(name, route, rule_of(pattern.callback) or "", places)
    return tuple(found.values())


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route)
        else:
            yield route, entry


def path_of(address: Address, world: World, variant: str = "own", **given: Any) -> str:
    """Return the path of an address for a variant; `given` says what stands at a place.

    Raises `PlaceUnknown` for a place that nobody has told what stands for it.
    """
    kwargs = {
        place: given[place] if place in given else _stands(address, place, world, variant)
        for place in address.places
    }
    try:
        return reverse(address.name, kwargs=kwargs)
    except NoReverseMatch as reason:
        raise PlaceUnknown(f"{address.name} ({address.route}) takes no {kwargs}") from reason


def _stands(address: Address, place: str, world: World, variant: str) -> Any:
    unit = FOREIGN if variant == "foreign" else OWN
    whose = {"own": OWN, "foreign": FOREIGN, "other": "other", "missing": OWN}[variant]
    programme = world.other if variant == "other" else world.programme
    if place == "slug":
        return {"other": OTHER, "missing": "finns-inte"}.get(variant, SLUG)
    if place == "unit":
        return unit
    if place in ("pk", "membership", "question", "link", "comment", "number", "invitation"):
        return _row(address, place, world, whose, programme, unit)
    plain = {
        "indicator": "participating-actors",
        "goal": "goal-1",
        "theme": "theme-1",
        "need": "K1.1",
        "topic": "background",
        "kind": "total",
        "section": "goals",
        "table": "goals",
        "lang": "sv",
        "report_lang": "sv",
        "language": "sv",
        "point": "2005-12-31",
        "format": "html",
        "suffix": "html",
        "way": "pdf",
        "uidb36": "1",
        "key": "abc",
        "name": "rapport.sv.html",
        "file": "rapport.sv.html",
        "rule": "strict",
    }
    if place == "key" and address.ours:
        rows = Entry.objects.filter(programme=programme, table="goals")
        return rows.values_list("key", flat=True).first() or "goal-1"
    if place == "kind" and address.before(place) == "":
        return "html" if "report-<" in address.route else plain[place]
    if place == "address":
        return "participating-actors"
    if place == "token":
        return f"invitation-{whose}" if "invitation" in address.route else _token(world, variant)
    if place == "code":
        figures = figures_of(programme)
        return figures.findings()[0]["code"] if figures else "difference-wrong"
    if place == "finding":
        figures = figures_of(programme)
        found = figures.findings(unit=unit) if figures else []
        return found[0]["id"] if found else "0" * 16
    if place not in plain:
        raise PlaceUnknown(
            f"Say in tests/site_fixtures/addresses.py what stands at <{place}> of {address.name} "
            f"({address.route})."
        )
    return plain[place]


def _token(world: World, variant: str) -> str:
    from site_fixtures.people import token_of

    return token_of("foreign" if variant == "foreign" else "valid", world.rounds["open"])


def _row(address: Address, place: str, world: World, whose: str, programme: Any, unit: str) -> Any:
    before = address.before(place)
    if place == "number":
        return world.rows["number", "other" if whose == "other" else OWN]
    if before == "rounds":
        return (world.other_round if whose == "other" else world.rounds["open"]).pk
    if not address.ours:
        return 1
    kinds = {"replies": "questions", "question": "questions", "membership": "role", "link": "links"}
    kind = kinds.get(before, kinds.get(place, before))
    for key in ((kind, whose), (kind, OWN)):
        if key in world.rows:
            return getattr(world.rows[key], "pk", world.rows[key])
    if before in ("entry", "entries", "history", "set-up"):
        return Entry.objects.filter(programme=programme, table="goals").values_list("pk")[0][0]
    raise PlaceUnknown(
        f"Say in tests/site_fixtures what stands at {before}/<{place}> of {address.name} "
        f"({address.route})."
    )
