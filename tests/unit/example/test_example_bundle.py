"""The example holds together, and holds every cell of the annex as it stands in the document."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from folja.formats.bundle import read_bundle, validate
from folja.model import (
    Basis,
    ClaimKind,
    FigureReference,
    FollowUp,
    GoalRole,
    Level,
    segments,
    typed_figures,
)

EXAMPLE = Path(__file__).parents[3] / "examples" / "vasternorrland-2005"
START, END = "2004-01-01", "2005-12-31"


@pytest.fixture(scope="module")
def example() -> FollowUp:
    """The whole follow-up of 2006."""
    return read_bundle(EXAMPLE)


def test_example_has_no_problems() -> None:
    """Keys, references, checksums and readings hold, and no figure is typed into a case text."""
    assert validate(EXAMPLE) == ()


def test_every_cell_of_the_annex_is_there_as_written(example: FollowUp) -> None:
    """The ten tables of the source, 720 cells, are in the bundle word for word."""
    by_title = {alias: unit.id for unit in example.networks for alias in unit.aliases}
    by_title |= {unit.name.sv: unit.id for unit in example.networks}
    labels = {
        label: i.id
        for i in example.current_indicators
        for label in (i.label.sv, i.name.sv, *i.aliases)
    }
    seen = 0
    unit = ""
    for line in (EXAMPLE / "source" / "annex-tables.txt").read_text("utf-8").splitlines():
        if not line:
            continue
        label, first, last, difference = line.split("\t")
        if difference == "Differens":
            unit = by_title[label.partition(": ")[2]]
            continue
        key = (unit, labels[label])
        assert example.observation_at[*key, START].reading.text == first
        assert example.observation_at[*key, END].reading.text == last
        assert example.printed_difference[*key, f"{START}/{END}"].reading.text == difference
        seen += 3
    assert seen == 720


def test_notations_of_the_annex_are_read_as_known(example: FollowUp) -> None:
    """How many cells are written in which way, over all 720."""
    readings = [o.reading for o in example.observations] + [
        c.reading for c in example.claims if c.kind is ClaimKind.PRINTED_DIFFERENCE
    ]
    assert Counter(r.kind.value for r in readings) == {
        "exact": 545,
        "missing": 61,
        "blank": 94,
        "sum": 5,
        "with-alternative": 4,
        "bracketed": 4,
        "range": 2,
        "about": 2,
        "at-least": 2,
        "unreadable": 1,
    }


def test_level_of_an_answer_is_kept_apart_from_its_value(example: FollowUp) -> None:
    """In one table some answers look like the area's; that is marked, not mended."""
    by_level = {
        level: {
            (o.unit, example.indicator_by_id[o.indicator].no)
            for o in example.observations
            if o.level is level
        }
        for level in (Level.AREA, Level.UNSTATED)
    }
    assert by_level[Level.AREA] == {("NBC", 3), ("NBC", 9)}
    assert by_level[Level.UNSTATED] == {("NBC", 4), ("NBC", 5)}
    also = {o.indicator for o in example.observations if o.alternative_level is Level.AREA}
    assert {example.indicator_by_id[i].no for i in also} == {10, 11}


def test_themes_and_goals_say_what_the_source_states(example: FollowUp) -> None:
    """Seven indicators stand under a theme in the source, two listed ones are measured by nothing,
    and three considered goals have no measure of their own.
    """
    stated = {
        (example.indicator_by_id[t.indicator].no, t.theme)
        for t in example.indicator_themes
        if t.basis is Basis.STATED
    }
    assert stated == {
        (11, "theme-1"),
        (12, "theme-1"),
        (17, "theme-2"),
        (18, "theme-2"),
        (19, "theme-3"),
        (20, "theme-3"),
        (21, "theme-3"),
    }
    assert sum(listing.indicator is None for listing in example.theme_listings) == 2
    own = {g.goal for g in example.indicator_goals if g.role is GoalRole.OWN}
    assert [g.no for g in example.goals if g.considered and g.id not in own] == [1, 7, 8]
    assert [g.no for g in example.goals if not g.considered] == [3, 5, 9]


def test_conditions_keep_what_is_unknown_and_what_conflicts(example: FollowUp) -> None:
    """Nine cases by 24 variables, unknown where the source is silent, five of them contradicted."""
    assert len(example.conditions) == 9 * 24
    assert sum(c.value == "unknown" for c in example.conditions) == 92
    assert sum(bool(c.conflict) for c in example.conditions) == 5
    assert all(c.ground.sv and c.ground.en for c in example.conditions)


def test_every_compared_network_has_a_text_under_each_theme(example: FollowUp) -> None:
    """Nine networks by four themes, in both languages, 60 to 150 words, no figure typed in."""
    texts = {(c.unit, c.theme): c.body for c in example.case_texts if c.theme}
    assert set(texts) == {(u.id, t.id) for u in example.compared for t in example.themes}
    for body in texts.values():
        for text in (body.sv, body.en):
            assert 60 <= _words(text) <= 150
            assert typed_figures(text) == ()


def test_no_text_is_in_one_language_only(example: FollowUp) -> None:
    """What people read stands in Swedish and English, or in neither."""
    texts = [
        *(p.text for p in example.purposes),
        *(g.text for g in example.goals),
        *(i.definition for i in example.current_indicators),
        *(o.title for o in example.cross_case_observations),
        *(o.text for o in example.cross_case_observations),
        *(c.note for c in example.observation_cases),
        *(n.text for n in example.needs),
        *(u.status_reason for u in example.units),
        *(c.body for c in example.case_texts),
        *(a.text for a in example.aims),
        *(e.text for e in example.events),
        *(r.text for r in example.results),
        *(c.text for c in example.claims),
    ]
    assert [t for t in texts if bool(t.sv) != bool(t.en)] == []


def _words(text: str) -> int:
    """Count the words as they are read: a reference prints as one."""
    return sum(
        1 if isinstance(part, FigureReference) else len(part.split()) for part in segments(text)
    )
