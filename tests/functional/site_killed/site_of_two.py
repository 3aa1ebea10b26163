"""A site for being killed: one programme that a hub answers in, one that imports are applied to.

`site_of_two.py make BUNDLE N` makes it with N imports that wait, each of which changes every
answer; `site_of_two.py tell` says what stands there. Both tell JSON. `site_of_two.py die guarded`
is killed while it applies an import.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

ANSWERED, IMPORTED = "answered", "imported"
UNIT, INDICATOR, POINTS = "PROC", "strategic-networks", ("2004-01-01", "2005-12-31")


def make(bundle: Path, imports: int) -> dict[str, Any]:
    """Make both programmes, two people who are signed in, and the imports."""
    from django.core.management import call_command

    from folja.formats.bundle import read_bundle
    from folja_site.access.models import Membership, User
    from folja_site.access.roles import Role
    from folja_site.bundling.founding import found
    from folja_site.measurements.models import Participation, Round

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    follow_up = read_bundle(bundle)
    answered = found(None, follow_up, slug=ANSWERED)
    imported = found(None, follow_up, slug=IMPORTED)
    hub, owner = (User.objects.create_user(f"{n}@example.invalid") for n in ("hub", "owner"))
    Membership.objects.create(user=hub, programme=answered, role=Role.HUB.value, units=[UNIT])
    Membership.objects.create(user=owner, programme=imported, role=Role.OWNER.value)
    asked = Round.objects.create(
        programme=answered, name_sv="Omgång", points=list(POINTS), state="open"
    )
    Participation.objects.create(round=asked, unit=UNIT)
    return {
        "hub": _signed_in(hub),
        "owner": _signed_in(owner),
        "round": asked.pk,
        "imports": [_staged(imported, follow_up, n) for n in range(1, imports + 1)],
    }


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


def _staged(programme: Any, follow_up: Any, number: int) -> int:
    from folja_site.exchange.actions.imports import stage
    from folja_site.exchange.comparing import GROUPS
    from folja_site.exchange.staging import Staged
    from folja_site.exchange.taking import zipped
    from folja_site.exchange.working import Outcome

    said = tuple(replace(o, comment=f"import {number}") for o in follow_up.observations)
    preview = {
        "counts": {**dict.fromkeys((*GROUPS, "frozen", "same"), 0), "changes": len(said)},
        "problems": [],
        "tables": [],
    }
    outcome = Outcome(preview, zipped(follow_up.with_table(observations=said)))
    kept = stage(None, programme, Staged((), outcome, programme.data_version, {}))
    return int(kept.pk)


def tell() -> dict[str, Any]:
    """Return what was saved and imported, and whether it hangs together."""
    from django.db import connection

    from folja_site.base.models import AuditEvent
    from folja_site.exchange.models import Import
    from folja_site.measurements.models import Answer, AnswerVersion
    from folja_site.programmes.models import Programme

    saved = AnswerVersion.objects.filter(answer__programme__slug=ANSWERED, version__gt=1)
    imported = Programme.objects.get(slug=IMPORTED)
    answers = Answer.objects.filter(programme=imported)
    told: dict[str, Any] = {
        "saved": [v.cells["comment"] for v in saved],
        "events": AuditEvent.objects.filter(action="answer.save").count(),
        "version": Answer.objects.get(
            programme__slug=ANSWERED, unit=UNIT, indicator=INDICATOR, point=POINTS[-1]
        ).version,
        "comments": Counter(a.cells["comment"] for a in answers),
        "answers": answers.count(),
        "import-versions": AnswerVersion.objects.filter(
            answer__programme=imported, version__gt=1
        ).count(),
        "import-events": AuditEvent.objects.filter(
            action="bundle.apply", programme=imported
        ).count(),
        "applied": sorted(
            Import.objects.filter(programme=imported, state="applied").values_list("pk", flat=True)
        ),
        "sound": True,
    }
    # Only for the next import: each was staged on the state that the one before left.
    Import.objects.filter(state="staged").update(data_version=imported.data_version)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            sound = cursor.fetchall() == [("ok",)]
            cursor.execute("PRAGMA foreign_key_check")
            told["sound"] = sound and not cursor.fetchall()
    return told


def die(*, guarded: bool) -> None:
    """Be killed in the middle of applying an import, after its answers and before their versions.

    Unguarded, it is applied as if nobody had thought of a transaction.
    """
    from folja_site.bundling import applying
    from folja_site.exchange.actions.imports import _staged
    from folja_site.exchange.models import Import
    from folja_site.programmes.models import Programme

    class Deadly:
        """Stands where versions are written."""

        def __init__(self) -> None:
            self.objects = self

        def bulk_create(self, *_: Any, **__: Any) -> None:
            """Die as a machine without current does."""
            os.kill(os.getpid(), signal.SIGKILL)

    programme = Programme.objects.get(slug=IMPORTED)
    kept = Import.objects.filter(programme=programme, state="staged").earliest("pk")
    vars(applying)["AnswerVersion"] = Deadly()
    apply: Any = applying.apply
    if not guarded:
        vars(applying)["changing"] = lambda *_, **__: nullcontext()
    apply(None, programme, _staged(kept))


def main() -> None:
    """Do what the command line says."""
    import django

    django.setup()
    from folja_site.base import changes

    changes._told.clear()  # the figures are the server's to build
    what, *rest = sys.argv[1:]
    if what == "die":
        die(guarded=rest[0] == "guarded")
    print(json.dumps(make(Path(rest[0]), int(rest[1])) if what == "make" else tell()))


if __name__ == "__main__":
    main()
