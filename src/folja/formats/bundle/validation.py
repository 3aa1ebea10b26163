"""Everything that does not hang together in a bundle, named at once.

Holds the order of the checks and what concerns the files themselves (size and hash, tables that
nobody lists). Refuses nothing: a bundle that cannot be opened gives the one problem why.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from folja.formats.bundle import citing, integrity, rereading
from folja.formats.bundle.container import DESCRIPTOR, container, inside
from folja.formats.bundle.package import read_bundle, read_descriptor, resources
from folja.formats.bundle.problems import BundleProblem
from folja.formats.bundle.refusal import BundleRefused
from folja.model import TABLES, FollowUp
from folja.text import Message

Check = Callable[[FollowUp], Iterator[BundleProblem]]

#: In the order in which one would mend them: what the later ones say rests on the earlier.
CHECKS: tuple[Check, ...] = (
    integrity.keys,
    integrity.references,
    integrity.versions,
    integrity.points,
    integrity.tree,
    integrity.decisions,
    integrity.targets,
    rereading.outdated_readings,
    citing.broken_references,
    citing.typed_in,
)


def validate(bundle: FollowUp | Path | str) -> tuple[BundleProblem, ...]:
    """Return what does not hang together in a bundle; empty when it is sound.

    With a path, the files are checked too; a bundle that cannot be opened gives one problem.
    """
    if isinstance(bundle, FollowUp):
        return _of_records(bundle)
    try:
        files = _of_files(Path(bundle))
        return (*files, *_of_records(read_bundle(bundle)))
    except BundleRefused as refusal:
        params = refusal.message.params
        row = str(params.get("row", ""))
        return (
            BundleProblem(
                code=refusal.message.code.removeprefix("bundle."),
                file=str(params.get("file", params.get("place", DESCRIPTOR))),
                row=int(row) if row.isdigit() else None,
                column=str(params.get("column", "")),
                message=refusal.message,
            ),
        )


def _of_records(follow_up: FollowUp) -> tuple[BundleProblem, ...]:
    return tuple(problem for check in CHECKS for problem in check(follow_up))


def _of_files(path: Path) -> tuple[BundleProblem, ...]:
    found = []
    with container(path) as files:
        listed = set()
        for _, resource in resources(read_descriptor(files)):
            file = inside(resource.get("path"))
            listed.add(file)
            data = files.read(file)
            told = str(resource.get("hash") or "").removeprefix("sha256:")
            # Another program may use another kind of checksum, which it then names: "md5:…".
            same_hash = not told or ":" in told or told == hashlib.sha256(data).hexdigest()
            if not same_hash or resource.get("bytes", len(data)) != len(data):
                found.append(_file_problem("hash-differs", file))
        own = {f"data/{table}.csv" for table in TABLES}
        found += [
            _file_problem("table-unlisted", file)
            for file in files.names()
            if file in own and file not in listed
        ]
    return tuple(found)


def _file_problem(code: str, file: str) -> BundleProblem:
    return BundleProblem(
        code=code, file=file, message=Message(f"bundle.problem.{code}", {"file": file})
    )
