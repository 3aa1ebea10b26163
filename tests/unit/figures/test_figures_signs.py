"""Every sign has a shape of its own, and none needs a colour to be told apart."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from folja.documents import Sign
from folja.formats.figures import ROLES, shape, sign_svg
from folja.formats.figures.canvas import PALETTES


def test_signs_differ_in_shape() -> None:
    """Drawn in one colour, no two signs are the same."""
    shapes = [shape(sign, "black", "white") for sign in Sign]
    assert len(set(shapes)) == len(Sign)


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
