"""A picture as PNG, for formats that cannot hold vectors; set with the shipped faces only.

The same picture gives the same bytes on every machine: no system font is read and nothing is dated.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

import typst

_SHEET = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.picture), format: "svg")
"""


def rasterised(svg: str, *, dpi: int = 200) -> bytes:
    """Return an SVG with a size in points as PNG, on white paper, at `dpi` points per inch."""
    png = typst.compile(
        _SHEET, format="png", ppi=float(dpi), font_paths=_faces(), sys_inputs={"picture": svg}
    )
    if not isinstance(png, bytes):
        raise TypeError("a picture is one page")
    return png


@cache
def _faces() -> typst.Fonts:
    """The shipped typefaces, read once: reading them takes as long as drawing a picture."""
    with as_file(files("folja") / "assets" / "fonts") as folder:
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
