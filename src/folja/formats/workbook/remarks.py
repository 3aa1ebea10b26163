"""What a respondent says beside an answer: how they know, and in their own words.

Holds the laying of bases and comments beside answers that a follow-up already has. Refuses to put
one remark in another's place unless it is told to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from folja.formats.workbook.reading import Form, FormRow
from folja.model import FollowUp, Observation


@dataclass(frozen=True, slots=True)
class Remark:
    """What was done with the remarks of one row: laid in, or kept out because others stand."""

    row: FormRow
    point: str
    written: bool


def with_remarks(
    follow_up: FollowUp, form: Form, *, replace_others: bool = False
) -> tuple[FollowUp, tuple[Remark, ...]]:
    """Return the follow-up with the form's remarks, and what was done with each that is new.

    A remark goes with the row's last open answer. Where another stands, it is kept, unless
    `replace_others`; where the form says nothing, what stands is kept.
    """
    changed: dict[int, Observation] = {}
    remarks: list[Remark] = []
    at = {o.key: n for n, o in enumerate(follow_up.observations)}
    for row in form.rows:
        if not row.asked or not (row.basis or row.comment):
            continue
        point = row.asked[-1]
        held = follow_up.observation_at.get((form.unit, row.indicator, point))
        if held is None:
            continue
        basis, comment = row.basis or held.basis, row.comment or held.comment
        if (basis, comment) == (held.basis, held.comment):
            continue
        free = held.basis in ("", basis) and held.comment in ("", comment)
        if free or replace_others:
            changed[at[held.key]] = replace(held, basis=basis, comment=comment)
        remarks.append(Remark(row, point, free or replace_others))
    if not changed:
        return follow_up, tuple(remarks)
    observations = tuple(changed.get(n, o) for n, o in enumerate(follow_up.observations))
    return follow_up.with_table(observations=observations), tuple(remarks)
