"""Saving one answer: the words, their reading, a version beside the earlier ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import F
from django.utils import timezone

from folja.formats.bundle import decode_row, encode_row
from folja.model import Observation
from folja.values import Quantity
from folja_site.access.principal import Principal
from folja_site.base.auditing import record
from folja_site.base.conflicts import Conflict
from folja_site.measurements.models import Answer, AnswerVersion, Participation, Round
from folja_site.programmes.actions.entries import changing
from folja_site.programmes.models import Programme


class Frozen(Exception):
    """The answer belongs to an approved round; only a correction with a reason may change it."""


def observation_of(answer: Answer) -> Observation:
    """Return an answer as the library's record."""
    found: Observation = decode_row(Observation, answer.cells)
    return found


def columns_of(observation: Observation) -> dict[str, Any]:
    """Return the columns of an answer's row for an observation."""
    reading: Quantity = observation.reading
    return {
        "unit": observation.unit,
        "indicator": observation.indicator,
        "indicator_version": observation.version,
        "point": observation.point,
        "breakdown": observation.breakdown,
        "verbatim": reading.text,
        "kind": reading.kind.value,
        "low": reading.low,
        "high": reading.high,
        "missing_reason": reading.reason.value if reading.reason else "",
        "cells": encode_row(observation),
    }


def save_answer(
    principal: Principal | None,
    programme: Programme,
    observation: Observation,
    *,
    version: int | None,
    round: Round | None = None,
    remark: str | None = None,
    why: str = "",
    correction: bool = False,
) -> Answer:
    """Save an answer in the version after the one that the writer saw (None: there was none).

    Raises `Conflict` with the answer as it stands when somebody was there first, and `Frozen` when
    it is approved and this is no correction. The same words by the same writer are saved once.
    """
    with changing(principal, programme, "answer.save"):
        return _save(
            principal, programme, observation, version, round, remark, why, correction=correction
        )


def _save(
    principal: Principal | None,
    programme: Programme,
    observation: Observation,
    version: int | None,
    round: Round | None,
    remark: str | None,
    why: str,
    *,
    correction: bool,
) -> Answer:
    columns = columns_of(observation)
    key = {
        name: columns[name]
        for name in ("unit", "indicator", "indicator_version", "point", "breakdown")
    }
    there = Answer.objects.filter(programme=programme, **key).first()
    before = there.cells if there else None
    if there is None:
        if version not in (None, 0):
            raise Conflict(there)
        there = Answer.objects.create(
            programme=programme, round=round, remark=remark or "", **columns
        )
    else:
        if version is None or version != there.version:
            if there.cells == columns["cells"] and remark in (None, there.remark):
                return there
            raise Conflict(there)
        if there.frozen and not correction:
            raise Frozen(str(there))
        changed = columns | {"remark": there.remark if remark is None else remark}
        taken = Answer.objects.filter(pk=there.pk, version=version).update(
            version=F("version") + 1,
            changed_at=timezone.now(),
            round=round or there.round,
            **{name: value for name, value in changed.items() if name not in key},
        )
        there.refresh_from_db()
        if not taken:
            raise Conflict(there)
    AnswerVersion.objects.create(
        answer=there,
        version=there.version,
        cells=there.cells,
        remark=there.remark,
        frozen=there.frozen,
        user=principal.user if principal else None,
        link=principal.link if principal and principal.user is None else None,
        actor=principal.label if principal else "system",
        why=why,
    )
    record(
        principal,
        "answer.correct" if correction else "answer.save",
        programme=programme,
        unit=there.unit,
        subject=f"{there.indicator}/{there.point}/{there.breakdown}",
        before=before,
        after=there.cells,
        why=why,
    )
    if round is not None:
        Participation.objects.filter(round=round, unit=there.unit).update(
            last_saved_at=timezone.now()
        )
    return there


def with_reading(observation: Observation, reading: Quantity) -> Observation:
    """Return an observation with other words and their reading."""
    return replace(observation, reading=reading)
