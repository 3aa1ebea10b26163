"""What the checks see in the follow-up of 2006, finding by finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest

from folja.model import Finding, FollowUp, Outcome, Severity
from folja.quality import CHECKS, check
from folja.text import LANGUAGES, render

START, END = "2004-01-01", "2005-12-31"
CHANGE = f"{START}/{END}"
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
CERTAIN, POSSIBLE = Outcome.CERTAIN, Outcome.POSSIBLE

#: (code, severity, outcome) -> place -> the rows, as "NETWORK number".
EXPECTED: dict[tuple[str, Severity, Outcome], dict[str | None, str]] = {
    ("difference-wrong", ERROR, CERTAIN): {CHANGE: "BFP 9, AFN 9, PROC 15"},
    ("difference-not-reported", ERROR, CERTAIN): {CHANGE: "AFN 12, AFN 14"},
    ("difference-from-missing-baseline", WARNING, CERTAIN): {
        CHANGE: "SI 13, BFP 22, AFN 13, AFN 18, PROC 12, PROC 13, BIOFUEL 2, "
        "MILJO 9, MILJO 13, MILJO 18"
    },
    ("difference-unsupported", ERROR, CERTAIN): {CHANGE: "SI 9"},
    ("difference-without-values", ERROR, CERTAIN): {CHANGE: "YWOOD 16, KONF 23"},
    ("difference-without-values", WARNING, CERTAIN): {
        CHANGE: "YWOOD 10, YWOOD 13, YWOOD 17, YWOOD 18, YWOOD 19, YWOOD 24, MILJO 24, KONF 24"
    },
    ("one-point-only", WARNING, CERTAIN): {END: "MILJO 19"},
    ("parts-not-total", ERROR, CERTAIN): {END: "NBC 3, YWOOD 3", CHANGE: "NBC 3, YWOOD 3"},
    ("engaged-exceed-individuals", ERROR, CERTAIN): {START: "BIOFUEL 11, KONF 11"},
    ("engaged-exceed-individuals", INFO, POSSIBLE): {END: "PROC 11"},
    ("actors-exceed-individuals", WARNING, CERTAIN): {START: "PROC 10, BIOFUEL 10, KONF 10"},
    ("companies-exceed-actors", ERROR, CERTAIN): {CHANGE: "KONF 23"},
    ("change-disagrees", WARNING, CERTAIN): {CHANGE: "PROC 8, YWOOD 8"},
    ("change-disagrees", WARNING, POSSIBLE): {CHANGE: "SI 8"},
    ("founders-disagree", WARNING, POSSIBLE): {END: "CRM 6, AFN 6"},
    ("founders-disagree", INFO, POSSIBLE): {END: "BFP 6, PROC 6, BIOFUEL 6, KONF 6"},
    ("activity-before-actors", WARNING, CERTAIN): {START: "NBC 13, AFN 12, AFN 24"},
    ("not-in-operation-zeros", WARNING, CERTAIN): {None: "MILJO"},
    ("subset-exceeds", WARNING, CERTAIN): {END: "CRM 16"},
    ("ambiguous-notation", ERROR, CERTAIN): {END: "AFN 14"},
    ("inexact-notation", INFO, CERTAIN): {
        END: "NBC 4, NBC 5, NBC 10, NBC 11, NBC 12, NBC 14, NBC 15, SI 8, SI 19, "
        "PROC 10, PROC 11, PROC 21"
    },
    ("precision-lost", WARNING, CERTAIN): {CHANGE: "PROC 10, PROC 11"},
    ("share-too-exact", WARNING, CERTAIN): {CHANGE: "BFP 4, BFP 5, YWOOD 5"},
    ("not-re-measured", WARNING, CERTAIN): {
        CHANGE: "YWOOD 1, YWOOD 4, BIOFUEL 1, BIOFUEL 3, KONF 3"
    },
    ("indicator-without-theme", INFO, CERTAIN): {
        None: "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16, 22, 23, 24"
    },
    ("theme-indicator-not-measured", WARNING, CERTAIN): {None: "listing-2, listing-8"},
    ("goal-not-considered-but-measured", INFO, CERTAIN): {None: "goal-3, goal-5, goal-9"},
    ("goal-without-own-measure", WARNING, CERTAIN): {None: "goal-1, goal-7, goal-8"},
    ("claim-disagrees", WARNING, CERTAIN): {
        END: "NBC 9, SI 19, BFP 22, AFN 10, PROC 17, PROC 18, KONF 10",
        CHANGE: "AFN 8, PROC 12, YWOOD 22, YWOOD 23, KONF 23",
        None: "MILJO",
    },
    ("claim-unit-differs", INFO, CERTAIN): {
        END: "SI 11, BFP 11, BIOFUEL 10",
        CHANGE: "YWOOD 11, KONF 11",
    },
}


@pytest.fixture(scope="module")
def findings(example: FollowUp) -> tuple[Finding, ...]:
    """What the checks see."""
    return check(example)


def row(finding: Finding) -> str:
    """Name a finding's row: network and number, or what it has of them, or its subject."""
    parts = (finding.unit, finding.no, finding.subject)
    return " ".join(str(part) for part in parts if part is not None)


def test_example_gives_exactly_these_findings(findings: tuple[Finding, ...]) -> None:
    """Every finding of the contract is there, at its place, and no other."""
    seen: dict[tuple[str, Severity, Outcome], dict[str | None, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for finding in findings:
        seen[finding.code, finding.severity, finding.outcome][finding.point].append(row(finding))
    joined = {
        key: {place: ", ".join(rows) for place, rows in places.items()}
        for key, places in seen.items()
    }
    assert joined == EXPECTED


def test_unseen_code_is_declared_all_the_same() -> None:
    """What the example has none of is a check of its own."""
    unseen = set(CHECKS) - {code for code, _, _ in EXPECTED}
    assert unseen == {"status-contradicts-value", "unreadable-notation", "limit-exceeded"}


def test_place_has_one_finding_of_a_code(findings: tuple[Finding, ...]) -> None:
    """No code stands twice at the same network, indicator and place."""
    keys = [(f.code, f.unit, f.indicator, f.point, f.subject) for f in findings]
    assert len(keys) == len(set(keys)) == 118
    assert len({f.fingerprint for f in findings}) == 118


def test_errors_come_first_then_the_order_of_the_document(
    findings: tuple[Finding, ...], example: FollowUp
) -> None:
    """Within a severity: network by network, indicator by indicator, the catalogue last."""
    order = [unit.id for unit in example.networks]
    keys = [
        (f.severity.rank, order.index(f.unit) if f.unit else len(order), f.no or 0)
        for f in findings
    ]
    assert keys == sorted(keys)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_finding_can_be_read_alone(findings: tuple[Finding, ...], lang: str) -> None:
    """Every sentence is worded, names its network and ends as a sentence; so does its remedy."""
    for finding in findings:
        sentence = render(finding.message, lang)  # type: ignore[arg-type]
        assert sentence.endswith(".")
        assert not sentence.endswith("..")
        assert finding.remedy is not None
        assert render(finding.remedy, lang).endswith(".")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "place", "swedish"),
    [
        (
            "difference-wrong",
            "PROC 15",
            "Processum, utåtriktad marknadsföring: 6 → 18 ger 12, i bilagan står 18.",
        ),
        (
            "ambiguous-notation",
            "AFN 14",
            "Fibre Network, intern marknadsföring, 31 december 2005: "
            "”13+05” kan betyda 18 eller 13.",
        ),
        (
            "precision-lost",
            "PROC 10",
            "Processum, individer: 0 → 25+ ger minst 25, i bilagan står bara 25.",
        ),
        (
            "claim-disagrees",
            "SI 19",
            "SI, företag som utbildar sin personal: 80\u00a0% av antalet aktörer i avsnitt "
            "4.2.1.2, men ”ca 39” av 58 är 67\u00a0%.",
        ),
        (
            "claim-disagrees",
            "PROC 12",
            "Processum, samarbetsaktiviteter: 15 → 50 i avsnitt 4.3.2.1, "
            "men svaren är ”n.a.” → 50.",
        ),
        ("not-in-operation-zeros", "MILJO", "Miljöteknik är inte igång, men 42 svar är noll."),
    ],
)
def test_finding_says_what_is_seen(
    findings: tuple[Finding, ...], code: str, place: str, swedish: str
) -> None:
    """The sentence carries the words of the cells and what they give."""
    (finding,) = [f for f in findings if f.code == code and row(f) == place]
    assert render(finding.message, "sv") == swedish


def test_finding_keeps_the_words_it_saw(findings: tuple[Finding, ...]) -> None:
    """A finding lists its cells, with the words of each."""
    (finding,) = [f for f in findings if f.code == "difference-wrong" and f.unit == "PROC"]
    indicator = "outward-marketing"
    assert finding.cells == (
        ("PROC", indicator, START, "6"),
        ("PROC", indicator, END, "18"),
        ("PROC", indicator, CHANGE, "18"),
    )


def test_fingerprint_follows_the_words(
    findings: tuple[Finding, ...],
    example: FollowUp,
    reworded: Callable[[FollowUp, str, str, str, str], FollowUp],
) -> None:
    """Other words in a cell seen give another fingerprint; elsewhere nothing changes."""
    changed = check(reworded(example, "PROC", "outward-marketing", START, "7"))
    before = {row(f): f.fingerprint for f in findings if f.code == "difference-wrong"}
    after = {row(f): f.fingerprint for f in changed if f.code == "difference-wrong"}
    assert before.keys() == after.keys()
    assert {place for place in before if before[place] != after[place]} == {"PROC 15"}
