"""Labels and titles are matched with a score, and never forced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from folja.formats.tables.matching import Fit, joined, labels_of, titles_of
from folja.model import FollowUp


def test_label_is_the_same_whatever_the_breaks(catalogue: FollowUp) -> None:
    """Spaces, hyphens of line breaks, capitals and a colon make no difference."""
    labels = labels_of(catalogue)
    for text in ("Antal medlem- mar i nätverket", "ANTAL MEDLEMMAR  I NÄTVERKET :", "1. Antal\xad"):
        match = labels.match(text)
        if text.startswith("1."):
            assert match.fit is not Fit.MATCHED
        else:
            assert (match.id, match.score) == ("members", 100)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("nätver- ket", "nätverket"),
        ("nätver-\nket", "nätverket"),
        ("Kris- och konflikt", "Kris- och konflikt"),
        ("Kris- & konflikt", "Kris- & konflikt"),
        ("e-tjänster", "e-tjänster"),
        ("designers/ processledare", "designers/processledare"),
    ],
)
def test_label_is_joined_where_a_line_broke_it(written: str, read: str) -> None:
    """A hyphen goes where the line broke a word, and stays where the word has it."""
    assert joined(written) == read


def test_label_in_english_is_the_same_indicator(catalogue: FollowUp) -> None:
    """Every name of an indicator counts, in both languages."""
    assert labels_of(catalogue).match("New products and services").id == "products"


def test_label_with_the_other_sex_is_never_like(catalogue: FollowUp) -> None:
    """A word that turns the meaning must be the same, however alike the rest is."""
    match = labels_of(catalogue).match("Antalet kvinnor anställda i medlemsföretage")
    assert match.id == "employees-women"
    assert "employees-men" not in {option.id for option in match.options}


def test_label_between_two_is_unclear(catalogue: FollowUp) -> None:
    """Where the two best are near each other, nobody is taken and both are shown."""
    names = [
        replace(catalogue.indicators[0], aliases=("Antal företag A",)),
        replace(catalogue.indicators[1], aliases=("Antal företag B",)),
    ]
    labels = labels_of(catalogue.with_table(indicators=tuple(names)))
    match = labels.match("Antal företag")
    assert (match.fit, match.id) == (Fit.UNCLEAR, None)
    assert [option.id for option in match.options] == ["employees", "members"]


def test_label_that_two_indicators_share_is_unclear(catalogue: FollowUp) -> None:
    """Even the same words are not forced when two indicators bear them."""
    twins = tuple(replace(i, aliases=("Antal",)) for i in catalogue.indicators[:2])
    match = labels_of(catalogue.with_table(indicators=twins)).match("Antal")
    assert (match.fit, match.score) == (Fit.UNCLEAR, 100)


@pytest.mark.parametrize("text", ["", "   ", "39", "Summa", "Antal", "–"])
def test_text_that_is_no_label_is_unmatched(text: str, catalogue: FollowUp) -> None:
    """Figures, sums and scraps are like no indicator."""
    assert labels_of(catalogue).match(text).fit is Fit.UNMATCHED


def test_number_is_a_witness_and_no_judge(catalogue: FollowUp) -> None:
    """A number settles a doubt, stands in for no label, and never outvotes one."""
    labels = labels_of(catalogue)
    assert labels.match("", "7").id == "products"
    assert labels.match("Antal medlemmar i nätverket", "7").fit is Fit.UNCLEAR
    assert labels.match("Något helt annat", "7").fit is Fit.UNMATCHED


def test_title_names_its_network_by_a_part(catalogue: FollowUp) -> None:
    """What stands after a colon, before a dash or outside brackets is enough, at a lower score."""
    titles = titles_of(catalogue)
    for text in (
        "Indikatorer i programmet: Furunätverket",
        "Furunätverket (fd Barr)",
        "Furu - ej igång som nätverk",
        "Indikatorer: Furunätverket (fd Barr- & löv",
    ):
        assert (titles.match(text).id, titles.match(text).score) == ("FURU", 95)


def test_title_of_an_area_is_no_network(catalogue: FollowUp) -> None:
    """An area has no table, unless one network bears the area's id as an alias."""
    titles = titles_of(catalogue)
    assert titles.match("Skog och trä").id is None
    assert titles.match("Hav & kust").id == "FISK"
