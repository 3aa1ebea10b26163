"""Words, numbers and dates in Swedish and English.

Holds the bilingual string, the message (a code with parameters), the catalogues that word it, and
the locale-aware printing of numbers and dates. Refuses finished sentences from elsewhere in the
library: every other package returns a `Message`, and only this one words it.
"""

from folja.text.catalogue import (
    MissingWording,
    add_catalogue,
    codes,
    families,
    is_worded,
    render,
    wording,
)
from folja.text.formatting import format_date, format_list, format_number, format_span
from folja.text.message import LANGUAGES, Language, LocalText, Message

__all__ = [
    "LANGUAGES",
    "Language",
    "LocalText",
    "Message",
    "MissingWording",
    "add_catalogue",
    "codes",
    "families",
    "format_date",
    "format_list",
    "format_number",
    "format_span",
    "is_worded",
    "render",
    "wording",
]
