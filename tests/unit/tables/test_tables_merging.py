"""What a file says is laid beside what stands, and replaces nothing unasked."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from folja.formats.tables import Done, Imported, Mode, Question, TablesRefused, import_data
from folja.model import ClaimKind, FollowUp, Level

HEAD = "Furunätverket\t2004-01-01\t2005-12-31\tDifferens\n"
FIRST = f"{HEAD}Antal medlemmar i nätverket\t3\t4\t1\nAntal nya produkter och tjänster\t\t7\t\n"
LATER = f"{HEAD}Antal medlemmar i nätverket\t3\tca 5\t2\n"


def laid(text: str, catalogue: FollowUp, **more: object) -> Imported:
    """Import one text."""
    return import_data([("svar.txt", text.encode())], catalogue, **more)  # type: ignore[arg-type]


@pytest.fixture
def first(catalogue: FollowUp) -> FollowUp:
    """The target after a first import."""
    return laid(FIRST, catalogue).follow_up


def words(follow_up: FollowUp) -> list[str]:
    """Return the members' answers and difference as they stand."""
    at = [follow_up.observation_at["FURU", "members", p].reading.text for p in follow_up.span]
    change = follow_up.printed_difference["FURU", "members", "/".join(follow_up.span)]
    return [*at, change.reading.text]


def test_fresh_target_holds_the_catalogue_without_its_answers(
    catalogue: FollowUp, first: FollowUp
) -> None:
    """A new follow-up takes units, indicators and points, and only the file's own answers."""
    assert (first.units, first.indicators) == (catalogue.units, catalogue.indicators)
    assert ("FURU", "employees", "2005-12-31") not in first.observation_at
    assert len(first.observations) == 4


def test_blank_cell_is_an_answer_of_its_own(first: FollowUp) -> None:
    """A blank is kept as a blank, for answers and printed differences alike."""
    assert first.observation_at["FURU", "products", "2004-01-01"].reading.text == ""
    assert first.printed_difference["FURU", "products", "2004-01-01/2005-12-31"].reading.text == ""


def test_printed_difference_is_a_claim(first: FollowUp) -> None:
    """The difference column says what the document claims, and is no answer."""
    claims = [c for c in first.claims if c.kind is ClaimKind.PRINTED_DIFFERENCE]
    assert [(c.id, c.place) for c in claims] == [
        ("furu-1-difference", "2004-01-01/2005-12-31"),
        ("furu-7-difference", "2004-01-01/2005-12-31"),
    ]


@pytest.mark.parametrize(
    ("mode", "after", "action"),
    [
        ("ask", ["3", "4", "1"], Done.KEPT),
        ("keep", ["3", "4", "1"], Done.KEPT),
        ("replace", ["3", "ca 5", "2"], Done.REPLACED),
    ],
)
def test_answer_that_stands_is_replaced_only_on_request(
    mode: Mode, after: list[str], action: Done, catalogue: FollowUp, first: FollowUp
) -> None:
    """With nobody to ask, only "replace" replaces; the account shows both sides either way."""
    imported = laid(LATER, catalogue, into=first, mode=mode)
    assert words(imported.follow_up) == after
    row = imported.files[0].tables[0].rows[0]
    assert [(c.now, c.text, c.action) for c in row.cells] == [
        ("3", "3", Done.SAME),
        ("4", "ca 5", action),
        ("1", "2", action),
    ]
    assert row.action is action
    replaced = action is Done.REPLACED
    assert (imported.observations, imported.claims) == ((1, 1) if replaced else (0, 0))


def test_person_is_asked_cell_by_cell(catalogue: FollowUp, first: FollowUp) -> None:
    """In the mode "ask" each cell that differs is a question, and only a yes replaces."""
    asked: list[Question] = []

    def choose(question: Question) -> str | None:
        asked.append(question)
        return "replace" if question.text == "ca 5" else None

    imported = laid(LATER, catalogue, into=first, mode="ask", choose=choose)
    assert [q.kind for q in asked] == ["cell", "cell"]
    assert [o.name.sv for o in asked[0].options] == ["4", "ca 5"]
    assert words(imported.follow_up) == ["3", "ca 5", "1"]


def test_person_is_asked_what_a_label_means(catalogue: FollowUp) -> None:
    """A label that may be several indicators is read in when somebody chooses."""
    text = f"{HEAD}Antal anställda och medlemmar i företagen\t3\t4\t1\n"
    left = laid(text, catalogue)
    chosen = laid(text, catalogue, choose=lambda question: question.options[0].id)
    assert left.files[0].tables[0].rows[0].action is Done.UNCLEAR
    assert (left.observations, chosen.observations) == (0, 2)


def test_choice_that_was_not_offered_is_left(catalogue: FollowUp) -> None:
    """An answer outside the options changes nothing."""
    text = f"{HEAD}Antal anställda och medlemmar i företagen\t3\t4\t1\n"
    assert laid(text, catalogue, choose=lambda _: "products").observations == 0


def test_second_file_of_one_import_replaces_nothing_of_the_first(catalogue: FollowUp) -> None:
    """Two files that disagree are not resolved by their order."""
    imported = import_data([("a.txt", FIRST.encode()), ("b.txt", LATER.encode())], catalogue)
    assert words(imported.follow_up) == ["3", "4", "1"]
    assert [f.code for f in imported.files[1].findings] == ["kept"]


def test_same_import_again_changes_nothing(catalogue: FollowUp, first: FollowUp) -> None:
    """Importing what stands gives the same follow-up and writes nothing."""
    again = laid(FIRST, catalogue, into=first)
    assert again.follow_up == first
    assert (again.observations, again.claims) == (0, 0)


def test_level_comes_from_the_catalogue(catalogue: FollowUp) -> None:
    """An answer that the catalogue knows to cover the area covers it with other words, too."""
    text = f"{HEAD}Antal anställda i medlemsföretagen\t1\t500\t\n"
    table = laid(text, catalogue).follow_up.observation_at
    assert table["FURU", "employees", "2005-12-31"].level is Level.AREA
    assert table["FURU", "employees", "2004-01-01"].level is Level.NETWORK


def test_answer_says_which_file_it_came_from(first: FollowUp) -> None:
    """The file becomes a source by its checksum, and each answer names it."""
    (source,) = first.sources
    assert source.title.sv == "svar.txt"
    assert source.checksum.startswith("sha256:")
    assert {o.source for o in first.observations} == {source.id}


def test_split_answers_are_left_alone(catalogue: FollowUp, first: FollowUp) -> None:
    """A network's own breakdown of an answer survives an import of the whole."""
    whole = first.observation_at["FURU", "members", "2005-12-31"]
    split = replace(whole, breakdown="offentliga")
    into = first.with_table(observations=(*first.observations, split))
    assert split in laid(LATER, catalogue, into=into, mode="replace").follow_up.observations


def test_account_is_json_with_the_agreed_keys(catalogue: FollowUp, first: FollowUp) -> None:
    """The account survives JSON, and every level has the keys that scripts rely on."""
    data = json.loads(json.dumps(laid(LATER, catalogue, into=first).to_json()))
    (file,) = data["files"]
    (table,) = file["tables"]
    (row,) = table["rows"]
    assert {"file", "tables", "findings"} <= set(file)
    assert {"place", "network", "score", "points", "rows"} <= set(table)
    assert {"label", "no", "score", "action", "cells"} <= set(row)
    assert data["written"] == {"observations": 0, "claims": 0}
    assert row["cells"][1] == {
        "point": "2005-12-31",
        "text": "ca 5",
        "now": "4",
        "action": "kept",
        "note": "",
    }


def test_catalogue_without_indicators_is_refused(catalogue: FollowUp) -> None:
    """There is nothing to match with, and that is said."""
    with pytest.raises(TablesRefused) as refusal:
        laid(FIRST, catalogue.with_table(indicators=()))
    assert refusal.value.message.code == "tables.refused.no-catalogue"
