"""Opening a follow-up for a notebook or a script: one object that the questions are put to.

Holds the same use cases as the command line. Refuses to change anything in place: `decide` returns
a new object, and nothing is written until `save` is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from folja.formats.bundle import BundleProblem, read_bundle, validate, write_bundle
from folja.model import (
    Action,
    Change,
    Decision,
    Finding,
    FollowUp,
    Grouping,
    Reconciliation,
    Rule,
    Total,
)
from folja.text import Language

if TYPE_CHECKING:
    from folja.documents import Document


@dataclass(frozen=True)
class Opened:
    """A follow-up that was opened, ready to be asked.

    What takes long to load (the engine, the renderers) is loaded when it is first needed.
    """

    follow_up: FollowUp
    path: Path | None = None

    def findings(self) -> tuple[Finding, ...]:
        """Return what the checks see, gravest first, each with its decision if there is one."""
        from folja.quality import check

        return check(self.follow_up)

    def totals(
        self,
        rule: Rule | str = Rule.STRICT,
        *,
        start: str | None = None,
        end: str | None = None,
        by: Grouping | str | None = None,
    ) -> tuple[Total, ...]:
        """Return the totals of every indicator by one rule, decisions included."""
        from folja.workflows.adding import add_up

        group = None if by is None else Grouping(by)
        return add_up(self.follow_up, Rule(rule), start=start, end=end, by=group)

    def changes(self, *, start: str | None = None, end: str | None = None) -> tuple[Change, ...]:
        """Return the change of every indicator in every network that answered."""
        from folja.analysis import changes
        from folja.quality import decided

        return changes(self.follow_up, start=start, end=end, decided=decided(self.follow_up))

    def reconcile(self) -> tuple[Reconciliation, ...]:
        """Return the report's headlines held against the three rules."""
        from folja.workflows.adding import headlines

        return headlines(self.follow_up)

    def problems(self) -> tuple[BundleProblem, ...]:
        """Return what does not hang together in the records."""
        return validate(self.follow_up)

    def report(self, lang: Language = "sv", *, annex_only: bool = False) -> Document:
        """Return the report, or its annex alone, as a document in one language."""
        from folja.workflows.reporting import documents

        return next(documents(self.follow_up, (lang,), annex_only=annex_only))

    def write_report(
        self,
        folder: Path | str,
        *,
        formats: Sequence[str] = ("html", "pdf", "docx", "xlsx"),
        languages: Sequence[Language] = ("sv", "en"),
        annex_only: bool = False,
    ) -> tuple[Path, ...]:
        """Write the report to a folder and return its files."""
        from folja.workflows.reporting import write_report

        return tuple(
            written.path
            for written in write_report(
                self.follow_up, folder, formats=formats, languages=languages, annex_only=annex_only
            )
        )

    def decide(
        self,
        *,
        code: str,
        unit: str | None = None,
        no: int | None = None,
        point: str | None = None,
        action: Action | str,
        value: str = "",
        who: str,
        why: str,
        when: datetime,
    ) -> Opened:
        """Return a follow-up with one more decision; nothing is written until `save`."""
        from folja.quality import decide

        decided = decide(
            self.follow_up,
            code=code,
            unit=unit,
            no=no,
            point=point,
            action=Action(action),
            value=value,
            who=who,
            why=why,
            when=when,
        )
        return replace(self, follow_up=decided)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that the follow-up holds."""
        return self.follow_up.decisions

    def save(self, path: Path | str | None = None) -> Path:
        """Write the bundle, to where it was opened from unless another place is given."""
        target = Path(path) if path is not None else self.path
        if target is None:
            raise ValueError("Say where to: this follow-up was not opened from a bundle.")
        write_bundle(self.follow_up, target)
        return target


def open(path: Path | str) -> Opened:
    """Open a bundle, a folder or a zip; raises `BundleRefused` with what to do when it cannot."""
    return Opened(read_bundle(path), Path(path))
