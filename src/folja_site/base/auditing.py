"""Writing the audit trail: one event for every action, inside its transaction.

An action that writes one thing calls `record` once. An action that is made of others runs them in
`one_event`: what each would have recorded becomes a row of the one event, told before and after by
what it was done to. Refuses to write outside a transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from folja_site.base.models import AuditEvent

if TYPE_CHECKING:
    from folja_site.access.principal import Principal
    from folja_site.programmes.models import Programme


class OutsideTransaction(RuntimeError):
    """An event was written outside the transaction of what it tells about: a fault of ours."""


@dataclass(slots=True)
class Action:
    """What is being done: the events that its parts would have written by themselves.

    `held` are the programmes that the action has taken for itself, by id, as they stood.
    """

    rows: list[AuditEvent] = field(default_factory=list)
    held: dict[int, Programme] = field(default_factory=dict)


_going_on: ContextVar[Action | None] = ContextVar("folja_action", default=None)


@contextmanager
def one_event(
    principal: Principal | None,
    action: str,
    *,
    programme: Programme | None = None,
    unit: str = "",
    subject: str = "",
    why: str = "",
) -> Iterator[Action]:
    """Do several writes in one transaction that leaves one event, whatever they record themselves.

    An action inside another is a part of it. Of a single write the event is its own; of several it
    is the one given here, with what was before and after under the subject of each. An action that
    wrote nothing leaves nothing.
    """
    outer = _going_on.get()
    if outer is not None:
        mark = len(outer.rows)
        try:
            with transaction.atomic():
                yield outer
        except BaseException:
            del outer.rows[mark:]
            raise
        return
    with transaction.atomic():
        token = _going_on.set(found := Action())
        try:
            yield found
        finally:
            _going_on.reset(token)
        if len(found.rows) == 1:
            found.rows[0].why = found.rows[0].why or why
            found.rows[0].save()
        elif found.rows:
            units = {row.unit for row in found.rows}
            before: dict[str, Any] = {}
            for row in found.rows:  # what is written twice stood before as it was first found
                before.setdefault(row.subject, row.before)
            whole = _event(
                principal,
                action,
                programme=programme,
                unit=unit or (units.pop() if len(units) == 1 else ""),
                subject=subject,
                before=before,
                after={row.subject: row.after for row in found.rows},
                why=why,
            )
            whole.save()


def record(
    principal: Principal | None,
    action: str,
    *,
    programme: Programme | None = None,
    unit: str = "",
    subject: str = "",
    before: Any = None,
    after: Any = None,
    why: str = "",
) -> None:
    """Write one event beside the change it tells about; both are saved, or neither.

    `action` is the code of what was done (`answer.save`), `subject` the address of what it was
    done to. Within `one_event` it is kept as a row of that. Raises `OutsideTransaction` when no
    transaction is open.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(action)
    event = _event(
        principal,
        action,
        programme=programme,
        unit=unit,
        subject=subject,
        before=before,
        after=after,
        why=why,
    )
    whole = _going_on.get()
    if whole is None:
        event.save()
    else:
        whole.rows.append(event)


def _event(principal: Principal | None, action: str, **told: Any) -> AuditEvent:
    user = principal.user if principal else None
    actor = principal.label if principal else "system"
    return AuditEvent(user=user, actor=actor, action=action, **told)
