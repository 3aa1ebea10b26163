"""The report as one HTML file: whole, safe, linked, and the same every time."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import etree, html

from folja.documents import (
    BulletList,
    Callout,
    Cell,
    Column,
    CoverageMap,
    Document,
    Emphasis,
    Figure,
    FigureText,
    Front,
    Heading,
    Link,
    Origin,
    Paragraph,
    Sign,
    SignText,
    Strong,
    Table,
    TableRow,
    Text,
)
from folja.formats.html import write
from folja.text import Language

Sample = Callable[[Language], Document]
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;{{x}}</style>"


def tree(document: Document) -> etree._Element:
    """Return the page as elements."""
    return html.document_fromstring(write(document).decode("utf-8"))


def small(*blocks: object) -> Document:
    """Return a document of a few blocks."""
    front = Front(title="Prov", subtitle="", region="", facts=(), words={})
    return Document("sv", front, blocks, date(2006, 3, 27), "", "prov")  # type: ignore[arg-type]


def said(words: str) -> Paragraph:
    """Return a paragraph of running words."""
    return Paragraph((Text(words),))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_page_says_its_language_and_title(sample: Sample, lang: Language) -> None:
    """The page has its language, one h1, and a title that is the document's."""
    document = sample(lang)
    page = tree(document)
    assert page.get("lang") == lang
    assert page.findtext(".//title") == document.front.title
    assert [h.text_content() for h in page.iter("h1")] == [document.front.title]


def test_page_identifiers_are_unique_and_links_lead_somewhere(sample: Sample) -> None:
    """No identifier stands twice, and every link inside the page has its end."""
    page = tree(sample("sv"))
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert max(Counter(ids).values()) == 1
    inside = [a.get("href")[1:] for a in page.iter("a") if a.get("href").startswith("#")]
    assert inside
    assert set(inside) <= set(ids)
    for element in page.iter():
        for name in (element.get("aria-labelledby") or "").split():
            assert name in ids


def test_page_needs_nothing_from_outside(sample: Sample) -> None:
    """No script, frame, style attribute or address is loaded; typefaces lie in the file."""
    page = tree(sample("sv"))
    assert not list(page.iter("script", "iframe", "link", "img", "object", "embed"))
    assert not [e for e in page.iter() if e.get("style") or e.get("src")]
    style = page.findtext(".//style") or ""
    urls = re.findall(r"url\((.{0,20})", style)
    assert urls
    assert all(url.startswith("data:font/woff2") for url in urls)
    assert "@import" not in style


def test_page_policy_allows_its_own_style_only(sample: Sample) -> None:
    """The content policy refuses everything but the style sheet of this hash."""
    text = write(sample("sv")).decode("utf-8")
    page = html.document_fromstring(text)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = text.split("<style>", 1)[1].split("</style>", 1)[0]
    seal = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{seal}'" in policy
    assert "unsafe" not in policy


def test_page_escapes_every_field() -> None:
    """Markup in any field of the document stays words."""
    bad = (Text(HOSTILE), Strong(HOSTILE), Emphasis(HOSTILE), Link(HOSTILE, HOSTILE))
    figure = FigureText(HOSTILE, Origin(HOSTILE, (HOSTILE,)))
    sign = SignText(Sign.EXACT, HOSTILE)
    table = Table(
        HOSTILE,
        HOSTILE,
        (Column(HOSTILE, row_header=True), Column(HOSTILE)),
        (TableRow((Cell((*bad, figure), sign=sign), Cell(bad))), TableRow((Cell(bad),), "group")),
        (HOSTILE,),
    )
    empty = CoverageMap(((HOSTILE, HOSTILE),), (), ((Sign.EXACT, HOSTILE),))
    document = dataclasses.replace(
        small(
            Heading(1, HOSTILE, HOSTILE),
            Paragraph((*bad, figure, sign), "missing"),
            BulletList((bad,)),
            Callout("error", HOSTILE, (said(HOSTILE), BulletList((bad,))), HOSTILE),
            table,
            Figure(HOSTILE, empty, HOSTILE, HOSTILE, table, HOSTILE),
            Figure(HOSTILE, empty, HOSTILE, HOSTILE, None, HOSTILE),
        ),
        front=Front(HOSTILE, HOSTILE, HOSTILE, ((HOSTILE, HOSTILE),), {}, HOSTILE),
        digest=HOSTILE,
        keywords=(HOSTILE,),
    )
    page = tree(document)
    assert not list(page.iter("script", "img"))
    names = {name for e in page.iter() for name in e.attrib}
    assert not [name for name in names if name.startswith("on")]
    assert len(list(page.iter("style"))) == 1
    assert page.text_content().count("alert(1)") >= 30


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "//evil.example", " javascript:x", ""]
)
def test_link_to_anything_but_the_web_is_words(target: str) -> None:
    """A link that is neither http, https, mail nor inside the page is printed as words."""
    page = tree(small(Paragraph((Link("läs mer", target),))))
    assert not page.xpath("//main//a")
    assert "läs mer" in page.text_content()


def test_figure_text_carries_and_leads_to_its_origin() -> None:
    """A figure names where it was taken from, and links there when the page has the place."""
    cell = FigureText("53", Origin("cell", ("SI", "12", "2005-12-31")))
    other = FigureText("18", Origin("total", ("2", "strict")))
    page = tree(
        small(
            Paragraph((cell, other)),
            Table("annex-SI", "SI", (Column("a"),), (TableRow((Cell((cell,)),)),)),
        )
    )
    (linked,) = page.xpath("//main/p/a")
    assert linked.get("href") == "#annex-SI"
    assert linked.get("data-origin") == "cell SI 12 2005-12-31"
    (plain,) = page.xpath("//main/p/span[@data-origin]")
    assert plain.get("data-origin") == "total 2 strict"
    # A figure of the table itself does not link to where it already is.
    assert not page.xpath("//td//a")


def test_headings_are_numbered_in_order_and_listed(sample: Sample) -> None:
    """Numbers follow the order of the document; unnumbered headings have none."""
    page = tree(
        small(
            Heading(1, "Sammanfattning", "s", numbered=False),
            Heading(1, "Metod", "m"),
            Heading(2, "Regler", "r"),
            Heading(2, "Mått", "t"),
            Heading(1, "Resultat", "e"),
            Heading(2, "Nätverk", "n"),
        )
    )
    listed = [a.text_content() for a in page.xpath("//nav//a")]
    assert listed == [
        "Sammanfattning", "1 Metod", "1.1 Regler", "1.2 Mått", "2 Resultat", "2.1 Nätverk",
    ]  # fmt: skip


def test_tables_have_caption_heads_and_row_groups(sample: Sample) -> None:
    """Every table has a caption, column heads with scope, and heads for rows that have one."""
    page = tree(sample("sv"))
    tables = list(page.iter("table"))
    assert tables
    for table in tables:
        assert table.findtext("caption") is not None
        heads = table.xpath("./thead/tr/th")
        assert heads
        assert all(head.get("scope") == "col" for head in heads)
    groups = page.xpath("//tr[@class='group']/th")
    assert groups
    assert all(head.get("scope") == "rowgroup" for head in groups)


def test_pictures_have_alt_text_and_their_table(sample: Sample) -> None:
    """Every picture is one image with the sentence of the document, drawn for two widths."""
    document = sample("sv")
    page = tree(document)
    pictures = page.xpath("//div[@class='picture']")
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    assert [picture.get("aria-label") for picture in pictures] == [one.alt for one in figures]
    for picture, figure in zip(pictures, figures, strict=True):
        assert picture.get("role") == "img"
        mapped = isinstance(figure.spec, CoverageMap)
        # A map of many columns has a third drawing, in bands, for paper.
        assert [svg.get("class") for svg in picture] == ["wide", "narrow", "paper"][: 2 + mapped]
        told = figure.table is not None or mapped
        assert bool(picture.getparent().findall("details")) == told


def test_signs_are_drawn_once_and_named(sample: Sample) -> None:
    """Every sign in the page refers to a shape that the page holds, and has a name."""
    page = tree(sample("sv"))
    symbols = {symbol.get("id") for symbol in page.iter("symbol")}
    used = [use.get("href") for use in page.iter("use")]
    assert used
    assert {f"#{name}" for name in symbols} == set(used)
    for sign in page.xpath("//svg[contains(@class, 'sg ')]"):
        assert sign.get("aria-label") or sign.get("aria-hidden") == "true"


def test_soft_hyphen_and_no_break_space_stay(sample: Sample) -> None:
    """What the document says about breaking words and figures reaches the page."""
    page = tree(small(said("nätverks\u00adföretagen 2\u00a0230")))
    assert "nätverks\u00adföretagen 2\u00a0230" in page.text_content()


def test_two_blocks_of_one_name_get_two_identifiers() -> None:
    """A name that stands twice is told apart, and the first keeps it."""
    page = tree(small(Heading(1, "Ett", "samma"), Heading(1, "Två", "samma"), said("x")))
    assert [h.get("id") for h in page.xpath("//main/h2")] == ["samma", "samma-2"]


def test_page_is_the_same_in_another_process(sample: Sample, root: Path) -> None:
    """Another hash seed, time zone and process give the same bytes."""
    program = (
        "import sys, hashlib; sys.path.insert(0, 'tests/lib');"
        "from sample_document import sample; from folja.formats.html import write;"
        "print(hashlib.sha256(write(sample('sv'))).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert there == hashlib.sha256(write(sample("sv"))).hexdigest()


def test_wide_table_scrolls_in_a_region_with_a_name() -> None:
    """A table of many columns scrolls in a named region that takes the focus; others need none."""

    def box(count: int) -> etree._Element:
        columns = tuple(Column(f"Kolumn {n}") for n in range(count))
        rows = (TableRow(tuple(Cell((Text("1"),)) for _ in range(count))),)
        return tree(small(Table("t", "Tal", columns, rows))).xpath("//table/..")[0]

    assert (box(12).get("role"), box(12).get("tabindex")) == ("region", "0")
    assert box(12).get("aria-labelledby") == "t-caption"
    assert box(5).get("role") is None


def test_control_characters_are_left_out() -> None:
    """A control character that somebody pasted breaks neither the page nor its encoding."""
    page = write(small(said("ca\x00 39\ud800\x1b"))).decode("utf-8")
    assert "<p>ca 39</p>" in page
