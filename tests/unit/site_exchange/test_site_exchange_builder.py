"""Figures are built beside the pages, also those that a killed server left unbuilt."""

from __future__ import annotations

import pytest

from folja_site.programmes.models import Programme
from folja_site.results import builder
from folja_site.results.models import FigureSet


def test_programme_with_newer_data_is_built_once(example_programme: Programme) -> None:
    """A programme whose data have moved on is found, built, and then found no more."""
    builder.look({})
    assert not builder.waiting()
    Programme.objects.filter(pk=example_programme.pk).update(data_version=77)
    assert builder.waiting() == [(example_programme.pk, 77)]
    builder.look({})
    assert FigureSet.objects.filter(programme=example_programme, data_version=77).exists()
    assert not builder.waiting()


def test_state_that_failed_is_not_tried_again(
    example_programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be built is logged once, and tried again when the data have changed."""
    tried: list[int] = []

    def fail(programme: int) -> None:
        tried.append(programme)
        raise RuntimeError("cannot be built")

    monkeypatch.setattr("folja_site.results.building.build", fail)
    failed: dict[int, int] = {}
    Programme.objects.filter(pk=example_programme.pk).update(data_version=78)
    for _ in range(2):
        builder.look(failed)
    assert tried == [example_programme.pk]
    Programme.objects.filter(pk=example_programme.pk).update(data_version=79)
    builder.look(failed)
    assert len(tried) == 2
