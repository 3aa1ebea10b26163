"""Forms: one workbook per network, with the last values filled in.

Every network that still exists gets one, compared or not: whether it is compared is decided when
it has answered. Refuses nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from folja.formats.workbook import write_form
from folja.model import FollowUp, Unit, UnitStatus
from folja.text import Language
from folja.workflows.writing import file_name, put


def asked(follow_up: FollowUp) -> tuple[Unit, ...]:
    """Return the networks that get a form, in the order of the source."""
    return tuple(u for u in follow_up.networks if u.status is not UnitStatus.ENDED)


def write_forms(follow_up: FollowUp, folder: Path | str, *, lang: Language) -> Iterator[Path]:
    """Write each form and yield its path once it is whole."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for unit in asked(follow_up):
        path = target / file_name(unit.id, "xlsx")
        put(path, write_form(follow_up, unit.id, lang))
        yield path
