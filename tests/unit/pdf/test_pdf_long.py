"""Words that are longer than any word: the typesetter gets no run that it could choke on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from folja.documents import (
    BulletList,
    Callout,
    Cell,
    Document,
    Figure,
    Heading,
    Link,
    Paragraph,
    Strong,
    Table,
    Text,
)
from folja.formats.figures import svg
from folja.formats.pdf import write
from folja.formats.pdf.breaking import NAME, RUN
from folja.formats.pdf.encoding import encoded
from folja.text import Language

Sample = Callable[[Language], Document]
LETTERS, DIGITS, JOINED = "å" * 200_000, "0123456789" * 20_000, "1\u00a0" * 100_000
UNBROKEN = re.compile(rf"[^ \n\u00ad\u200b]{{{RUN + 1}}}")


def swollen(document: Document, words: str) -> Document:
    """Return a document that says the same words wherever somebody's words can stand."""
    table = next(b for b in document.blocks if isinstance(b, Table))
    figure = next(b for b in document.blocks if isinstance(b, Figure))
    row = table.rows[0]
    row = replace(row, cells=(Cell((Text(words),)), *row.cells[1:]))
    column = replace(table.columns[0], title=words)
    table = replace(
        table, caption=words, notes=(words,), rows=(row,), columns=(column, *table.columns[1:])
    )
    said = (Text(words), Strong(words), Link(words, f"https://example.invalid/{words}"))
    return replace(
        document,
        front=replace(document.front, title=words, subtitle=words, facts=((words, words),)),
        keywords=(words,),
        blocks=(
            Heading(1, words, id="a"),
            Paragraph(said),
            BulletList((said,)),
            Callout("error", words, (Paragraph(said),), label=words),
            replace(figure, caption=words, alt=words, note=words, table=table),
            table,
        ),
    )


def strings(data: Any) -> Iterator[str]:
    """Yield what is set or read aloud; pictures are drawn by then."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in ("svg", "signs", "alt", "keywords"):
                yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


@pytest.mark.parametrize("words", [LETTERS, DIGITS, JOINED], ids=["letters", "digits", "joined"])
def test_no_run_is_longer_than_a_line(sample: Sample, words: str) -> None:
    """Whatever somebody writes, and wherever it stands; a text is whole, a name has an end."""
    data: Any = encoded(swollen(sample("sv"), words))
    assert not [found for text in strings(data) if (found := UNBROKEN.search(text))]
    paragraph = data["blocks"][1]["inlines"]
    assert [said.replace("\u200b", "") for _, said in paragraph] == [words] * 3
    heading, figure, table = (data["blocks"][n] for n in (0, 4, 5))
    names = [data["title"], *data["keywords"], heading["text"], figure["caption"], figure["alt"]]
    names += [table["columns"][0]["title"], table["rows"][0]["cells"][0]["inlines"][0][1]]
    assert {len(name.replace("\u200b", "")) for name in names} == {NAME}


def test_what_is_no_longer_than_a_line_stays_as_it_was_written(sample: Sample) -> None:
    """An address can be copied; nothing of an ordinary report is broken or cut."""
    address = "https://example.invalid/" + "a" * (RUN - 24)
    document = sample("sv")
    document = replace(document, blocks=(*document.blocks, Paragraph((Text(address),))))
    data: Any = encoded(document)
    assert data["blocks"][-1]["inlines"] == [["text", address]]
    assert not any("\u200b" in text for text in strings(data))


def test_longest_words_become_a_pdf(sample: Sample) -> None:
    """One string of them would be longer than a PDF may hold, on the page as in its contents."""
    made = write(swollen(sample("sv"), DIGITS[:40_000]))
    with pikepdf.open(BytesIO(made)) as pdf:
        assert len(pdf.pages) > 10


def test_table_that_no_size_would_fit_is_not_tried(sample: Sample) -> None:
    """Each try sets the whole table; one that is a little too high is tried."""
    table = next(b for b in sample("sv").blocks if isinstance(b, Table))
    document = replace(sample("sv"), blocks=())

    def is_tried(rows: int) -> bool:
        long = replace(table, page_per_table=True, rows=table.rows[:1] * rows)
        data: Any = encoded(replace(document, blocks=(long,)))
        return bool(data["blocks"][0]["whole"])

    assert [is_tried(rows) for rows in (2, 40, 400)] == [False, True, False]


def test_no_line_of_a_picture_is_wider_than_the_picture(sample: Sample) -> None:
    """A name of any length is wrapped, and ends after as many lines as anybody reads."""
    drawn = 0
    for block in sample("sv").blocks:
        if isinstance(block, Figure):
            said = svg(_renamed(block.spec, "x" * 5_000), theme="print", width=467.7, lang="sv")
            lines = re.findall(r"<text[^>]*>([^<]*)</text>", said)
            drawn += any("xx" in line for line in lines)
            assert max(map(len, lines)) < 200
            assert len(lines) < 1_000
    assert drawn


def _renamed(spec: Any, words: str) -> Any:
    """Return a picture whose rows have other names."""
    for name in ("rows", "items", "marks", "parts"):
        rows = getattr(spec, name, None)
        if isinstance(rows, tuple) and rows and hasattr(rows[0], "label"):
            return replace(spec, **{name: tuple(replace(row, label=words) for row in rows)})
    return spec
