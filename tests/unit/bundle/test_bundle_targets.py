"""Targets in a bundle: they come back, raise its version, and are held to what they must be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from folja.formats.bundle import bundle_files, digest, read_bundle, validate, write_bundle
from folja.model import Adaptation, Direction, FollowUp, Target
from folja.text import LocalText

AIM = Target(id="a", indicator="individuals", unit="PROC", words="minst 40")


@pytest.fixture(scope="module")
def example(root: Path) -> FollowUp:
    """The example that is part of the product."""
    return read_bundle(root / "examples" / "vasternorrland-2005")


def version(follow_up: FollowUp) -> int:
    """Return the version that a follow-up is written as."""
    return int(json.loads(bundle_files(follow_up)["datapackage.json"])["schemaVersion"])


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_targets_come_back_as_they_were(example: FollowUp, tmp_path: Path, name: str) -> None:
    """What is aimed for is kept in folder and zip."""
    aims = (AIM, Target(id="b", goal="goal-1", direction=Direction.UP))
    write_bundle(example.with_table(targets=aims), tmp_path / name)
    assert read_bundle(tmp_path / name).targets == aims


def test_bundle_without_targets_is_still_of_the_first_version(
    example: FollowUp, root: Path
) -> None:
    """What needs nothing new is written as before, byte for byte, so that its hash stays."""
    assert version(example) == 1
    folder = root / "examples" / "vasternorrland-2005"
    for name, written in bundle_files(example).items():
        assert (folder / name).read_bytes() == written


def test_bundle_with_targets_or_a_label_of_ones_own_is_of_the_second(example: FollowUp) -> None:
    """A reader that does not know them is told that the bundle is newer."""
    renamed = Adaptation(
        id="r",
        unit="PROC",
        indicator="individuals",
        action="rename",
        comparability="same",
        label=LocalText("Deltagare", ""),
    )
    assert version(example.with_table(targets=(AIM,))) == 2
    assert version(example.with_table(adaptations=(renamed,))) == 2
    assert version(example.with_table(adaptations=(replace(renamed, label=LocalText()),))) == 1


def test_older_bundle_opens_without_targets(example: FollowUp, tmp_path: Path) -> None:
    """A bundle of the first version has none, and keeps its hash through the newer reader."""
    write_bundle(example, tmp_path / "old")
    opened = read_bundle(tmp_path / "old")
    assert opened.targets == ()
    assert digest(opened) == digest(example)


@pytest.mark.parametrize(
    ("aim", "code"),
    [
        (replace(AIM, indicator=None), "target-of-nothing"),
        (replace(AIM, direction=Direction.UP), "target-either"),
        (replace(AIM, words=""), "target-either"),
        (replace(AIM, words="mycket"), "target-unread"),
        (replace(AIM, indicator="nothing"), "points-nowhere"),
        (replace(AIM, unit="nobody"), "points-nowhere"),
        (replace(AIM, point="1999-01-01"), "points-nowhere"),
        (replace(AIM, goal="goal-99"), "points-nowhere"),
    ],
)
def test_target_that_cannot_be_one_is_a_problem(example: FollowUp, aim: Target, code: str) -> None:
    """Of something that is there, and either a value that can be read or a direction."""
    assert code in {p.code for p in validate(example.with_table(targets=(aim,)))}


def test_second_target_of_a_place_is_a_problem(example: FollowUp) -> None:
    """Nobody can be held to two at once."""
    both = example.with_table(targets=(AIM, replace(AIM, id="b", words="30")))
    assert [p.code for p in validate(both)] == ["target-twice"]
