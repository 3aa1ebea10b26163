"""Every sign has a shape of its own, and none needs a colour to be told apart."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import combinations

import pytest
from lxml import etree
from PIL import Image

from folja.documents import Sign, Square
from folja.formats.figures import BOX, ROLES, shape, sign_svg
from folja.formats.figures.canvas import PALETTES, Canvas
from folja.formats.figures.keys import square
from folja.formats.figures.raster import rasterised

IN_BLACK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}" width="22pt" height="16pt">{}</svg>'
)


def ink(sign: Sign) -> list[bool]:
    """Return which of the pixels of a sign are inked, drawn in black on white."""
    picture = Image.open(BytesIO(rasterised(IN_BLACK.format(BOX, shape(sign, "#000", "#fff")))))
    return [value < 128 for value in picture.convert("L").tobytes()]


def test_signs_differ_in_shape() -> None:
    """Drawn in one colour, any two signs differ in a fifth of their ink or more."""
    drawn = {sign: ink(sign) for sign in Sign}
    for (one, a), (two, b) in combinations(drawn.items(), 2):
        apart = sum(x != y for x, y in zip(a, b, strict=True))
        assert apart >= 0.2 * max(sum(a), sum(b)), (one, two)


def test_squares_differ_in_shape() -> None:
    """Each kind of square has a form of its own, whatever the colours."""
    forms = []
    for kind in Square:
        canvas = Canvas(20, "print")
        square(canvas, kind, 2, 2)
        forms.append(re.sub(r"#[0-9a-f]{6}", "#", "".join(canvas.parts)))
    assert len(set(forms)) == len(Square)


def test_signs_use_only_the_colours_they_are_given() -> None:
    """No sign holds a colour, a gradient or an opacity of its own."""
    for sign in Sign:
        drawn = shape(sign, "INK", "PAPER")
        colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn))
        assert colours <= {"INK", "PAPER", "none"}
        assert "opacity" not in drawn


def test_signs_keep_inside_their_box() -> None:
    """No sign reaches outside the box of 22 by 16 that tables give it."""
    for sign in Sign:
        svg = etree.fromstring(sign_svg(sign))
        for circle in svg.iter("{*}circle"):
            reach = abs(float(circle.get("cx", "0"))) + float(circle.get("r"))
            assert reach + float(circle.get("stroke-width", "0")) / 2 <= 11


@pytest.mark.parametrize("sign", list(Sign))
def test_signs_in_print_are_black_or_grey(sign: Sign) -> None:
    """In print a sign is black, or the grey of what is not known."""
    palette = PALETTES["print"]
    assert palette[ROLES[sign]] in {palette["mark"], palette["base"]}
    assert palette["mark"] == "#000000"
