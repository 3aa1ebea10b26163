"""`folja totals`: the figures of the example for people and for scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from folja.cli import screen as screen_module
from folja.formats.bundle import write_bundle
from folja.model import FollowUp, Indicator, Measure, Observation, Point, Unit, UnitKind
from folja.text import LocalText
from folja.values import read

Run = Callable[..., Any]


def test_rules_stand_side_by_side(run: Run, example: Path) -> None:
    """Without a rule all three are given, with the headlines and the steps to each rule."""
    data = run("totals", example, "--json").json("totals")
    assert [r["rule"] for r in data["rules"]] == ["as-printed", "strict", "missing-as-zero"]
    twelve = [next(t for t in r["totals"] if t["no"] == 12) for r in data["rules"]]
    assert [t["low"] for t in twelve] == [199, 147, 197]
    assert {t["claimed"] for t in twelve} == {199}
    assert [h["claimed"] for h in data["headlines"]] == [39, 308, 18, 63, 199]
    strict = data["headlines"][-1]["rules"][1]["steps"]
    assert [(s["network"], s["amount"]) for s in strict] == [("AFN", -2), ("PROC", -50)]


def test_one_rule_accounts_for_every_network(run: Run, example: Path) -> None:
    """Included and skipped networks of every total are the follow-up's sixteen."""
    data = run("totals", example, "--rule", "strict", "--json").json("totals")
    assert (data["rule"], data["from"], data["to"]) == ("strict", "2004-01-01", "2005-12-31")
    assert len(data["totals"]) == 24
    for total in data["totals"]:
        networks = [*total["included"], *(s["network"] for s in total["skipped"])]
        assert len(networks) == len(set(networks)) == 16


def test_open_end_is_null_and_said_to_be_open(run: Run, example: Path) -> None:
    """A total with an at-least in it has no upper bound, and says that it is open."""
    data = run("totals", example, "--rule", "strict", "--json").json("totals")
    ten = next(t for t in data["totals"] if t["no"] == 10)
    assert (ten["low"], ten["high"], ten["open"]) == (540, None, True)


@pytest.mark.parametrize("by", ["network", "theme", "area", "goal"])
def test_grouping_names_its_groups(run: Run, example: Path, by: str) -> None:
    """Every grouping holds to the schema, has groups, and shows no id of one to people."""
    data = run("totals", example, "--rule", "as-printed", "--by", by, "--json").json("totals")
    groups = {t["group"] for t in data["totals"]} - {None}
    assert groups
    out = run("totals", example, "--rule", "as-printed", "--by", by).out
    assert not [g for g in groups if g.startswith(("theme-", "goal-")) and g in out]


def test_table_shows_what_makes_each_difference(run: Run, example: Path) -> None:
    """The table for people names claim, rules, coverage, and the network behind a difference."""
    out = run("totals", example).out
    assert "Rapportens 5 rubriksiffror" in out
    assert "308–508" in out
    assert "Processum −50: startvärdet saknas" in out
    assert "39 och 63: alla tre reglerna ger rapportens siffror." in out
    assert "9 / 8 / 9 av 16" in out
    english = run("totals", example, "--lang", "en").out
    assert "The report's 5 headlines" in english
    assert "Processum −50: the start value is missing" in english


def test_piped_table_is_plain_and_never_cut(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Output that is piped has no colour and no trailing space, and a narrow one loses nothing."""
    wide = run("totals", example).out
    monkeypatch.setattr(screen_module, "PIPED_WIDTH", 50)
    narrow = run("totals", example).out
    for out in (wide, narrow):
        assert "\x1b" not in out
        assert not [line for line in out.splitlines() if line != line.rstrip()]
        assert out.count("9 / 8 / 9 av 16") == wide.count("9 / 8 / 9 av 16")
        assert "1\u00a0582" in out


def test_point_that_does_not_exist_is_refused(run: Run, example: Path) -> None:
    """Another date than the follow-up's is refused with the dates to choose from."""
    ran = run("totals", example, "--from", "1999-01-01")
    assert ran.code == 3
    assert "2004-01-01" in ran.err


def test_between_points_headlines_are_left_out(run: Run, example: Path) -> None:
    """From a point to itself nothing changed, and no headline speaks of it."""
    data = run(
        "totals", example, "--from", "2005-12-31", "--to", "2005-12-31", "--json"
    ).json("totals")  # fmt: skip
    assert data["headlines"] == []
    assert {t["low"] for t in data["rules"][1]["totals"]} <= {0, None}


def test_table_is_of_what_was_asked_and_names_no_older_report(run: Run, tmp_path: Path) -> None:
    """Two of the rules, and the indicator that nobody was asked named under the table."""
    indicators = tuple(
        Indicator(
            id=f"i{n}",
            no=n,
            name=LocalText(f"Antal {n}", f"Number {n}"),
            label=LocalText(f"Antal {n}", f"Number {n}"),
            measure=Measure.STOCK,
        )
        for n in (1, 2)
    )
    points = ("2024-12-31", "2025-12-31")
    follow_up = FollowUp(
        name="eget",
        units=(
            Unit(
                id="A",
                kind=UnitKind.NETWORK,
                name=LocalText("A", "A"),
                order=1,
                in_comparison=True,
            ),
        ),
        indicators=indicators,
        points=tuple(Point(id=day, name=LocalText(), order=n) for n, day in enumerate(points)),
        observations=tuple(
            Observation(unit="A", indicator="i1", point=day, reading=read("7")) for day in points
        ),
    )
    write_bundle(follow_up, tmp_path / "eget")
    out = run("totals", tmp_path / "eget").out
    assert "Som tryckt" not in out
    assert "Strikt" in out
    assert "Inte frågat i den här uppföljningen: 2 Antal 2." in out
    alone = run("totals", tmp_path / "eget", "--rule", "strict").out
    assert "Antal 2" not in alone
    # For scripts every rule and indicator stays.
    data = run("totals", tmp_path / "eget", "--json").json("totals")
    assert [len(rule["totals"]) for rule in data["rules"]] == [2, 2, 2]
