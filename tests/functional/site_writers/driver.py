"""Many writers at once, in processes of their own, on a site's database; told as JSON.

`driver.py make` makes the database with a few shared answers that all say 0. `driver.py write …`
lets writers count them up: each save reads an answer, adds one and saves it with the version it
saw, and begins again when somebody was there first. `driver.py tell` says what stands there
afterwards. A guard can be turned off by its name, to see that it is the guard that holds.
"""

from __future__ import annotations

import argparse
import inspect
import json
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import replace
from typing import Any

SLUG = "writers"


def make(shared: int) -> None:
    """Make the tables, a programme, and the shared answers."""
    from django.core.management import call_command
    from django.db import transaction

    from folja.model import FollowUp, Observation
    from folja.values import read
    from folja_site.bundling.founding import found

    call_command("migrate", verbosity=0)
    follow_up = FollowUp(
        name=SLUG,
        observations=tuple(
            Observation(unit=f"U{n}", indicator="i", point="2005-12-31", reading=read("0"))
            for n in range(shared)
        ),
    )
    with transaction.atomic():
        found(None, follow_up, slug=SLUG)


def write(asked: argparse.Namespace) -> Counter[str]:
    """Let some writers save, each in a thread; return how often what happened."""
    told: Counter[str] = Counter()
    lock = threading.Lock()

    def work(seed: int) -> None:
        from django.db import connection

        mine = _one_writer(random.Random(seed), asked)
        connection.close()
        with lock:
            told.update(mine)

    threads = [
        threading.Thread(target=work, args=(asked.number * 1_000 + n,), name=f"writer-{n}")
        for n in range(asked.writers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def _one_writer(chance: random.Random, asked: argparse.Namespace) -> Counter[str]:
    from django.db import Error, transaction

    from folja_site.base.conflicts import Conflict
    from folja_site.measurements.models import Answer
    from folja_site.programmes.models import Programme

    told: Counter[str] = Counter()
    programme = Programme.objects.get(slug=SLUG)
    while told["saved"] < asked.saves and told["gave-up"] < asked.saves:
        # As a form does: what was seen, some time later, one or two answers in one transaction.
        units = chance.sample(range(asked.shared), 2 if chance.random() < asked.pairs else 1)
        try:
            seen = [Answer.objects.get(programme=programme, unit=f"U{n}") for n in units]
            time.sleep(chance.random() * asked.looks)
            with transaction.atomic():
                for answer in seen:
                    _count_up(programme, answer, by=f"{chance.random()}")
        except Conflict:
            told["conflict"] += 1
        except Error as error:
            told[f"error: {str(error).splitlines()[0][:80]}"] += 1
            told["gave-up"] += 1
        else:
            told["saved"] += 1
            told["answers"] += len(seen)
    return told


def _count_up(programme: Any, seen: Any, *, by: str) -> None:
    from folja.values import read
    from folja_site.measurements.actions import answers

    said = answers.observation_of(seen)
    # Without a word of its own, who says the same as somebody else would have said it already.
    new = replace(said, reading=read(str(int(said.reading.text) + 1)), comment=by)
    answers.save_answer(None, programme, new, version=seen.version)


def tell() -> dict[str, int]:
    """Return what the answers, their versions and the audit trail come to."""
    from folja_site.base.models import AuditEvent
    from folja_site.measurements.models import Answer, AnswerVersion

    return {
        "counted": sum(int(a.verbatim) for a in Answer.objects.all()),
        "versions": AnswerVersion.objects.filter(version__gt=1).count(),
        "events": AuditEvent.objects.filter(action="answer.save").count(),
    }


#: What is taken out of the source when a guard is off: (module, function, text, its place).
GUARDS = {
    "version": (
        "folja_site.measurements.actions.answers",
        "_save",
        (("version != there.version", "False"), ("pk=there.pk, version=version", "pk=there.pk")),
    ),
    "hold": (
        "folja_site.programmes.actions.entries",
        "_taken",
        ((".select_for_update(no_key=True)", ""),),
    ),
}


def turn_off(guard: str) -> None:
    """Take a guard out of a function, as if it had never been written."""
    from django.conf import settings

    options = settings.DATABASES["default"]["OPTIONS"] if guard in ("immediate", "queue") else {}
    if guard == "immediate":
        options["transaction_mode"] = "DEFERRED"
        return
    if guard == "queue":
        from folja_site.config.queued_sqlite3 import base

        base.DatabaseWrapper.take_turn = lambda self: None
        options["timeout"] = 0.2  # what the queue makes needless: long patience with each other
        return
    module_name, function, changes = GUARDS[guard]
    __import__(module_name)
    module = sys.modules[module_name]
    source = inspect.getsource(getattr(module, function))
    for text, other in changes:
        if text not in source:
            raise SystemExit(f"{guard}: {text!r} stands in {function} no longer")
        source = source.replace(text, other)
    exec(compile(source, module_name, "exec"), vars(module))


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("make", "write", "tell"))
    parser.add_argument("--number", type=int, default=0)
    parser.add_argument("--writers", type=int, default=1)
    parser.add_argument("--saves", type=int, default=1)
    parser.add_argument("--shared", type=int, default=200, help="answers that they share")
    parser.add_argument("--pairs", type=float, default=0.2, help="part of the saves with two")
    parser.add_argument("--looks", type=float, default=0.0, help="seconds between look and save")
    parser.add_argument("--off", default="", help="guards, with commas between")
    asked = parser.parse_args()
    import django

    django.setup()
    from folja_site.base import changes

    # Who builds the figures has tests of its own; here it would take the processors.
    changes._told.clear()
    for guard in asked.off.split(",") if asked.off else ():
        turn_off(guard)
    if asked.what == "make":
        make(asked.shared)
        return 0
    told = write(asked) if asked.what == "write" else tell()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
