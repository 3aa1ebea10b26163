"""The catalogues of wording: one TOML file per family in `messages/`, Swedish and English side by
side.

An entry is a table whose key is the code, with `sv` and `en`; `{name}` is replaced by the parameter
of that name. A code is addressed as `family.code`. Where a count decides the wording, an entry may
hold `sv_one` and `en_one`, used when the parameter `n` is 1, and `sv_none`/`en_none`, used when it
is 0.

Templates come from these files only, never from data, and are filled by plain replacement: nothing
in a parameter is ever interpreted.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from folja.text.formatting import format_date, format_number
from folja.text.message import Language, LocalText, Message

_HOLE = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class MissingWording(KeyError):
    """A code that no catalogue words: a fault of ours, found by the translations test."""


#: Packages whose TOML files are catalogues: our own, and those that programs on top of us add.
_PACKAGES = ["folja.text.messages"]


def add_catalogue(package: str) -> None:
    """Let a package's TOML files word messages, too, such as a site's on top of the library."""
    if package not in _PACKAGES:
        _PACKAGES.append(package)
        families.cache_clear()
        _family.cache_clear()


@cache
def families() -> tuple[str, ...]:
    """Return the names of the catalogues that exist, in alphabetical order."""
    names = (f.name for package in _PACKAGES for f in files(package).iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


@cache
def _family(name: str) -> Mapping[str, Mapping[str, str]]:
    paths = (files(package) / f"{name}.toml" for package in _PACKAGES)
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        return {}
    entries: dict[str, Mapping[str, str]] = {}
    _flatten(tomllib.loads(path.read_text(encoding="utf-8")), "", entries)
    return entries


def _flatten(table: Mapping[str, object], prefix: str, into: dict[str, Mapping[str, str]]) -> None:
    if "sv" in table and isinstance(table["sv"], str):
        into[prefix] = {k: v for k, v in table.items() if isinstance(v, str)}
        table = {k: v for k, v in table.items() if isinstance(v, Mapping)}
    for key, value in table.items():
        if isinstance(value, Mapping):
            _flatten(value, f"{prefix}.{key}" if prefix else key, into)


def codes(family: str) -> tuple[str, ...]:
    """Return every code of one family, without the family's name."""
    return tuple(_family(family))


def is_worded(code: str) -> bool:
    """Say whether a full code (`family.code`) has wording."""
    family, _, rest = code.partition(".")
    return rest in _family(family)


def wording(code: str) -> Mapping[str, str]:
    """Return the raw entry of a full code; raises `MissingWording` when there is none."""
    family, _, rest = code.partition(".")
    try:
        return _family(family)[rest]
    except KeyError:
        raise MissingWording(code) from None


def render(message: Message, lang: Language) -> str:
    """Word a message in one language.

    >>> from folja.text import LocalText
    >>> render(Message("text.example", {"n": 1200, "what": LocalText("nätverk", "networks")}), "en")
    '1,200 networks'
    >>> render(Message("text.example", {"n": 1, "what": "x"}), "sv")
    'ett x'
    """
    entry = wording(message.code)
    template = entry[_form(entry, lang, message.params.get("n"))]

    def fill(hole: re.Match[str]) -> str:
        name = hole.group(1)
        if name not in message.params:
            raise MissingWording(f"{message.code}: no parameter {name}")
        return _shown(message.params[name], lang)

    return _HOLE.sub(fill, template)


def _form(entry: Mapping[str, str], lang: Language, n: object) -> str:
    suffix = {0: "_none", 1: "_one"}.get(n) if isinstance(n, int) else None
    return f"{lang}{suffix}" if suffix and f"{lang}{suffix}" in entry else lang


def _shown(value: object, lang: Language) -> str:
    match value:
        case Message():
            return render(value, lang)
        case LocalText():
            return value.get(lang)
        case bool():
            return str(value)
        case int() | Decimal():
            return format_number(Decimal(value), lang)
        case date():
            return format_date(value, lang)
        case tuple() | list():
            return ", ".join(_shown(v, lang) for v in value)
        case _:
            return str(value)


def holes(template: str) -> Iterator[str]:
    """Yield the parameter names that a template asks for."""
    return (m.group(1) for m in _HOLE.finditer(template))
