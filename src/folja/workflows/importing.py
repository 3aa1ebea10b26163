"""Importing documents: tables found, matched to a catalogue, and merged into a bundle.

Thin over `folja.formats.tables`: opens the catalogue and the target, and writes the target when
something came in. A form of ours is known again and read by its keys (`returning`). Refuses to
overwrite an answer unless it is told to, and to write at all on a dry run or when nothing was
found.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from folja.formats.bundle import LOCALE, read_bundle, write_bundle
from folja.formats.tables import Choose, Imported, Mode, import_files
from folja.workflows.returning import ReturnedForms


def import_documents(
    files: Sequence[Path | str],
    *,
    catalogue: Path | str,
    out: Path | str,
    mode: Mode = "ask",
    choose: Choose | None = None,
    dry_run: bool = False,
) -> Imported:
    """Import files into the bundle at `out`, which is made from the catalogue if it is not there.

    `choose` is asked about labels that match several entries; without it they stay unmatched. A
    target that exists keeps its own answers: `mode` says what happens where the file says
    otherwise. Answers are read in the language that `folja validate` reads them in again.
    """
    target = Path(out)
    asked = read_bundle(catalogue)
    into = read_bundle(target) if _is_there(target) else None
    forms = ReturnedForms(asked, into)
    found = import_files(
        [Path(file) for file in files],
        asked,
        into=into,
        mode=mode,
        choose=choose,
        locale=LOCALE,
        read=forms.read,
    )
    found = forms.with_remarks(found, replace_others=mode == "replace")
    if not dry_run and is_something(found):
        write_bundle(found.follow_up, target)
    return found


def is_something(imported: Imported) -> bool:
    """Say whether any table was matched to a network: otherwise there is nothing to write."""
    return any(table.network for file in imported.files for table in file.tables)


def _is_there(target: Path) -> bool:
    """Whether the target holds a bundle already; a folder without one is filled."""
    return target.is_file() or (target / "datapackage.json").exists()
