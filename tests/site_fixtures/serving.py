"""Prepares a site of its own to be served to a browser: run as a program by the `served` fixture.

It takes the copied test database in FOLJA_DATA, puts everything into it (each text carrying the
mark of the command line), signs everybody in, and prints what the tests have to know as JSON:
session keys by person, and the path of every address for what is one's own.
"""

from __future__ import annotations

import json
import sys


def main(mark: str) -> None:
    """Furnish, sign everybody in, and print sessions and paths."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from folja_site.programmes.models import Programme
    from folja_site.results.building import build
    from site_fixtures.addresses import addresses, path_of
    from site_fixtures.furnishing import furnish, plant
    from site_fixtures.people import everybody
    from site_fixtures.world import OTHER, SLUG

    call_command("collectstatic", interactive=False, verbosity=0)
    mine, other = (Programme.objects.get(slug=slug) for slug in (SLUG, OTHER))
    world = furnish(mine, other, mark=lambda unit: mark)
    if mark:
        plant(mine, lambda unit: mark, names=True)
        build(mine.pk)
    cookie = settings.SESSION_COOKIE_NAME
    sessions = {
        who: client.cookies[cookie].value
        for who, client in everybody(world.links).items()
        if cookie in client.cookies
    }
    paths = {a.name: path_of(a, world) for a in addresses()}
    rounds = {state: made.pk for state, made in world.rounds.items()}
    rules = {a.name: a.rule if a.ours else "theirs" for a in addresses()}
    told = {"sessions": sessions, "paths": paths, "rounds": rounds, "rules": rules}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
