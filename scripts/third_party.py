"""Write THIRD_PARTY.md: every package an installation brings along, with its licence.

The licence is what the installed package says of itself. Run by `make pins`; refuses a package
that says nothing, so that nothing comes along whose terms nobody has read.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEAD = """# What Följa stands on

Följa itself is licensed under the EUPL 1.2 (`LICENSE`). It uses the work of others, each under the
licence named here. `scripts/third_party.py` writes this page from what the installed packages say
of themselves; `make pins` runs it.

## Shipped with Följa

| what | from | licence |
|---|---|---|
| Source Serif 4 (regular, semibold, italic) | npm package `source-serif` 4.5.1, unchanged | \
SIL Open Font License 1.1 (`src/folja/assets/fonts/LICENSE-SourceSerif4.md`) |
| Source Sans 3 (regular, semibold, italic) | npm package `source-sans` 3.52.0, unchanged | \
SIL Open Font License 1.1 (`src/folja/assets/fonts/LICENSE-SourceSans3.md`) |

## Installed beside Följa

| package | licence |
|---|---|
"""


def licence(name: str) -> str:
    """Return what an installed package says of its licence, in one line."""
    said = metadata.metadata(name)
    if expression := said.get("License-Expression"):
        return str(expression)
    classified = [
        line.rpartition(" :: ")[2]
        for line in said.get_all("Classifier") or ()
        if line.startswith("License :: ") and not line.endswith("OSI Approved")
    ]
    if classified:
        return ", ".join(dict.fromkeys(classified))
    if (text := said.get("License")) and len(text) < 60:
        return str(text)
    raise SystemExit(f"{name} does not say its licence: leave it out, or name it here")


def main() -> None:
    """Write the page."""
    pins = (ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")
    # What only Windows needs is not installed here to be asked.
    names = dict.fromkeys(re.findall(r"^([a-z0-9-]+)==(?!.*'win32')", pins, re.MULTILINE))
    rows = [f"| {name} | {licence(name)} |" for name in names]
    (ROOT / "THIRD_PARTY.md").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} packages in THIRD_PARTY.md")


if __name__ == "__main__":
    main()
