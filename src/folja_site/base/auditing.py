"""Writing the audit trail: every action calls `record` once, inside its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from folja_site.base.models import AuditEvent

if TYPE_CHECKING:
    from folja_site.access.principal import Principal
    from folja_site.programmes.models import Programme


class OutsideTransaction(RuntimeError):
    """An event was written outside the transaction of what it tells about: a fault of ours."""


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
) -> AuditEvent:
    """Write one event beside the change it tells about; both are saved, or neither.

    `action` is the code of what was done (`answer.save`), `subject` the address of what it was
    done to. Raises `OutsideTransaction` when no transaction is open.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(action)
    return AuditEvent.objects.create(
        user=principal.user if principal else None,
        actor=principal.label if principal else "system",
        action=action,
        programme=programme,
        unit=unit,
        subject=subject,
        before=before,
        after=after,
        why=why,
    )
