"""What an import is compared with, and the comparing: reads rows, has files read, writes nothing.

Refuses to compare with a programme that others keep changing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from folja_site.bundling.building import follow_up_of
from folja_site.exchange.models import Import
from folja_site.exchange.working import Outcome, check_sizes, refuse, work
from folja_site.measurements.models import Answer
from folja_site.programmes.models import Programme

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Staged:
    """Files with what would come of them, and the state of the programme that was compared."""

    files: tuple[File, ...]
    outcome: Outcome
    data_version: int
    choices: dict[str, str]


def uploaded(uploads: Sequence[Any]) -> tuple[File, ...]:
    """Return uploads as names and bytes, once their number and sizes have been seen to be right."""
    check_sizes([(plain_name(u.name or ""), u.size or 0) for u in uploads])
    return tuple((plain_name(u.name or ""), u.read()) for u in uploads)


def plain_name(name: str) -> str:
    """Return the last step of a file's name without what cannot be shown.

    >>> plain_name("C:\\\\tabeller\\\\svar 2005.xlsx"), plain_name("../../etc/passwd")
    ('svar 2005.xlsx', 'passwd')
    """
    last = PureWindowsPath(PurePosixPath(name).name).name
    last = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in last)
    last = re.sub(r"\s+", " ", unicodedata.normalize("NFC", last)).strip()
    stem, dot, suffix = last.rpartition(".")
    return (stem[: 190 - len(suffix)] + dot + suffix[:20]) if dot else last[:190] or "fil"


def kept_files(staged: Import) -> tuple[File, ...]:
    """Return the files of an import that waits."""
    return tuple((f.name, bytes(f.content)) for f in staged.handed_in.all())


def compared(
    programme: Programme, files: Sequence[File], choices: Mapping[str, str] | None = None
) -> Staged:
    """Compare files with a programme as it stands; raises `ImportRefused`."""
    for _ in range(3):
        version = _version(programme)
        now = follow_up_of(programme)
        frozen = Answer.objects.filter(programme=programme, frozen=True, breakdown="")
        keys = list(frozen.values_list("unit", "indicator", "point"))
        if _version(programme) == version:
            break
    else:
        raise refuse("moving")
    chosen = dict(choices or {})
    return Staged(tuple(files), work(now, files, chosen, keys), version, chosen)


def _version(programme: Programme) -> int:
    return Programme.objects.values_list("data_version", flat=True).get(pk=programme.pk)


def is_stopped(staged: Import) -> bool:
    """Say whether something in the files has to be settled before they can be applied."""
    preview = staged.preview
    return bool(preview["counts"]["stops"] or preview["problems"])


def has_something(staged: Import) -> bool:
    """Say whether applying would write anything at all."""
    counts = staged.preview["counts"]
    cells = sum(counts[group] for group in ("asks", "changes", "new", "rewritten"))
    return bool(cells or staged.preview["tables"])
