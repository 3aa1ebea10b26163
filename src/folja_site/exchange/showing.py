"""A preview as its page shows it in one language: the heading that answers, groups, the picture."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from folja.documents import RangeChart, RangeRow, Sign
from folja.text import Language, Message, render
from folja_site.exchange.comparing import GROUPS
from folja_site.exchange.models import Import
from folja_site.exchange.preview import MOST
from folja_site.exchange.staging import has_something, is_stopped

#: Sums drawn in the picture; the table beside holds all of them.
DRAWN = 8
#: The counts that add up to the whole, in the order of the page.
COUNTED = ("same", "changes", "new", "rewritten", "asks", "stops", "kept")


def shown(kept: Import, lang: Language, *, moved: bool) -> dict[str, Any]:
    """Return what the template of the second and third screen asks for."""
    preview, counts = kept.preview, kept.preview["counts"]
    sums = preview["sums"]
    drawn = [s for s in sums if s["headline"]][:DRAWN] or sums[:DRAWN]
    unchanged = preview["headlines"] - sum(s["headline"] for s in sums)
    return {
        "kept": kept,
        "preview": preview,
        "title": _title(counts, preview, lang),
        "counts": [(name, counts[name]) for name in COUNTED if counts[name]],
        "groups": [
            (group, [c for c in preview["cells"] if c["group"] == group], counts[group] - MOST)
            for group in GROUPS
            if counts[group]
        ],
        "same_more": counts["same"] - MOST,
        "chart": _chart(drawn, lang) if any(s["now"] and s["after"] for s in drawn) else None,
        "unchanged": unchanged,
        "unchanged_words": counted(unchanged, lang, first=True),
        "headlines_words": counted(preview["headlines"], lang),
        "waits": _waits(kept, moved, lang),
        "moved": moved,
        "applied_title": _applied(kept, lang),
    }


def counted(n: int, lang: Language, *, first: bool = False) -> str:
    """Return a number as people write it in a sentence: small ones in words.

    >>> counted(12, "sv")
    '12'
    """
    if not 1 <= n <= 10:
        return str(n)
    word = render(Message(f"exchange.number.n{n}"), lang)
    return word[:1].upper() + word[1:] if first else word


def _title(counts: dict[str, int], preview: dict[str, Any], lang: Language) -> str:
    differ = counts["compared"] - counts["same"]
    if not counts["compared"] and not preview["labels"] and not preview["tables"]:
        return render(Message("exchange.preview.no-tables"), lang)
    said = [("differ", differ), ("stops", counts["stops"])]
    found = (
        render(
            Message(f"exchange.preview.{code}", {"n": n, "words": counted(n, lang, first=True)}),
            lang,
        )
        for code, n in said
    )
    return " ".join(text for text in found if text)


def _applied(kept: Import, lang: Language) -> str:
    n = kept.outcome.get("new", 0) + kept.outcome.get("changed", 0)
    params = {"n": n, "words": counted(n, lang, first=True)}
    return render(Message("exchange.applied.title", params), lang)


def _waits(kept: Import, moved: bool, lang: Language) -> str:
    """Say what applying waits for, or nothing when it can be done."""
    if moved:
        return render(Message("exchange.apply.waits-moved"), lang)
    if is_stopped(kept):
        if kept.preview["problems"]:
            return render(Message("exchange.apply.waits-problems"), lang)
        first = next(c for c in kept.preview["cells"] if c["group"] == "stops")
        cell = ", ".join(first[name][lang] for name in ("indicator", "unit", "place"))
        n = kept.preview["counts"]["stops"]
        return render(Message("exchange.apply.waits-stops", {"n": n, "cell": cell}), lang)
    if not has_something(kept):
        return render(Message("exchange.apply.waits-nothing"), lang)
    return ""


def _chart(sums: list[dict[str, Any]], lang: Language) -> RangeChart:
    rows = tuple(
        RangeRow(
            label=s["indicator"][lang],
            start_sign=_sign(s["now"]),
            start_low=_end(s["now"], "low"),
            start_high=_end(s["now"], "high"),
            start_label=s["now"]["text"][lang] if s["now"] else "",
            end_sign=_sign(s["after"]),
            end_low=_end(s["after"], "low"),
            end_high=_end(s["after"], "high"),
            end_label=s["after"]["text"][lang] if s["after"] else "",
            change="",
        )
        for s in sums
    )
    signs = dict.fromkeys(sign for row in rows for sign in (row.start_sign, row.end_sign))
    return RangeChart(
        rows=rows,
        start_name=render(Message("exchange.column.now"), lang),
        end_name=render(Message("exchange.column.after"), lang),
        unit="",
        key=tuple((sign, render(Message(f"site.sign.{sign.value}"), lang)) for sign in signs),
        no_start=render(Message("exchange.effect.no-sum"), lang),
    )


def _end(ends: dict[str, Any] | None, name: str) -> Decimal | None:
    return None if ends is None or ends[name] is None else Decimal(ends[name])


def _sign(ends: dict[str, Any] | None) -> Sign:
    if ends is None:
        return Sign.MISSING
    if ends["low"] is None or ends["high"] is None:
        return Sign.AT_MOST if ends["low"] is None else Sign.AT_LEAST
    if ends["low"] != ends["high"]:
        return Sign.RANGE
    return Sign.ABOUT if ends["approximate"] else Sign.EXACT
