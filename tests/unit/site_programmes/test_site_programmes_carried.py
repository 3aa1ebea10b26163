"""Targets that were set before they became entries are carried over."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps

from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import records

carry_over = import_module("folja_site.programmes.migrations.0003_targets_as_entries").carry_over
DAY = datetime(2026, 3, 1, tzinfo=UTC)


class Before:
    """The models as they were: targets in a table of their own, the others as they are."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    def get_model(self, app: str, name: str) -> Any:
        """Return a model by its name."""
        return SimpleNamespace(objects=self) if name == "Target" else apps.get_model(app, name)

    def order_by(self, name: str) -> list[Any]:
        """Return the targets there were: one that stood, one that had been taken back."""
        of = {"programme": self.programme, "goal": "", "indicator": "individuals", "point": ""}
        return [
            SimpleNamespace(
                pk=1, words="minst 40", direction="", unit="PROC", set_at=DAY, ended_at=None, **of
            ),
            SimpleNamespace(
                pk=2, words="", direction="up", unit="", set_at=DAY, ended_at=DAY, **of
            ),
        ]

    def values_list(self, *_: str, flat: bool) -> Any:
        """Return the programmes that had targets."""
        return SimpleNamespace(distinct=lambda: [self.programme.pk])


@pytest.mark.django_db
def test_targets_of_before_are_entries_with_their_history() -> None:
    """One that stood stands, one that was taken back is gone and keeps its versions."""
    programme = Programme.objects.create(slug="before", name_sv="Före")
    carry_over(Before(programme), None)
    (stands,) = records(programme, "targets")
    assert (stands.words, stands.unit, stands.indicator) == ("minst 40", "PROC", "individuals")
    assert (stands.set_on, stands.reading.low) == (DAY.date(), 40)
    gone = Entry.objects.get(programme=programme, gone=True)
    assert [v.gone for v in gone.versions.order_by("version")] == [False, True]
    programme.refresh_from_db()
    assert programme.data_version == 2
