"""The file around the words: our styles instead of the library's, fixed properties, fixed bytes.

A DOCX is a zip; written twice it must be the same twice. Times are fixed, the order of the parts is
fixed, and nothing of the library's own template (its picture, its styles, its author) is left.
"""

from __future__ import annotations

from datetime import datetime, time
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as Target
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.shared import Mm

from folja.documents import Document, writable

_TAGS = {"sv": "sv-SE", "en": "en-GB"}
#: Parts that keep their place but hold our own text.
_OURS = {"styles": "styles.xml", "numbering": "numbering.xml", "settings": "settings.xml",
         "fontTable": "fonts.xml"}  # fmt: skip
#: Relations of the library's template that the file does without.
_DROPPED = ("stylesWithEffects", "webSettings", "customXml", "thumbnail", "extended-properties")
#: The earliest moment that a zip can name: the parts of the file have no time of their own.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def blank(document: Document) -> Target:
    """Return an empty A4 file in the document's language, with our styles and its properties."""
    target = docx.Document()
    for holder in (target.part.package, target.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(_DROPPED):
                del holder.rels[key]
    for relation in target.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _OURS:
            _replace(relation.target_part, _part(_OURS[kind], document))
    section = target.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin, section.bottom_margin = Mm(27), Mm(25)
    section.header_distance, section.footer_distance = Mm(13), Mm(13)
    section.different_first_page_header_footer = True
    _describe(target, document)
    return target


def _part(name: str, document: Document) -> bytes:
    text = (files("folja.formats.docx") / name).read_text(encoding="utf-8")
    text = text.replace("LANGUAGE", _TAGS[document.lang])
    return text.replace("DECIMAL", "," if document.lang == "sv" else ".").encode()


def _replace(part: Part, text: bytes) -> None:
    if isinstance(part, XmlPart):
        part._element = parse_xml(text)
    else:
        part._blob = text


def _describe(target: Target, document: Document) -> None:
    front, about = document.front, target.core_properties
    moment = datetime.combine(document.dated, time(12))
    about.title = writable(f"{front.title}. {front.subtitle}")[:255]
    about.subject = writable(front.subtitle)[:255]
    about.author = about.last_modified_by = writable(front.region)[:255]
    about.keywords = writable(", ".join(document.keywords))[:255]
    about.language = _TAGS[document.lang]
    about.identifier = document.digest[:255]
    about.comments = about.category = about.content_status = about.version = ""
    about.created = about.modified = about.last_printed = moment
    about.revision = 1


def packed(target: Target) -> bytes:
    """Return the file's bytes with its parts in one order and without times of their own."""
    raw, out = BytesIO(), BytesIO()
    target.save(raw)
    with ZipFile(raw) as source, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as file:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = ZipInfo(name, _MOMENT)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            file.writestr(entry, source.read(name))
    return out.getvalue()
