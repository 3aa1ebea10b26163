"""What a request asks of the review: which queue, which finding, what it decides, in which role."""

from __future__ import annotations

from typing import Any

from django.http import Http404, QueryDict

from folja.model import Action, Severity
from folja.quality.matching import ends
from folja_site.access.principal import Principal
from folja_site.access.roles import ROLES, Role
from folja_site.measurements.review_finding import decision_prefix
from folja_site.measurements.review_queue import (
    PER_PAGE,
    STATES,
    Queue,
    Row,
    check_name,
    choice_of,
    groups_of,
    in_order,
    queue_of,
)
from folja_site.programmes.models import Entry
from folja_site.programmes.queries import record_of
from folja_site.results.figures import figures_of

#: The actions that need no value, and so can be taken on several findings at once.
PLAIN = (Action.EXPLAINED.value, Action.STANDS.value)
#: What can have become of the mail about a question.
BECAME = ("told", "stays", "failed", "no-address", "shut")
ACTIONS = tuple(action.value for action in Action)


def queue_for(request: Any) -> Queue:
    """Return the queue that a request asks for; a form says it in `back`."""
    asked = request.POST.get("back", "") if request.method == "POST" else ""
    given = request.GET
    if asked:
        given = QueryDict(asked.lstrip("?"))
    choice = choice_of(given, request.principal, request.programme)
    figures = figures_of(request.programme)
    held = queue_of(request.programme, figures, request.principal, choice)
    request.figures = figures
    return in_order(held)


def row_in(held: Queue, finding: str, *, unit: str | None = None, check: bool = False) -> Row:
    """Return a finding of the queue; 404 where there is none, or it is not the network's."""
    row = held.at(finding)
    if row is None or (check and row.finding.unit != unit):
        raise Http404
    return row


def may_decide(request: Any, row: Row) -> bool:
    """Say whether a finding is the principal's to decide about."""
    principal: Principal = request.principal
    if row.finding.unit is None:
        return principal.may("review.decide", request.programme.pk)
    return principal.may("unit.review", request.programme.pk, row.finding.unit)


def role_of(request: Any) -> str:
    """Return the role in which somebody decides, as the report says it."""
    roles = request.principal.roles_in(request.programme.pk)
    role = Role.EVALUATOR if Role.EVALUATOR in roles else Role.OWNER
    return ROLES[role][0].get("en" if request.lang == "en" else "sv")


def number_in(text: str | None) -> int:
    """Return a number from an address or form, 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def page_in(request: Any, usual: int) -> int:
    """Return the page of the queue that is asked for."""
    return number_in(request.GET.get("page")) or usual


def points_of(row: Row) -> tuple[str, ...]:
    """Return what a value of a finding can be about: its points, and its change."""
    finding = row.finding
    if not finding.point or not finding.indicator:
        return ()
    return (*ends(finding), finding.point)


def wanted(given: Any) -> tuple[str, str | None, str]:
    """Return action, point and value: from a button that names all three, or from the fields."""
    ready = given.get("do", "")
    if ready.count("|") >= 2:
        action, point, value = ready.split("|", 2)
        return action, point or None, value
    action = ready or given.get("action", "")
    if action in PLAIN:
        return action, None, ""
    return action, given.get("point") or None, given.get("value", "")


def key_for(row: Row, seen: int) -> str:
    """Return the key of the next decision about a finding, after those that have been seen."""
    return f"{decision_prefix(row.finding.fingerprint)}{seen + 1}"


def listed(request: Any, held: Queue, page: int) -> dict[str, Any]:
    """Return what the list beside a finding shows: one page of the queue, and its filters."""
    pages = max(1, -(-len(held.chosen) // PER_PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * PER_PAGE
    return {
        "queue": held,
        "groups": groups_of(held, first, first + PER_PAGE),
        "query": held.choice.query(),
        "figures": request.figures,
        "states": STATES,
        "severities": tuple(one.value for one in Severity),
        "hidden": [
            (name, getattr(held.choice, name))
            for name in ("whose", "state", "severity", "by")
            if getattr(held.choice, name)
        ],
        "page": page,
        "pages": pages,
        "units": [
            (u, u.short_name or u.name, held.counts["unit"][u.id])
            for u in held.units.values()
            if held.counts["unit"][u.id]
        ],
        "checks": [(code, check_name(code), n) for code, n in held.counts["code"].items() if code],
        "errors": held.counts["severity"]["error"],
        "warnings": held.counts["severity"]["warning"],
        "notes": held.counts["severity"]["info"],
    }


def just_done(request: Any) -> dict[str, Any]:
    """Return what has just been done, for the line that offers to take it back."""
    given = request.GET
    key = given.get("after", "")
    entries = Entry.objects.filter(programme=request.programme, table="decisions", gone=False)
    found = entries.filter(key=key).first() if key else None
    done = None
    if found is not None:
        decision = record_of(found)
        done = {"entry": found, "decision": decision, "finding": given.get("of", "")}
        done["name"] = check_name(decision.code)
    return {
        "done": done,
        "asked_back": given.get("asked", "") if given.get("asked") in BECAME else "",
        "several": number_in(given.get("several")),
        "undone": given.get("undone") == "1",
    }
