"""Answers as CSV for people and their spreadsheets: words of the language, nothing that runs.

A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay
numbers, also negative ones. The bundle's own CSV is never escaped: it is for programs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal

from folja.model import FollowUp, Observation
from folja.quality import decided
from folja.text import Language, Message, render
from folja.values import Quantity, printed

#: What a spreadsheet may take for the start of a formula, full-width forms and line breaks too.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
COLUMNS = (
    *("network", "no", "indicator", "point", "breakdown", "said", "read", "low", "high"),
    *("unit", "status", "basis", "comment", "given", "decided"),
)


def text_cell(text: str) -> str:
    """Return a text as a cell that stays text.

    >>> text_cell("=1+1"), text_cell(" -5"), text_cell("ca 40")
    ("'=1+1", "' -5", 'ca 40')
    """
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(STARTS) else text


def answers_csv(follow_up: FollowUp, lang: Language) -> bytes:
    """Return every answer as a row, with a mark of its encoding and the separator of the language.

    Spreadsheets in Swedish expect a semicolon, since the comma stands in their numbers.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if lang == "sv" else ",", lineterminator="\r\n")
    writer.writerow(render(Message(f"exchange.csv.{name}"), lang) for name in COLUMNS)
    writer.writerows(_rows(follow_up, lang))
    return out.getvalue().encode("utf-8-sig")


def _rows(follow_up: FollowUp, lang: Language) -> Iterator[list[str]]:
    points = {p.id: p.name.get(lang) or p.id for p in follow_up.points}
    counting = decided(follow_up)
    for o in follow_up.observations:
        unit = follow_up.unit_by_id.get(o.unit)
        indicator = follow_up.indicator_by_id.get(o.indicator)
        texts = [
            unit.name.get(lang) if unit else o.unit,
            "",
            (indicator.label.get(lang) or indicator.name.get(lang)) if indicator else o.indicator,
            points.get(o.point, o.point),
            o.breakdown,
            o.reading.text,
            printed(o.reading, lang),
            "",
            "",
            indicator.unit.get(lang) if indicator else "",
            o.reading.status.value,
            o.basis,
            o.comment,
        ]
        cells = [text_cell(text) for text in texts]
        cells[1] = str(indicator.no) if indicator else ""
        cells[7], cells[8] = (_number(end, lang) for end in (o.reading.low, o.reading.high))
        yield [*cells, _day(o), text_cell(_decided(follow_up, o, counting, lang))]


def _decided(
    follow_up: FollowUp,
    said: Observation,
    counting: Mapping[tuple[str, str, str], Quantity],
    lang: Language,
) -> str:
    """Return the value that has been decided to count in the place of an answer."""
    place = (said.unit, said.indicator, said.point)
    counts = counting.get(place) if follow_up.observation_at.get(place) is said else None
    return printed(counts, lang) if counts else ""


def _number(number: Decimal | None, lang: Language) -> str:
    if number is None:
        return ""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",") if lang == "sv" else text


def _day(observation: Observation) -> str:
    return observation.given_on.isoformat() if observation.given_on else ""
