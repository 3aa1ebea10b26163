"""Pictures hold every word apart, keep inside their sheet, and show what is not known as such."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations

import pytest
from lxml import etree

from folja.documents import (
    CoverageMap,
    Decomposition,
    DecompositionRow,
    Document,
    Figure,
    FigureSpec,
    Ledger,
    LedgerRow,
    RangeChart,
    RangeRow,
    Sign,
)
from folja.formats.figures import drawing, png, svg
from folja.formats.figures.canvas import Canvas, Theme
from folja.text import Language

Sample = Callable[[Language], Document]
SIZES: list[tuple[Theme, float]] = [
    ("screen", 760),
    ("screen", 320),
    ("print", 482),
    ("print", 300),
]


def specs(document: Document) -> Iterator[FigureSpec]:
    """Yield the specification of each picture of a document."""
    for block in document.blocks:
        if isinstance(block, Figure):
            yield block.spec


def spec_of(document: Document, kind: type) -> FigureSpec:
    """Return the first picture of one kind."""
    return next(spec for spec in specs(document) if isinstance(spec, kind))


def collisions(canvas: Canvas) -> list[tuple[str, str]]:
    """Return every two texts that run into each other."""
    return [(a.text, b.text) for a, b in combinations(canvas.boxes, 2) if a.meets(b)]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("theme", "width"), SIZES)
def test_drawing_keeps_words_apart_and_inside(
    sample: Sample, lang: Language, theme: Theme, width: float
) -> None:
    """No text meets another or leaves the sheet, in any picture, language or width."""
    for spec in specs(sample(lang)):
        canvas = drawing(spec, theme=theme, width=width, lang=lang)
        assert canvas.boxes
        assert collisions(canvas) == []
        for box in canvas.boxes:
            assert box.left >= -1, box.text
            assert box.right <= canvas.width + 1, box.text
            assert box.bottom <= canvas.height + 1, box.text


@pytest.mark.parametrize("width", [760, 320])
def test_drawing_keeps_long_words_apart(sample: Sample, width: float) -> None:
    """Names and answers far longer than the sample's still meet nothing."""
    long = "Utvecklingsprocessernas marknadsföringsaktiviteter i Örnsköldsviksregionen"
    ledger = spec_of(sample("sv"), Ledger)
    chart = spec_of(sample("sv"), RangeChart)
    parts = spec_of(sample("sv"), Decomposition)
    cover = spec_of(sample("sv"), CoverageMap)
    assert isinstance(ledger, Ledger)
    assert isinstance(chart, RangeChart)
    assert isinstance(parts, Decomposition)
    assert isinstance(cover, CoverageMap)
    replaced: list[FigureSpec] = [
        dataclasses.replace(
            ledger,
            rows=tuple(
                dataclasses.replace(row, label=long, sublabel=long, verdict=long, claim_label=long)
                for row in ledger.rows
            ),
        ),
        dataclasses.replace(
            chart,
            rows=tuple(
                dataclasses.replace(row, label=long, start_label=long, end_label="11+26+50+113")
                for row in chart.rows
            ),
        ),
        dataclasses.replace(
            parts,
            total_label=long,
            claim_label=long,
            left_out_label=long,
            rows=tuple(dataclasses.replace(row, label=long, note=long) for row in parts.rows),
        ),
        dataclasses.replace(
            cover, rows=tuple(dataclasses.replace(row, label=long) for row in cover.rows)
        ),
    ]
    for spec in replaced:
        canvas = drawing(spec, width=width)
        assert collisions(canvas) == []
        assert max(box.right for box in canvas.boxes) <= canvas.width + 1


@pytest.mark.parametrize(("theme", "width"), SIZES)
def test_svg_is_whole_and_holds_nothing_that_runs(
    sample: Sample, theme: Theme, width: float
) -> None:
    """A picture is well-formed and has no style, script, identifier or reference."""
    for spec in specs(sample("sv")):
        root = etree.fromstring(svg(spec, theme=theme, width=width))
        names = {etree.QName(element).localname for element in root.iter()}
        assert names <= {"svg", "g", "path", "circle", "text"}
        attributes = {name for element in root.iter() for name in element.attrib}
        assert not attributes & {"id", "style", "class", "href", "onload"}


def test_svg_colours_follow_the_page_on_screen_and_are_fixed_in_print(sample: Sample) -> None:
    """On a screen every colour is a property of the page; in print none is."""
    for spec in specs(sample("sv")):
        screen = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg(spec)))
        fixed = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg(spec, theme="print")))
        assert all(colour.startswith("var(--") for colour in screen - {"none"})
        assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in fixed - {"none"})


def test_svg_text_is_never_too_small(sample: Sample) -> None:
    """Text is at least 14 px on a screen and 8 pt in print."""
    for spec in specs(sample("sv")):
        root = etree.fromstring(svg(spec, theme="print"))
        units = float(root.get("viewBox").split()[2]) / float(root.get("width")[:-2])
        sizes = [float(e.get("font-size")) for e in root.iter() if e.get("font-size")]
        assert min(sizes) >= 14
        assert min(sizes) / units >= 8


def test_svg_keeps_hostile_words_as_words(sample: Sample) -> None:
    """Markup in a label is drawn as the letters it is written with."""
    chart = spec_of(sample("sv"), RangeChart)
    assert isinstance(chart, RangeChart)
    words = '</text><script>alert("x")</script>&\x00\x1b'
    row = dataclasses.replace(chart.rows[0], label=words, change="<b>")
    root = etree.fromstring(svg(dataclasses.replace(chart, rows=(row,)), width=2000))
    assert not list(root.iter("{*}script"))
    drawn = "".join(text.text or "" for text in root.iter("{*}text"))
    assert "<script>alert(" in drawn


def test_ledger_draws_no_scale_for_an_exact_figure_without_claim(sample: Sample) -> None:
    """An exact figure that nobody claimed needs no scale; with a claim, both ends are labelled."""
    spec = spec_of(sample("sv"), Ledger)
    assert isinstance(spec, Ledger)
    base = spec.rows[0]

    def words(row: LedgerRow) -> list[str]:
        canvas = drawing(dataclasses.replace(spec, rows=(row,)))
        return [box.text for box in canvas.boxes]

    exact = dataclasses.replace(
        base,
        low=Decimal(39),
        high=Decimal(39),
        claim=None,
        approximate=False,
        scale_low=Decimal(-7777),
        scale_high=Decimal(8888),
    )
    assert not {"−7\u00a0777", "8\u00a0888"} & set(words(exact))
    claimed = dataclasses.replace(exact, claim=Decimal(40))
    assert {"−7\u00a0777", "8\u00a0888"} <= set(words(claimed))
    span = dataclasses.replace(exact, high=Decimal(50))
    assert {"−7\u00a0777", "8\u00a0888"} <= set(words(span))


def test_range_chart_says_that_a_start_is_unknown(sample: Sample) -> None:
    """A later figure without an earlier one stands alone, with the words beside it."""
    spec = spec_of(sample("sv"), RangeChart)
    assert isinstance(spec, RangeChart)
    row = RangeRow(
        label="Processum",
        start_sign=Sign.MISSING,
        start_low=None,
        start_high=None,
        start_label="n.a.",
        end_sign=Sign.EXACT,
        end_low=Decimal(50),
        end_high=Decimal(50),
        end_label="50",
        change="",
    )
    told = [box.text for box in drawing(dataclasses.replace(spec, rows=(row,))).boxes]
    assert spec.no_start in told
    assert "n.a." in told
    known = dataclasses.replace(
        row, start_sign=Sign.EXACT, start_low=Decimal(15), start_high=Decimal(15)
    )
    told = [box.text for box in drawing(dataclasses.replace(spec, rows=(known,))).boxes]
    assert spec.no_start not in told


def test_decomposition_leaves_out_under_a_rule(sample: Sample) -> None:
    """A part that is left out has no bar and stands below the sum."""
    spec = spec_of(sample("sv"), Decomposition)
    assert isinstance(spec, Decomposition)
    rows = (
        DecompositionRow("Inne", Decimal(5), Decimal(5), "+5", "included"),
        DecompositionRow("Ute", Decimal(900), Decimal(900), "+900", "left-out"),
    )
    small = dataclasses.replace(
        spec, rows=rows, total_low=Decimal(5), total_high=Decimal(5), claim=None
    )
    canvas = drawing(small)
    at = {box.text: box.top for box in canvas.boxes}
    assert at["Inne"] < at[spec.total_label] < at[spec.left_out_label] < at["Ute"]
    assert "800" not in at


def test_drawing_of_nothing_is_still_a_picture(sample: Sample) -> None:
    """A specification without rows gives an empty picture, not an error."""
    for spec in specs(sample("sv")):
        empty = dataclasses.replace(spec, rows=())
        assert etree.fromstring(svg(empty)).tag.endswith("svg")
        assert etree.fromstring(svg(empty, width=320)).tag.endswith("svg")


def test_png_is_the_same_every_time(sample: Sample) -> None:
    """The same picture gives the same bytes, at the size that was asked for."""
    spec = spec_of(sample("sv"), RangeChart)
    first = png(spec, dpi=100)
    assert first == png(spec, dpi=100)
    assert first.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(first[16:20], "big") == pytest.approx(482 * 100 / 72, abs=2)


def test_decomposition_fills_nothing_that_is_only_a_ceiling(sample: Sample) -> None:
    """A part of which only the upper end is known has no filled bar."""
    spec = spec_of(sample("sv"), Decomposition)
    assert isinstance(spec, Decomposition)

    def bars(low: Decimal | None) -> int:
        row = DecompositionRow("Högst åtta", low, Decimal(8), "–8", "included")
        alone = dataclasses.replace(
            spec, rows=(row,), total_low=low, total_high=Decimal(8), claim=None
        )
        root = etree.fromstring(svg(alone, theme="print"))
        return len([path for path in root.iter("{*}path") if path.get("fill") == "#1d4f43"])

    assert bars(Decimal(8)) == 1
    assert bars(None) == 0
