"""The bilingual string and the message: what is said, before it is worded.

A `Message` carries a stable code and parameters, so that the same fact can be worded in both
languages, tested without comparing sentences, and looked up in one catalogue by form, preview,
command line and report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")


@dataclass(frozen=True, slots=True)
class LocalText:
    """One text in Swedish and English; either may be empty when the source has only the other.

    >>> LocalText(sv="nätverk", en="network").get("en")
    'network'
    >>> LocalText(sv="nätverk").get("en")
    'nätverk'
    """

    sv: str = ""
    en: str = ""

    def get(self, lang: Language) -> str:
        """Return the text in `lang`, or in the other language when that one is empty."""
        return (self.en or self.sv) if lang == "en" else (self.sv or self.en)

    def __bool__(self) -> bool:
        return bool(self.sv or self.en)


@dataclass(frozen=True, slots=True)
class Message:
    """A fact to be worded: a catalogue code and what fills it.

    Parameters may be strings, numbers, dates, `LocalText` or other messages; they are formatted in
    the reader's language when the message is rendered.

    >>> Message("values.blank").code
    'values.blank'
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
