"""Which characters a text file of XML may hold.

What people paste may hold control characters that no XML knows; the words around them are kept.
"""

from __future__ import annotations

import re

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Return the text without the characters that XML refuses.

    >>> writable("ca\\x00 39")
    'ca 39'
    """
    return _REFUSED.sub("", text)
