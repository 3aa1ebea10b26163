"""Which language the user is spoken to in, and the words for it.

`--lang` decides, else the environment (LC_ALL, LC_MESSAGES, LANG), else Swedish. Refuses to read
the language from anything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from folja.text import Language, LocalText, Message, is_worded, render


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language that arguments and environment ask for.

    Looked up before the command line is parsed, so that help and usage errors speak it, too.

    >>> language(["totals", "x", "--lang=en"], {"LANG": "sv_SE.UTF-8"})
    'en'
    >>> language(["totals", "x"], {"LC_ALL": "", "LANG": "en_GB.UTF-8"})
    'en'
    """
    asked = ""
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            asked = arguments[at + 1] if at + 1 < len(arguments) else ""
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    first = asked.split(",")[0].strip().lower()
    if first == "sv":
        return "sv"
    if first == "en":
        return "en"
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "en" if next((n for n in names if n), "").lower().startswith("en") else "sv"


@dataclass(frozen=True, slots=True)
class Words:
    """The command line's own words in one language."""

    lang: Language

    def __call__(self, code: str, **params: object) -> str:
        """Word a code of the family `cli`."""
        return render(Message(f"cli.{code}", params), self.lang)

    def has(self, code: str) -> bool:
        """Say whether the family `cli` words a code."""
        return is_worded(f"cli.{code}")

    def render(self, message: Message | LocalText) -> str:
        """Word a message or a bilingual text of another package."""
        if isinstance(message, LocalText):
            return message.get(self.lang)
        return render(message, self.lang)
