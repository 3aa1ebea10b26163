"""`folja.open`: the same questions as on the command line, put to one object."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import folja
from folja.formats.bundle import BundleRefused, read_bundle
from folja.model import Action, Grouping, Rule
from folja.workflows.opening import Opened
from folja.workflows.wording import annex_number
from folja.workflows.writing import file_name, put

EXAMPLE = Path(__file__).parents[3] / "examples" / "vasternorrland-2005"


@pytest.fixture(scope="module")
def opened() -> Opened:
    """The example, opened."""
    return folja.open(EXAMPLE)


def test_import_stays_light() -> None:
    """`import folja` loads neither the engine nor a format; an unknown name is refused."""
    code = (
        "import sys, folja; assert folja.__version__; "
        "assert not hasattr(folja, 'close'); "
        "print(sorted({'ibis', 'duckdb', 'pandas', 'folja.formats'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_opened_follow_up_answers_questions(opened: Opened) -> None:
    """Totals by a rule or its name, changes and headlines come from the bundle."""
    strict = {t.no: t for t in opened.totals()}
    assert strict == {t.no: t for t in opened.totals("strict")}
    assert strict[12].interval is not None
    assert strict[12].interval.low == 147
    by_theme = opened.totals(Rule.AS_PRINTED, by="theme")
    assert by_theme == opened.totals("as-printed", by=Grouping.THEME)
    assert len(opened.reconcile()) == 5
    assert any(change.unit == "NBC" and change.no == 20 for change in opened.changes())
    assert opened.problems() == ()


def test_decision_is_a_new_object_until_it_is_saved(opened: Opened, tmp_path: Path) -> None:
    """Deciding changes nothing in place; saving writes a bundle that opens with the decision."""
    (finding,) = [f for f in opened.findings() if f.code == "ambiguous-notation"]
    decided = opened.decide(
        code=finding.code,
        unit=finding.unit,
        no=finding.no,
        point=finding.point,
        action="read-as",
        value="18",
        who="utvärderare",
        why="Navet bekräftar.",
        when=datetime(2006, 4, 1, tzinfo=UTC),
    )
    assert opened.decisions == ()
    assert [d.action for d in decided.decisions] == [Action.READ_AS]
    target = decided.save(tmp_path / "bunt.zip")
    assert read_bundle(target) == decided.follow_up
    (again,) = [f for f in decided.findings() if f.code == "ambiguous-notation"]
    assert again.resolution is not None


def test_follow_up_that_was_not_opened_needs_a_place_to_save(opened: Opened) -> None:
    """Without a path there is nowhere to save to, and that is said."""
    with pytest.raises(ValueError, match="Say where to"):
        Opened(opened.follow_up).save()


def test_place_without_a_bundle_is_refused(tmp_path: Path) -> None:
    """Opening what is not there raises the refusal with its message."""
    with pytest.raises(BundleRefused) as caught:
        folja.open(tmp_path / "borta")
    assert caught.value.message.code == "bundle.not-found"


def test_annex_number_of_an_unknown_indicator_is_none(opened: Opened) -> None:
    """An indicator's number comes from the catalogue, and nothing has none."""
    assert annex_number(opened.follow_up, opened.follow_up.indicators[0].id) == 1
    assert annex_number(opened.follow_up, None) is None


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("rapport-2005", "rapport-2005.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("å ä/ö", "å-ä-ö.pdf"),
        ("..", "-.pdf"),
        ("x" * 300, "x" * 80 + ".pdf"),
    ],
)
def test_file_name_stays_in_its_folder(stem: str, expected: str) -> None:
    """A name made of data has no separator and does not climb."""
    assert file_name(stem, "pdf") == expected


def test_file_that_fails_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the move into place fails, the file that was there stays and no other is left."""
    target = tmp_path / "rapport.pdf"
    put(target, b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "full", str(target))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="full"):
        put(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["rapport.pdf"]
