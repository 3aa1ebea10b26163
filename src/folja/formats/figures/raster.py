"""A picture as PNG, for formats that cannot hold vectors; set with the shipped faces only.

The same picture gives the same bytes on every machine: no system font is read and nothing is dated.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

_SHEET = """#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image("figure.svg")
"""


def rasterised(svg: str, *, dpi: int = 200) -> bytes:
    """Return an SVG with a size in points as PNG, on white paper, at `dpi` points per inch."""
    with (
        TemporaryDirectory(prefix="folja-") as name,
        as_file(files("folja") / "assets" / "fonts") as fonts,
    ):
        folder = Path(name)
        (folder / "figure.svg").write_text(svg, encoding="utf-8")
        sheet = folder / "figure.typ"
        sheet.write_text(_SHEET, encoding="utf-8")
        png = typst.compile(
            str(sheet), format="png", ppi=float(dpi), font_paths=[str(fonts)],
            ignore_system_fonts=True,
        )  # fmt: skip
    if not isinstance(png, bytes):
        raise TypeError("a picture is one page")
    return png
