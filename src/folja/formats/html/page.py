"""The page around the blocks: policy, styles, typefaces, title, contents and foot."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

from folja.documents import (
    Block,
    BulletList,
    Callout,
    Cell,
    CoverageMap,
    Document,
    Emphasis,
    Figure,
    Inline,
    Paragraph,
    Sign,
    SignText,
    Table,
    word,
)
from folja.formats.html.anchors import Anchors, headings
from folja.formats.html.blocks import Setting, block
from folja.formats.html.inlines import sprite
from folja.formats.html.tables import widths
from folja.text import format_date

_FACES = (
    ("Source Sans 3", 400, "normal", "SourceSans3-Regular"),
    ("Source Sans 3", 600, "normal", "SourceSans3-Semibold"),
    ("Source Serif 4", 400, "normal", "SourceSerif4-Regular"),
    ("Source Serif 4", 600, "normal", "SourceSerif4-Semibold"),
)
_ITALIC = ("Source Sans 3", 400, "italic", "SourceSans3-It")


def page(document: Document) -> str:
    """Return the whole page.

    Its content policy allows the one style sheet by its hash and the typefaces inside it, and
    nothing else: no script, no request.
    """
    anchors = Anchors.of(document)
    setting = Setting(document, anchors)
    style = _style(document)
    seal = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{seal}'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    title = escape(document.front.title)
    body = "\n".join(block(part, at, setting) for at, part in enumerate(document.blocks))
    keywords = escape(", ".join(document.keywords))
    return f"""<!doctype html>
<html lang="{document.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="dcterms.date" content="{document.dated.isoformat()}">
<meta name="keywords" content="{keywords}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#main">{escape(word(document, "skip"))}</a>
{sprite(_signs(document))}
{_front(document)}
<div class="sheet">
{_contents(document, anchors)}
<main id="main" tabindex="-1">
{body}
</main>
</div>
{_foot(document)}
</body>
</html>
"""


def _synthetic(document: Document) -> str:
    words = document.front.synthetic
    return f'<div class="synthetic" role="note"><p>{escape(words)}</p></div>' if words else ""


def _front(document: Document) -> str:
    front = document.front
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(words)}</dd></div>"
        for label, words in front.facts
    )
    region = f'<p class="region">{escape(front.region)}</p>' if front.region else ""
    subtitle = f'<p class="subtitle">{escape(front.subtitle)}</p>' if front.subtitle else ""
    return (
        f'<header class="front">{_synthetic(document)}<div class="cover">{region}'
        f'<h1 id="title">{escape(front.title)}</h1>{subtitle}'
        f"{f'<dl>{facts}</dl>' if facts else ''}</div></header>"
    )


def _contents(document: Document, anchors: Anchors) -> str:
    """Return the table of contents: chapters, and the parts of each."""
    chapters: list[tuple[str, list[str]]] = []
    for at, heading in headings(document):
        if heading.level > 2:
            continue
        number = anchors.numbers.get(at)
        before = f'<span class="no">{number}</span> ' if number else ""
        link = f'<a href="#{anchors.ids[at]}">{before}{escape(heading.text)}</a>'
        if heading.level == 1 or not chapters:
            chapters.append((link, []))
        else:
            chapters[-1][1].append(link)
    if not chapters:
        return ""
    items = "".join(
        f"<li>{link}"
        + (f"<ol>{''.join(f'<li>{part}</li>' for part in parts)}</ol>" if parts else "")
        + "</li>"
        for link, parts in chapters
    )
    words = escape(word(document, "contents"))
    return (
        f'<nav class="contents" aria-labelledby="contents-title">'
        f'<h2 id="contents-title">{words}</h2><ol>{items}</ol></nav>'
    )


def _foot(document: Document) -> str:
    dated = f"{word(document, 'dated')} {format_date(document.dated, document.lang)}"
    digest = ""
    if document.digest:
        digest = f"<p>{escape(word(document, 'digest'))} <code>{escape(document.digest)}</code></p>"
    return f"<footer><p>{escape(dated)}</p>{digest}</footer>"


def _style(document: Document) -> str:
    """Return the style sheet: typefaces, the shared rules, and the widths that tables ask for."""
    faces = [*_FACES, *([_ITALIC] if _has_emphasis(document) else [])]
    shares = sorted({share for spec in _tables(document) for share in widths(spec.columns)})
    rules = "".join(f".w{share}{{width:{share}%}}" for share in shares)
    shared = (files("folja.formats.html") / "report.css").read_text(encoding="utf-8")
    return "".join(_font_face(*face) for face in faces) + shared + rules


@cache
def _font_face(family: str, weight: int, slant: str, name: str) -> str:
    data = (files("folja") / "assets" / "fonts" / f"{name}.ttf.woff2").read_bytes()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{slant};'
        f'src:url(data:font/woff2;base64,{b64encode(data).decode()}) format("woff2")}}\n'
    )


def _tables(document: Document) -> Iterator[Table]:
    for part in document.blocks:
        if isinstance(part, Table):
            yield part
        elif isinstance(part, Figure) and part.table is not None:
            yield part.table


def _parts(part: Block) -> Iterator[Inline]:
    """Yield every inline of a block, those of tables included."""
    match part:
        case Paragraph():
            yield from part.inlines
        case BulletList():
            for item in part.items:
                yield from item
        case Callout():
            for one in part.blocks:
                yield from _parts(one)
        case _:
            return


def _cells(document: Document) -> Iterator[Cell]:
    for spec in _tables(document):
        for row in spec.rows:
            yield from row.cells


def _has_emphasis(document: Document) -> bool:
    running = any(isinstance(one, Emphasis) for part in document.blocks for one in _parts(part))
    return running or any(
        isinstance(one, Emphasis) for cell in _cells(document) for one in cell.inlines
    )


def _signs(document: Document) -> Iterator[Sign]:
    """Yield every sign that the page refers to."""
    tones = {"error": Sign.ERROR, "warning": Sign.WARNING, "info": Sign.INFO}
    for part in document.blocks:
        yield from (one.sign for one in _parts(part) if isinstance(one, SignText))
        if isinstance(part, Callout) and part.tone in tones:
            yield tones[part.tone]
        if isinstance(part, Figure) and part.table is None and isinstance(part.spec, CoverageMap):
            yield from (cell.sign for row in part.spec.rows for cell in row.cells if cell.sign)
    for cell in _cells(document):
        yield from (one.sign for one in cell.inlines if isinstance(one, SignText))
        if cell.sign:
            yield cell.sign.sign
