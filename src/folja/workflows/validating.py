"""Validating a bundle: what does not hang together in its files and records.

Refuses nothing: a bundle that cannot be opened is a problem, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from folja.formats.bundle import BundleProblem, validate
from folja.workflows.wording import words


def validate_bundle(path: Path | str) -> tuple[BundleProblem, ...]:
    """Return the problems of a bundle; empty when it is sound."""
    return validate(path)


def problems_json(problems: Iterable[BundleProblem]) -> dict[str, Any]:
    """Return problems as `{problems: [...]}` (schema: validate.json)."""
    return {
        "problems": [
            {
                "code": p.code,
                "file": p.file,
                "row": p.row,
                "column": p.column or None,
                "message": words(p.message),
            }
            for p in problems
        ]
    }
