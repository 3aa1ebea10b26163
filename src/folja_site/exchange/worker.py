"""The process that reads files from outside: `python -m folja_site.exchange.worker FOLDER`.

In the folder lie `job.json`, the follow-up as it stands (`now.zip`) and the files; it writes
`preview.json` and `staged.zip`, or `refused.json` with the reason. Where a programme begins with
a bundle there is nothing to compare it with: it writes `staged.zip` alone. It has no way to the
site's database and no settings. Its memory and time are bounded before the first byte is read.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

#: Bytes of address space, and seconds of computing.
MEMORY = 3 * 2**30
SECONDS = 90


def main(folder: Path) -> int:
    """Do the job that lies in a folder; 0 when its outcome is written there."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    attempt(folder)
    return 0


def attempt(folder: Path) -> None:
    """Do the job within whatever bounds this process has; a refusal is an outcome, too."""
    from folja.text import Message, add_catalogue

    add_catalogue("folja_site.words")
    from folja.workflows.wording import words

    try:
        job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
        _work(folder, job)
    except MemoryError:
        refusal = Message("exchange.refused.too-heavy")
    except Exception as error:
        message = getattr(error, "message", None)
        if not isinstance(message, Message):
            raise
        refusal = message
    else:
        return
    told = words(refusal)
    # Where files lie on the server is nobody's business: a file is called what it was handed in as.
    for n, name in enumerate(job["files"]):
        for place in (folder / f"file-{n}.zip", folder / f"file-{n}"):
            told = {lang: text.replace(str(place), name) for lang, text in told.items()}
    _put(folder / "refused.json", told)


def _work(folder: Path, job: dict[str, Any]) -> None:
    from folja.formats.bundle import read_bundle, write_bundle
    from folja_site.exchange.comparing import compare
    from folja_site.exchange.laying import lay_bundle, lay_tables
    from folja_site.exchange.preview import preview

    if job.get("begins"):
        write_bundle(read_bundle(folder / "file-0.zip"), folder / "staged.zip")
        return
    now = read_bundle(folder / "now.zip")
    names: list[str] = job["files"]
    choices: dict[str, str] = job["choices"]
    is_bundle = len(names) == 1 and names[0].lower().endswith(".zip")
    if is_bundle:
        laid = lay_bundle(now, read_bundle(folder / "file-0.zip"), names[0])
    else:
        files = [(name, (folder / f"file-{n}").read_bytes()) for n, name in enumerate(names)]
        laid = lay_tables(now, files, choices)
    frozen = [tuple(key) for key in job["frozen"]]
    compared = compare(now, laid, choices, frozen=frozen, whole=is_bundle)
    kind = "bundle" if is_bundle else "tables"
    _put(folder / "preview.json", preview(now, laid, compared, kind=kind, files=names))
    write_bundle(compared.follow_up, folder / "staged.zip")


def _put(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
