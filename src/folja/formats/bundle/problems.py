"""One problem of a bundle: where it stands, what it is and the next move.

Refuses to be an exception: a bundle with problems opens, and all of them are named at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from folja.text import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleProblem:
    """Something in a bundle that does not hang together.

    `row` is the row as a spreadsheet counts them (the header is 1); None where a whole file is
    meant. `column` is empty where a whole row is meant.
    """

    code: str
    file: str
    row: int | None = None
    column: str = ""
    message: Message


def problem(
    code: str, table: str, /, *, at: int | None = None, column: str = "", **params: object
) -> BundleProblem:
    """Return a problem of a table; `at` is the record's index in it."""
    file = f"data/{table}.csv"
    row = None if at is None else at + 2
    place = {"file": file, "row": "" if row is None else str(row), "column": column}
    return BundleProblem(
        code=code,
        file=file,
        row=row,
        column=column,
        message=Message(f"bundle.problem.{code}", place | params),
    )
