"""The few words that renderers add themselves: contents, table, figure, page, low, high.

Holds one look-up, so that every format says the same thing in the same words. Refuses words about
the matter: those come with the document.
"""

from __future__ import annotations

from folja.documents.tree import Document
from folja.text import Message, render


def word(document: Document, key: str) -> str:
    """Return a renderer's word in the document's language, the document's own word first.

    Keys stand in `folja/text/messages/documents.toml`; raises `folja.text.MissingWording` for one
    that neither the document nor the catalogue words.
    """
    return document.front.words.get(key) or render(Message(f"documents.{key}"), document.lang)
