"""Reading texts: what the words of an answer are taken to mean, without any follow-up.

Refuses nothing: every text gives a reading, the unreadable one included.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from folja.values import Locale, Quantity, read
from folja.workflows.wording import candidates, number, parts


def read_texts(texts: Iterable[str], *, locale: Locale | None = None) -> tuple[Quantity, ...]:
    """Read each text as an answer; without a locale, ambiguous separators stay unreadable."""
    return tuple(read(text, locale=locale) for text in texts)


def readings_json(readings: Iterable[Quantity]) -> dict[str, Any]:
    """Return readings as `{readings: [...]}` (schema: read.json)."""
    return {"readings": [_reading(r) for r in readings]}


def _reading(reading: Quantity) -> dict[str, Any]:
    return {
        "text": reading.text,
        "kind": reading.kind.value,
        "low": number(reading.low),
        "high": number(reading.high),
        "low_open": reading.low_open,
        "high_open": reading.high_open,
        "parts": parts(reading.parts),
        "alternative": number(reading.alternative),
        "approximate": reading.approximate,
        "unit": reading.unit,
        "percent": reading.percent,
        "status": reading.status.value,
        "reason": None if reading.reason is None else reading.reason.value,
        "candidates": candidates(reading.candidates),
        "problems": list(reading.problems),
        "reader": reading.reader,
    }
