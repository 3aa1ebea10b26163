"""Numbers as they are written: digits with separators, and number words in Swedish and English.

Holds the reading of one figure. Refuses to choose between a thousands separator and a decimal one
when the digits allow both and no locale is given, and number words that do not make one number
("två tre", "fem tio").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache
from typing import Literal

Locale = Literal["sv", "en"]

#: Sums and differences are exact, whatever precision the caller's thread computes with.
EXACT = Context(prec=999)

#: The spaces that may stand between groups of three digits; the first is what we print.
SPACES = "\u00a0 \u202f\u2009\u2007\u2008\u2005\u2006\u2002"
APOSTROPHES = "'’"
_SAME = dict.fromkeys(SPACES, " ") | dict.fromkeys(APOSTROPHES, "'")

#: Which sign begins the decimals in each locale.
_DECIMAL = {"sv": ",", "en": "."}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as written: its value, and what is doubtful about how it is written.

    `ambiguous` when one separator could be of thousands or of decimals (the value is then the one
    of the locale asked for); `leading_zero` when it starts like a code or a date ("05").
    """

    value: Decimal
    ambiguous: bool = False
    leading_zero: bool = False


def figure(written: str, locale: Locale | None = None) -> Figure | None:
    """Read digits with separators; None when the separators make no number.

    With a locale its own use of comma and point decides ("1.416" is 1416 in Swedish). Without one,
    what only one use allows is read ("12,5", "1.416,5", "1 416"), the rest is marked ambiguous.

    >>> figure("1 416,5").value, figure("1.416", "sv").value, figure("1.416").ambiguous
    (Decimal('1416.5'), Decimal('1416'), True)
    >>> figure("1.2.3") is None
    True
    """
    groups, signs = _split(written)
    whole, decimals = groups, ""
    ambiguous = False
    if signs and signs[-1] in ".," and signs.count(signs[-1]) == 1:
        thousands = len(signs) == 1 and _in_thousands(groups)
        ambiguous = thousands and locale is None
        if not thousands or signs[-1] == _DECIMAL[locale or "en"]:
            whole, decimals, signs = groups[:-1], groups[-1], signs[:-1]
    if signs and (len(set(signs)) > 1 or not _in_thousands(whole)):
        return None
    digits = "".join(whole)
    value = Decimal(f"{digits}.{decimals}" if decimals else digits)
    return Figure(value, ambiguous, leading_zero=len(digits) > 1 and digits[0] == "0")


def _split(written: str) -> tuple[list[str], list[str]]:
    groups, signs = [""], []
    for char in written:
        if char.isdigit():
            groups[-1] += char
        else:
            signs.append(_SAME.get(char, char))
            groups.append("")
    return groups, signs


def _in_thousands(groups: Sequence[str]) -> bool:
    first, *rest = groups
    return 1 <= len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in rest)


_DIGITS = range(1, 10)
_SV: tuple[str, ...] = (
    *("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva"),
    *("tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"),
)
_EN: tuple[str, ...] = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = range(20, 100, 10)
_SV_TENS = dict(
    zip(
        ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"),
        _TENS,
        strict=True,
    )
)
_EN_TENS = dict(
    zip(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        _TENS,
        strict=True,
    )
)
HUNDREDS, THOUSANDS = frozenset({"hundra", "hundred"}), frozenset({"tusen", "thousand"})
ENGLISH_TENS = frozenset(_EN_TENS)
#: Words that make a part of a whole of what stands before them: the figure alone is no reading.
FRACTIONS = frozenset(
    {"halvor", "tredjedel", "tredjedelar", "fjärdedel", "fjärdedelar", "femtedel", "femtedelar"}
    | {"tiondel", "tiondelar", "halves", "third", "thirds", "quarter", "quarters", "fifth"}
    | {"fifths", "tenth", "tenths"}
)


@cache
def _words() -> dict[str, int]:
    """Every number word below a thousand that is one word."""
    ones = {word: n for n, word in enumerate(_SV)} | {"ett": 1, "aderton": 18}
    digits = {word: n for word, n in ones.items() if n in _DIGITS}
    below = ones | _SV_TENS
    below |= {f"{t}{d}": tens + n for t, tens in _SV_TENS.items() for d, n in digits.items()}
    found = dict(below)
    for prefix, hundreds in {"": 1, **digits}.items():
        if prefix == "en":
            continue
        for rest, n in {"": 0, **below}.items():
            if rest != "noll":
                found[f"{prefix}hundra{rest}"] = hundreds * 100 + n
    english = {word: n for n, word in enumerate(_EN)} | _EN_TENS | {"hundred": 100}
    english |= {
        f"{t}{hyphen}{_EN[n]}": tens + n
        for t, tens in _EN_TENS.items()
        for n in _DIGITS
        for hyphen in ("-", "")
    }
    return found | english


def number_word(word: str) -> int | None:
    """Return the number that one word in lower case names, or None when it names none.

    >>> number_word("hundrafemtio"), number_word("twenty-five"), number_word("nätverk")
    (150, 25, None)
    """
    # Longer than the longest number below a million: not worth a look.
    if len(word) > 60:
        return None
    known = _words()
    if word in known:
        return known[word]
    if word in THOUSANDS:
        return 1000
    before, found, after = word.partition("tusen")
    if not found:
        return None
    # "ettusen" is how "ett" and "tusen" are joined.
    thousands = 1 if before in ("", "et") else known.get(before, 0)
    rest = known.get(after, 0)
    if not thousands or (after and not rest):
        return None
    return thousands * 1000 + rest


def joined(words: Sequence[str]) -> int | None:
    """Return the one number that number words in a row make, or None when they make several.

    >>> joined(["två", "hundra", "femtio"]), joined(["tjugo", "fem"]), joined(["fem", "tio"])
    (250, 25, None)
    """
    total, current, after_ten, in_thousands = 0, None, False, False
    for word in words:
        n = number_word(word)
        if n is None:
            return None
        if word in THOUSANDS and not in_thousands and (current is None or 0 < current < 1000):
            total, current, in_thousands, after_ten = (current or 1) * 1000, None, True, False
            continue
        if word in HUNDREDS and (current is None or 0 < current < 10):
            current, after_ten = (current or 1) * 100, False
        elif current is None:
            if total and (n >= 1000 or n == 0):
                return None
            current, after_ten = n, word in _SV_TENS or word in _EN_TENS
        elif 0 < n < 10 and after_ten:
            current, after_ten = current + n, False
        elif current >= 100 and current % 100 == 0 and 0 < n < 100 and current < 1000:
            current, after_ten = current + n, word in _SV_TENS or word in _EN_TENS
        else:
            return None
    return total + (current or 0) if words else None
