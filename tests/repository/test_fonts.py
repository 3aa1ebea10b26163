"""The typefaces are the ones their makers published, whole and unchanged."""

from __future__ import annotations

import hashlib
from importlib.resources import files

FOLDER = files("folja") / "assets" / "fonts"
WEIGHTS = ("Regular", "Semibold", "It")
FAMILIES = ("SourceSans3", "SourceSerif4")


def sums() -> dict[str, str]:
    """Return the checksum of each file, as written down."""
    lines = (FOLDER / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def test_fonts_are_unchanged() -> None:
    """Each file has the bytes whose checksum is written down, and no file is without one."""
    present = {path.name for path in FOLDER.iterdir()} - {"SHA256SUMS"}
    assert present == set(sums())
    for name, digest in sums().items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name


def test_fonts_have_each_weight_for_print_and_web() -> None:
    """Both families have three weights, as TTF for print and WOFF2 for the web."""
    wanted = {
        f"{family}-{weight}.ttf{web}"
        for family in FAMILIES
        for weight in WEIGHTS
        for web in ("", ".woff2")
    }
    licences = {f"LICENSE-{family}.md" for family in FAMILIES}
    assert set(sums()) == wanted | licences


def test_fonts_come_with_their_licence() -> None:
    """Each family's licence text lies beside it."""
    for family in FAMILIES:
        text = (FOLDER / f"LICENSE-{family}.md").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
