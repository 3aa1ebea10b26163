"""The fixtures of the site.

`example_programme`  the example, loaded once for the whole run; what a test changes is rolled back
`other_programme`    a programme beside it with two networks of the same ids
`client_as`          `client_as("owner", lang="en")`; see `site_fixtures.people`
`open_round`         an open round of the example with every network in it
`open_link`          the respondent's link of the network PROC in that round
`world`, `clients`   the example with everything in it, and a client for everybody, for all tests of
                     a file: each must take back what it changes
`served`             a real server with all that, for a browser; `served.context(browser, "hub")`
`rebuilt`            `rebuilt(programme)` builds the figures of what the test has changed
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from folja_site.measurements.models import PersonalLink, Round
    from folja_site.programmes.models import Programme
    from folja_site.results.models import FigureSet
    from site_fixtures.furnishing import World
    from site_fixtures.people import Clients
    from site_fixtures.served import Served


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
) -> Iterator[None]:
    """The test database with the example in it; on SQLite a copy of one that was kept."""
    from django.test.utils import setup_databases, teardown_databases

    from site_fixtures.keeping import brought, end_sessions, keep
    from site_fixtures.world import found_world

    with django_db_blocker.unblock(), brought() as there:
        made = setup_databases(0, interactive=False, aliases={"default"}, keepdb=there)
        found_world()
        if not there:
            keep()
    yield
    with django_db_blocker.unblock():
        end_sessions()
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True, scope="session")
def _every_write_leaves_one_event() -> Iterator[None]:
    """Watch every form that a test sends; see `site_fixtures.trail`."""
    from django.test import Client

    from site_fixtures.trail import watching

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "post", watching(Client.post))
        yield


@pytest.fixture
def example_programme(db: None) -> Programme:
    """The example, as every test finds it."""
    from folja_site.programmes.models import Programme
    from site_fixtures.world import SLUG, found_world

    found_world()  # a test with transactions of its own may have emptied the database
    return Programme.objects.get(slug=SLUG)


@pytest.fixture
def other_programme(example_programme: Programme) -> Programme:
    """The programme beside the example."""
    from folja_site.programmes.models import Programme
    from site_fixtures.world import OTHER

    return Programme.objects.get(slug=OTHER)


@pytest.fixture
def client_as(example_programme: Programme) -> Clients:
    """Makes clients for accounts, links and nobody."""
    from site_fixtures.people import Clients

    return Clients()


@pytest.fixture
def open_round(example_programme: Programme) -> Round:
    """An open round that asks every network about both points."""
    from site_fixtures.world import make_round

    return make_round(example_programme)


@pytest.fixture
def open_link(open_round: Round) -> PersonalLink:
    """A good link of the open round, for the network PROC."""
    from site_fixtures.people import make_link

    return make_link(open_round)


@pytest.fixture(scope="module")
def _furnished(
    django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest
) -> Iterator[World]:
    from django.db import transaction

    from folja_site.programmes.models import Programme
    from site_fixtures.furnishing import furnish, unmarked
    from site_fixtures.world import OTHER, SLUG

    mark = getattr(request.module, "MARK", unmarked)
    with django_db_blocker.unblock(), transaction.atomic():
        mine, other = (Programme.objects.get(slug=slug) for slug in (SLUG, OTHER))
        yield furnish(mine, other, mark=mark)
        transaction.set_rollback(True)


@pytest.fixture
def world(_furnished: World, django_db_blocker: Any) -> Iterator[World]:
    """The example with everything in it; a module's `MARK` says what its texts carry."""
    with django_db_blocker.unblock():
        yield _furnished


@pytest.fixture(scope="module")
def clients(_furnished: World, django_db_blocker: Any) -> dict[str, Client]:
    """A client for everybody who can ask, by name."""
    from site_fixtures.people import everybody

    with django_db_blocker.unblock():
        return everybody(_furnished.links)


@pytest.fixture(scope="module")
def served(
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Served]:
    """A server on a copy of the test database; a module's `MARK_SERVED` stands in every text."""
    from django.conf import settings
    from django.db import connection

    from site_fixtures.served import serve

    with django_db_blocker.unblock():
        database = str(connection.settings_dict["NAME"])
        connection.close()
    mark = getattr(request.module, "MARK_SERVED", "")
    data = tmp_path_factory.mktemp("served")
    with serve(database, settings.DATA / "figures", data, mark=mark) as site:
        yield site


@pytest.fixture
def rebuilt() -> Callable[[Programme], FigureSet]:
    """Builds the figures of a programme as the test has left it.

    Inside a test nothing is ever committed, so that nothing builds them by itself.
    """
    from folja_site.results.building import build

    def built(programme: Programme) -> FigureSet:
        return build(programme.pk)

    return built
