"""A follow-up tells of what it asked: what nobody was asked has no rows and no share of a count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from folja.documents import CoverageMap, Document, Figure, FigureText, Heading, Table
from folja.formats import html
from folja.model import (
    Adaptation,
    Basis,
    Claim,
    ClaimKind,
    FollowUp,
    Goal,
    GoalRole,
    Indicator,
    IndicatorGoal,
    IndicatorTheme,
    Measure,
    RelationKind,
    Theme,
    UnitStatus,
)
from folja.model.catalogue import IndicatorRelation
from folja.reporting import annex, in_languages
from folja.reporting.asking import asked_in
from folja.reporting.counting import counts
from folja.text import Language, LocalText
from folja.values import read

Build = Callable[..., FollowUp]
Ask = Callable[[Document], Any]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
START, END = "2021-01-01", "2024-12-31"
#: What is said where an indicator was not asked, once in a report.
LINE = {"sv": "Inte frågat i den här uppföljningen: ", "en": "Not asked in this follow-up: "}
#: Words that belong to a follow-up of an older report alone.
OLD = {
    "sv": ("källan", "som tryckt", "Omräknad", "Differens", "tre regler", "de tre reglerna"),
    "en": ("source", "as printed", "Recomputed", "Difference", "three rules"),
}


def asked_eight(build: Build) -> FollowUp:
    """A catalogue of 24, of which eight were asked: N1 answered all of them, N2 three, the rest
    left blank; N3 is not in operation.
    """
    cells = {("N1", f"I{n}"): (str(n), str(n + 1)) for n in range(1, 9)}
    cells |= {("N2", f"I{n}"): (("4", "6") if n < 4 else ("", "")) for n in range(1, 9)}
    cells |= {("N3", f"I{n}"): ("0", "0") for n in range(1, 9)}
    made = build(cells)
    rest = tuple(
        Indicator(
            id=f"I{n}",
            no=n,
            name=LocalText(f"Antal I{n}", f"Number of I{n}"),
            label=LocalText(f"I{n}", f"I{n}"),
            measure=Measure.STOCK,
        )
        for n in range(9, 25)
    )
    idle = replace(made.units[2], status=UnitStatus.UNDER_ORGANISATION, in_comparison=False)
    return made.with_table(
        indicators=(*made.indicators, *rest),
        units=(*made.units[:2], idle),
        themes=(
            Theme(id="t1", no=1, name=LocalText("Frågat tema", "Asked theme")),
            Theme(id="t2", no=2, name=LocalText("Ofrågat tema", "Theme nobody was asked about")),
        ),
        indicator_themes=tuple(
            IndicatorTheme(
                id=f"l{n}",
                indicator=f"I{n}",
                theme="t1" if n < 9 else "t2",
                basis=Basis.STATED,
            )
            for n in range(1, 25)
        ),
    )


@pytest.fixture
def eight(build: Build) -> FollowUp:
    """See `asked_eight`."""
    return asked_eight(build)


def documents(follow_up: FollowUp) -> Iterator[Document]:
    """Yield the report in both languages."""
    return in_languages(follow_up, LANGUAGES, digest="0" * 64)


def first_cells(table: Table) -> list[str]:
    """Return what stands first in each row of a table that is no heading."""
    return [
        "".join(getattr(p, "text", "") for p in row.cells[0].inlines)
        for row in table.rows
        if row.kind in ("body", "alert")
    ]


def told_lede(told: Any, unit: str) -> list[str]:
    """Return the figures of the first line about a network."""
    return [p.text for p in told.under(f"unit-{unit}")[0].inlines if isinstance(p, FigureText)]


def test_what_was_asked_is_what_has_answers(eight: FollowUp) -> None:
    """A blank is an answer; where there are none at all, everything may still be asked."""
    asked = asked_in(eight)
    assert [i.no for i in asked.common] == list(range(1, 9))
    assert [i.no for i in asked.left_out] == list(range(9, 25))
    assert len(asked.of("N2")) == 8
    assert counts(eight, findings=0)["indicators"] == 8
    unanswered = asked_in(eight.with_table(observations=()))
    assert len(unanswered.common) == 24
    assert unanswered.left_out == ()


def test_answer_at_a_point_that_is_not_told_of_asks_nothing(eight: FollowUp) -> None:
    """A report of one point is not about what another point was asked."""
    moved = tuple(
        replace(o, point="2019-12-31") if o.indicator == "I8" else o for o in eight.observations
    )
    assert asked_in(eight.with_table(observations=moved)).left_out[0].no == 8


def test_printed_difference_without_cells_was_asked(eight: FollowUp) -> None:
    """An older report may print a change and leave its values out."""
    printed = Claim(
        id="c",
        unit="N1",
        indicator="I9",
        place=f"{START}/{END}",
        reading=read("7"),
        kind=ClaimKind.PRINTED_DIFFERENCE,
    )
    assert "I9" in {i.id for i in asked_in(eight.with_table(claims=(printed,))).common}


def test_report_names_once_what_was_not_asked_and_gives_it_no_rows(
    eight: FollowUp, told: Ask
) -> None:
    """No row, no chapter, no table, no column of the map; 8 and never 24."""
    for document in documents(eight):
        seen = told(document)
        text, tables = seen.text(), seen.tables()
        assert text.count(LINE[document.lang]) == 1
        assert first_cells(tables["totals"]) == [str(n) for n in range(1, 9)]
        assert first_cells(tables["annex-N2"]) == [str(n) for n in range(1, 9)]
        assert first_cells(tables["indicators-table"]) == [str(n) for n in range(1, 9)]
        assert [t for t in tables if t.startswith("total-")] == [f"total-{n}" for n in range(1, 9)]
        anchors = {b.id for b in document.blocks if isinstance(b, Heading)}
        assert {"theme-N1-t1", "theme-N2-t1"} <= anchors
        assert not {a for a in anchors if a.endswith("-t2")}
        maps = [b.spec for b in document.blocks if isinstance(b, Figure)]
        columns = [len(m.columns) for m in maps if isinstance(m, CoverageMap)]
        assert columns == [8, 8]
        assert (
            "24"
            not in dict(document.front.facts)["Omfattning" if document.lang == "sv" else "Scope"]
        )


def test_counts_are_of_what_was_asked(eight: FollowUp, told: Ask) -> None:
    """One network is compared by 8 of 8, the one that answered three by 3 of 8."""
    for document in documents(eight):
        seen = told(document)
        assert told_lede(seen, "N1")[:2] == ["8", "8"]
        assert told_lede(seen, "N2")[:2] == ["3", "8"]
        alts = [b.alt for b in document.blocks if isinstance(b, Figure) and "coverage" in b.id]
        assert all(("11 av 16" if document.lang == "sv" else "11 of 16") in alt for alt in alts)


def test_network_that_does_not_operate_keeps_its_rows_of_what_was_asked(
    eight: FollowUp, told: Ask
) -> None:
    """Its table stands in the annex; every total says that it is left out."""
    for document in documents(eight):
        tables = told(document).tables()
        assert len(first_cells(tables["annex-N3"])) == 8
        words = "inte i drift" if document.lang == "sv" else "not in operation"
        assert all(words in str(tables[f"total-{n}"].rows[2]) for n in range(1, 9))


def test_declined_question_is_told_and_is_no_gap(eight: FollowUp, told: Ask) -> None:
    """It has no row in the network's tables, no square in the map, and a reason in its chapter."""
    no = Adaptation(
        id="a",
        unit="N2",
        indicator="I8",
        action="decline",
        comparability="not-comparable",
        reason=LocalText("Vi mäter inte det.", "We do not measure it."),
    )
    kept = tuple(o for o in eight.observations if (o.unit, o.indicator) != ("N2", "I8"))
    made = eight.with_table(adaptations=(no,), observations=kept)
    for document in documents(made):
        seen = told(document)
        tables = seen.tables()
        assert told_lede(seen, "N2")[:2] == ["3", "7"]
        assert first_cells(tables["annex-N2"]) == [str(n) for n in range(1, 8)]
        reason = "Vi mäter inte det" if document.lang == "sv" else "We do not measure it"
        assert reason in str(seen.under("unit-N2"))
        word = "avböjt" if document.lang == "sv" else "declined"
        assert str(tables["total-8"].rows[1]).count(word) == len(tables["total-8"].columns) - 1
        maps = [b.spec for b in document.blocks if isinstance(b, Figure)]
        signs = [m.rows[1].cells[7].sign for m in maps if isinstance(m, CoverageMap)]
        assert signs == [None, None]
        assert html.write(document)
    # What was answered before it was declined stays an answer.
    assert asked_in(eight.with_table(adaptations=(no,))).asks("N2", "I8")


def test_added_question_nobody_has_met_has_no_rows(eight: FollowUp) -> None:
    """One that was put is asked of the network that added it, and of no other."""
    own = Adaptation(id="a", unit="N1", indicator="I9", action="add", comparability="same")
    assert "I9" not in {i.id for i in asked_in(eight.with_table(adaptations=(own,))).of("N1")}
    met = replace(eight.observations[0], indicator="I9")
    made = asked_in(eight.with_table(adaptations=(own,), observations=(*eight.observations, met)))
    assert made.asks("N1", "I9")
    assert not made.asks("N2", "I9")
    assert len(made.common) == 8


def test_goal_is_measured_by_what_was_asked(eight: FollowUp, told: Ask) -> None:
    """A number that stands in no other table is not what measures a goal here."""
    goal = Goal(id="g", priority_area="p", no=1, text=LocalText("Fler", "More"))
    links = tuple(
        IndicatorGoal(
            id=f"g{n}", goal="g", indicator=f"I{n}", role=GoalRole.OWN, basis=Basis.STATED
        )
        for n in (2, 20)
    )
    (sv, _) = documents(eight.with_table(goals=(goal,), indicator_goals=links))
    (row,) = told(sv).tables()["goals-table"].rows
    assert "Räknar det målet nämner: 2." in str(row)


def test_pair_without_its_other_half_is_no_pair(eight: FollowUp, told: Ask) -> None:
    """Women alone are told of as an indicator, where men were not asked for."""
    women, men = (
        replace(eight.indicator_by_id[i], sex=sex) for i, sex in (("I8", "women"), ("I9", "men"))
    )
    others = [i for i in eight.indicators if i.id not in ("I8", "I9")]
    made = eight.with_table(
        indicators=(*others, women, men),
        indicator_relations=tuple(
            IndicatorRelation(
                id=f"r{i}",
                kind=RelationKind.PART_OF,
                indicator=i,
                other="I1",
                code="parts-not-total",
                severity="error",
            )
            for i in ("I8", "I9")
        ),
    )
    (sv, _) = documents(made)
    tables = told(sv).tables()
    assert "sexes-table" not in tables
    assert "8" in first_cells(tables["N1-t1-figures"])


def test_annex_alone_says_what_was_not_asked(eight: FollowUp, told: Ask) -> None:
    """It has no chapter of indicators to say it in."""
    assert told(annex(eight, "sv")).text().count(LINE["sv"]) == 1


def test_nothing_of_an_older_report_where_there_is_none(eight: FollowUp, told: Ask) -> None:
    """Neither its rule nor its columns nor its name stands anywhere in the report."""
    for document in documents(eight):
        page = html.write(document).decode()
        body = page[page.index("<body") :].replace("Source Sans 3", "")  # the font of pictures
        for word in OLD[document.lang]:
            assert word.lower() not in body.lower(), word
        tables = told(document).tables()
        assert [c.title for c in tables["annex-N1"].columns][-1] in ("Förändring", "Change")
        assert len(tables["totals"].columns) == 6


def test_older_report_is_held_against_the_answers_where_there_is_one(
    build: Build, told: Ask
) -> None:
    """A claim is enough: the source is named, and its rule stands first of three."""
    held = build({("A", "bin"): ("7", "9"), ("B", "bin"): ("1", "2")}, headlines={"bin": "3"})
    for document in documents(held):
        tables = told(document).tables()
        assert len(tables["totals"].columns) == 7
        assert any(word in told(document).text() for word in OLD[document.lang][:1])


def test_one_network_is_not_added_up(build: Build, told: Ask) -> None:
    """Its chapter and its annex say it all: no totals, no rules, no annex by indicator."""
    alone = build({("A", "bin"): ("7", "9"), ("A", "hives"): ("1", "")})
    for document in documents(alone):
        anchors = {b.id for b in document.blocks if isinstance(b, Heading)}
        assert not anchors & {"whole", "rules", "annex-indicators"}
        assert {"unit-A", "annex-heading-A"} <= anchors
        opening = told(document).under("summary")[0]
        assert "Nätet A" in str(opening) or "The A net" in str(opening)


def test_follow_up_without_answers_claims_no_comparison(build: Build, told: Ask) -> None:
    """Nobody can be compared; every network says so, and no chapter is a heading alone."""
    made = build({("A", "bin"): ("7", "9"), ("B", "bin"): ("1", "2")}).with_table(observations=())
    for document in documents(made):
        blocks = document.blocks
        for at, block in enumerate(blocks[:-1]):
            if isinstance(block, Heading) and isinstance(blocks[at + 1], Heading):
                assert blocks[at + 1].level > block.level, block.text  # type: ignore[union-attr]
        assert not isinstance(blocks[-1], Heading)
        opening = str(told(document).under("summary")[0])
        assert "går att jämföra" not in opening
        assert "can be compared" not in opening
        words = "inga svar än" if document.lang == "sv" else "no answers yet"
        assert any(words in value for _, value in document.front.facts)


def test_networks_under_no_area_are_no_areas(build: Build, told: Ask) -> None:
    """Their changes stand in the annex; a table of areas would call each of them one."""
    made = build({("A", "bin"): ("7", "9"), ("B", "bin"): ("1", "2")})
    (sv, _) = documents(made)
    assert "areas-table" not in told(sv).tables()


@pytest.mark.parametrize(("texts", "n"), [(("7", "9"), 0), (("ca 7", "9"), 1)])
def test_words_for_one_and_for_many(
    build: Build, told: Ask, texts: tuple[str, str], n: int
) -> None:
    """One note is “1 notering”; where all answers are exact, there are no others to speak of."""
    (sv, en) = documents(build({("A", "bin"): texts, ("B", "bin"): ("1", "2")}))
    swedish, english = (" ".join(told(document).text().split()) for document in (sv, en))
    assert ("Alla 4 svar är exakta tal." in swedish) is (n == 0)
    assert ("1 notering." in swedish) is (n == 1)
    assert ("1 note." in english) is (n == 1)


def test_summary_tells_which_way_the_totals_went(eight: FollowUp, told: Ask) -> None:
    """Without headlines of an older report it would tell of falls and gaps alone."""
    fell = tuple(
        replace(o, reading=read("1" if o.point == END else "50")) if o.indicator == "I4" else o
        for o in eight.observations
    )
    unsure = tuple(replace(o, reading=read("0-9")) if o.indicator == "I5" else o for o in fell)
    (sv, _) = documents(eight.with_table(observations=unsure))
    line = told(sv).under("summary")[2]
    figures = [part.text for part in line.inlines if isinstance(part, FigureText)]
    assert figures == ["8", "6", "1", "0", "1"]


def test_low_tables_of_the_annex_share_a_page(eight: FollowUp, reports: Any, told: Ask) -> None:
    """Eight rows leave two thirds of a page; twenty-four have one of their own."""
    (sv, _) = documents(eight)
    assert not told(sv).tables()["annex-N1"].page_per_table
    assert told(reports["sv"]).tables()["annex-NBC"].page_per_table
