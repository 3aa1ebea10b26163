"""`folja read` and `folja validate`, for people and for scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_readings_as_json_hold_to_the_schema(run: Run) -> None:
    """Each text gives a reading with all its keys, in the order given."""
    texts = ["39", "ca 39", "50-250", "25+", "n.a.", "", "13+05", "8 (24)", "11+26+50", "12 %"]
    data = run("read", "--locale", "sv", "--json", "--", *texts).json("read")
    assert [r["text"] for r in data["readings"]] == texts
    kinds = [r["kind"] for r in data["readings"]]
    assert kinds[:6] == ["exact", "about", "range", "at-least", "missing", "blank"]
    assert data["readings"][3]["high"] is None
    assert data["readings"][8]["low"] == 87
    assert len(data["readings"][6]["candidates"]) == 2


def test_locale_decides_what_a_separator_means(run: Run) -> None:
    """1.416 is a thousand in Swedish, one and a bit in English, and unread without a locale."""
    for locale, expected in (("sv", 1416), ("en", 1.416)):
        data = run("read", "--locale", locale, "--json", "--", "1.416").json("read")
        assert data["readings"][0]["low"] == expected
    assert run("read", "--json", "1.416").json("read")["readings"][0]["kind"] == "unreadable"


def test_readings_for_people_name_what_they_may_mean(run: Run) -> None:
    """A table says kind and value in the user's language, with the candidates."""
    out = run("read", "--locale", "sv", "--", "ca 39", "13+05", "").out
    assert "ungefär" in out
    assert "Kan betyda:" in out
    assert "(tomt)" in out
    assert "May mean:" in run("read", "--lang", "en", "--locale", "sv", "--", "13+05").out


def test_text_cannot_paint_the_terminal(run: Run) -> None:
    """Control characters in an answer are shown as signs."""
    out = run("read", "--", "\x1b[31m39\x07\u202e").out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "\u202e" not in out
    assert "␛[31m39" in out


def test_sound_bundle_is_said_to_hang_together(run: Run, example: Path) -> None:
    """The example is sound: nothing listed, code 0."""
    ran = run("validate", example)
    assert (ran.code, ran.out) == (0, "Bunten hänger ihop.\n")
    assert run("validate", example, "--json").json("validate") == {"problems": []}


def test_broken_bundle_gives_its_problems_and_3(run: Run, copied: Path) -> None:
    """What does not hang together is listed with file, row and column."""
    path = copied / "data" / "units.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",area,", ",omrade,", 1), encoding="utf-8")
    ran = run("validate", copied, "--json")
    assert ran.code == 3
    problem = ran.json("validate")["problems"][-1]
    assert (problem["code"], problem["file"], problem["column"]) == (
        "cell-wrong",
        "data/units.csv",
        "kind",
    )
    assert "data/units.csv" in run("validate", copied).out
