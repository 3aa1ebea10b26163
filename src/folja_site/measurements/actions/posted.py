"""What a question's form sent: the words, and the versions that the writer saw when writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Place = tuple[str, str]  # indicator, point


@dataclass(frozen=True, slots=True)
class Posted:
    """What a question's form held when it was sent: words and the versions that the writer saw."""

    texts: Mapping[Place, str]
    versions: Mapping[Place, int | None]
    basis: str = ""
    attribution: str = ""
    comment: str = ""
    remark: str = ""
    #: Points whose answer, given in advance, is said to hold.
    confirmed: frozenset[Place] = field(default_factory=frozenset)
    #: None when the form did not ask for a cause.
    cause: str | None = None
    cause_words: str = ""
    cause_version: int | None = None
    #: What the cause was asked of; empty where the form did not say.
    cause_place: str = ""
