"""From bytes to text: which encoding a file is in, and how sure that is.

Holds the order of asking: byte order mark, declared encoding, UTF-8, then the one-byte encodings of
western and central Europe weighed by what they make of the words. Refuses to go on when nothing
gives readable text.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

import charset_normalizer

from folja.formats.tables.grid import Place, found, refuse
from folja.model import Finding, Severity

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Signs that Swedish and English texts hold beside their letters.
_EXPECTED = frozenset("åäöÅÄÖéÉèÈüÜæøÆØ–—−…’‘”“»«§°·½€±≥≤µ\u00a0¹²³†‡•´×")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_TWICE = re.compile(r"Ã[\u0080-\u00bf¥¤¶…„–©¼]|â€[\u0080-\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was in, and what there is to say about it."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, place: Place, *, declared: str | None = None) -> Decoded:
    """Return the text of a file.

    `declared` is what the file itself says (the meta element of a page); it is believed only when
    the bytes agree. Raises `TablesRefused` when no encoding gives readable text.

    >>> decode("Företag;4".encode("cp1252"), Place(file="a.csv")).text
    'Företag;4'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding, place)
    if half := _wide(data):
        wide = _strictly(data, half)
        if wide and _is_readable(wide):
            return Decoded(wide, half, (_guessed(place, half),))
    text = _strictly(data, "utf-8")
    if text is not None and _is_readable(text):
        return _mended(text, place)
    if b"\x00" in data:
        refuse("not-text", place)
    said = _strictly(data, declared) if declared else None
    if declared and said is not None and _is_readable(said):
        return Decoded(said, declared.lower())
    return _one_byte(data, place)


def _marked(data: bytes, encoding: str, place: Place) -> Decoded:
    text = _strictly(data, encoding)
    if text is None or not _is_readable(text):
        refuse("not-text", place)
    return Decoded(text, encoding)


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zero bytes, which stand on one side of every letter."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if len(data) % 2 or max(even, odd) < 0.4 * half or min(even, odd) > 0.1 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _one_byte(data: bytes, place: Place) -> Decoded:
    readings = [
        (_strangeness(text), order, encoding, text)
        for order, encoding in enumerate(("cp1252", "cp1250", "latin-1"))
        if (text := _strictly(data, encoding)) is not None and _is_readable(text)
    ]
    if readings and min(readings)[0] == 0:
        _, _, encoding, text = min(readings)
        return Decoded(text, encoding, (_guessed(place, encoding),))
    best = charset_normalizer.from_bytes(data).best()
    if best is not None and best.encoding != "ascii" and _is_readable(str(best)):
        readings.append((_strangeness(str(best)), 9, best.encoding, str(best)))
    if not readings:
        refuse("not-text", place)
    strangeness, _, encoding, text = min(readings)
    if strangeness > max(3, len(text) // 50):
        refuse("not-text", place)
    return Decoded(text, encoding, (_guessed(place, encoding, doubtful=strangeness > 0),))


def _mended(text: str, place: Place) -> Decoded:
    """Undo a text that was UTF-8, read as a one-byte encoding and saved as UTF-8 again."""
    if _TWICE.search(text):
        for encoding in ("cp1252", "latin-1"):
            try:
                once = text.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            return Decoded(once, "utf-8", (found("encoded-twice", place),))
    return Decoded(text, "utf-8")


def _guessed(place: Place, encoding: str, *, doubtful: bool = False) -> Finding:
    severity = Severity.WARNING if doubtful else Severity.INFO
    return found("encoding-guessed", place, severity=severity, encoding=encoding)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _is_readable(text: str) -> bool:
    return not any(unicodedata.category(c) == "Cc" and c not in "\t\r\n\f\v" for c in set(text))


def _strangeness(text: str) -> int:
    """Count the signs that words do not hold: symbols inside a word, and rare letters.

    A letter beyond Swedish and English counts only when it stands where a symbol would not be
    expected either, so that a Polish or Czech name is not held against cp1250.
    """
    count = 0
    for match in _BEYOND_ASCII.finditer(text):
        sign = match.group()
        if sign in _EXPECTED:
            count += sign in "¹²³½±µ·" and _inside_word(text, match.start())
        else:
            count += not sign.isalpha() or sign in "ĺðþýŕ˙ÿ"
    return count


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()
