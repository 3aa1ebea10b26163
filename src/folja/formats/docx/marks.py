"""The small pieces of WordprocessingML that the report is made of.

Holds elements, paragraphs, runs, fields, bookmarks and links. They are made directly: asking
python-docx to look up a style or a free number for each cell takes longer the longer the report is.
Text only ever becomes text: fields are made of the instructions written here, never of words from a
document.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

from folja.documents import writable

#: An element of python-docx; its types are not public.
Element = Any

_SPACES = {"w": nsmap["w"]}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(tag: str, **attributes: str | int) -> Element:
    """Return an element of the `w:` namespace; attribute names lose a trailing underscore."""
    made = oxml_parser.makeelement(_name(tag), nsmap=_SPACES)
    for name, value in attributes.items():
        made.set(_name(name), str(value))
    return made


@cache
def _name(name: str) -> str:
    return qn(f"w:{name.rstrip('_')}")


def paragraph(
    style: str,
    *,
    newpage: bool = False,
    keep: bool = False,
    number: int | None = None,
    before: int | None = None,
    align: str = "",
) -> Element:
    """Return a paragraph in a style, given by its id, with what it does otherwise than the style.

    `number` is the numbering it belongs to (0 takes away the style's), `before` the space above it
    in twentieths of a point, `keep` holds it on the page of the next.
    """
    made = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val=style))
    if keep:
        properties.append(element("keepNext"))
    if newpage:
        properties.append(element("pageBreakBefore"))
    if number is not None:
        own = element("numPr")
        own.append(element("ilvl", val=0))
        own.append(element("numId", val=number))
        properties.append(own)
    if before is not None:
        properties.append(element("spacing", before=before))
    if align:
        properties.append(element("jc", val=align))
    made.append(properties)
    return made


def indent(made: Element, twentieths: int) -> None:
    """Move a paragraph of ours in from the left; called before anything aligns it."""
    made.find(qn("w:pPr")).append(element("ind", left=twentieths))


def space_after(made: Element, twentieths: int) -> None:
    """Set the space below a paragraph of ours."""
    properties = made.find(qn("w:pPr"))
    spacing = properties.find(qn("w:spacing"))
    if spacing is None:
        spacing = element("spacing")
        at = properties.find(qn("w:jc"))
        if at is None:
            properties.append(spacing)
        else:
            at.addprevious(spacing)
    spacing.set(qn("w:after"), str(twentieths))


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
                    made.append(_text("t", piece))
    return made


def _text(tag: str, words: str) -> Element:
    made = element(tag)
    made.text = words
    made.set(_SPACE, "preserve")
    return made


def field(instruction: str, result: str, *, style: str = "") -> list[Element]:
    """Return the runs of a field with the result it shows until it is brought up to date."""
    begin, code, separate, end = (run("", style=style) for _ in range(4))
    begin.append(element("fldChar", fldCharType="begin"))
    separate.append(element("fldChar", fldCharType="separate"))
    end.append(element("fldChar", fldCharType="end"))
    code.append(_text("instrText", f" {instruction} "))
    return [begin, code, separate, run(result, style=style), end]


def bookmark(made: Element, name: str, number: int) -> None:
    """Put a bookmark round everything that a paragraph of ours holds so far."""
    made.insert(1, element("bookmarkStart", id=number, name=name))
    made.append(element("bookmarkEnd", id=number))


def inner_link(name: str, *runs: Element) -> Element:
    """Return a link to a bookmark of the same file."""
    made = element("hyperlink", anchor=name, history=1)
    made.extend(runs)
    return made


def outer_link(relation: str, *runs: Element) -> Element:
    """Return a link to an address outside, given by its relation."""
    made = element("hyperlink", history=1)
    made.set(qn("r:id"), relation)
    made.extend(runs)
    return made
