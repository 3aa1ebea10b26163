"""The small pieces of WordprocessingML that python-docx has no words for.

Holds elements, fields, bookmarks, links and runs. Text only ever becomes text: fields are made of
the instructions written here, never of words from a document.
"""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from folja.documents import writable

#: An element of python-docx; its types are not public.
Element = Any


def element(tag: str, **attributes: str | int) -> Element:
    """Return an element of the `w:` namespace; attribute names lose a trailing underscore."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    return made


def run(text: str, *, style: str = "") -> Element:
    """Return a run of words in a character style, given by its id."""
    made = element("r")
    if style:
        properties = element("rPr")
        properties.append(element("rStyle", val=style))
        made.append(properties)
    for n, line in enumerate(writable(text).split("\n")):
        if n:
            made.append(element("br"))
        for m, words in enumerate(line.split("\t")):
            if m:
                made.append(element("tab"))
            for k, piece in enumerate(words.split("\u00ad")):
                if k:
                    # Word shows the character itself as a plain hyphen.
                    made.append(element("softHyphen"))
                if piece:
                    made.append(_text(piece))
    return made


def _text(words: str) -> Element:
    made = element("t")
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def number(paragraph: Paragraph, numbering: int) -> None:
    """Give a paragraph a numbering of its own; 0 takes away its style's."""
    properties: Element = paragraph._p.get_or_add_pPr()
    own = properties.get_or_add_numPr()
    own.append(element("ilvl", val=0))
    own.append(element("numId", val=numbering))


def field(instruction: str, result: str, *, style: str = "") -> list[Element]:
    """Return the runs of a field with the result it shows until it is brought up to date."""
    begin, code, separate, end = (run("", style=style) for _ in range(4))
    begin.append(element("fldChar", fldCharType="begin"))
    separate.append(element("fldChar", fldCharType="separate"))
    end.append(element("fldChar", fldCharType="end"))
    words = element("instrText")
    words.text = f" {instruction} "
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.append(words)
    return [begin, code, separate, run(result, style=style), end]


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Put a bookmark round everything that the paragraph holds so far."""
    start = element("bookmarkStart", id=number, name=name)
    inside = paragraph._p
    at = 1 if inside.pPr is not None else 0
    inside.insert(at, start)
    inside.append(element("bookmarkEnd", id=number))


def inner_link(name: str, *runs: Element) -> Element:
    """Return a link to a bookmark of the same file."""
    made = element("hyperlink", anchor=name, history=1)
    for each in runs:
        made.append(each)
    return made


def outer_link(paragraph: Paragraph, address: str, *runs: Element) -> Element:
    """Return a link to an address outside."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = element("hyperlink", history=1)
    made.set(qn("r:id"), key)
    for each in runs:
        made.append(each)
    return made
