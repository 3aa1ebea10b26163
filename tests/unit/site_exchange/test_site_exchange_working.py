"""Files are read in a process apart: bounded in memory and time, knowing nothing of the site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from folja.formats.bundle import read_bundle, write_bundle
from folja_site.exchange import worker, working
from folja_site.exchange.working import ImportRefused, work


def test_process_apart_reads_a_file_and_refuses_a_bomb(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within its bounds an ordinary table is read; what would unpack to a disk full is refused."""
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(root / "build" / "bytecode"))
    now = read_bundle(root / "examples" / "vasternorrland-2005")
    table = "Processum\nIndikator;2004-01-01;2005-12-31\nAntal anställda i nätverksföretagen;7;8\n"
    outcome = work(now, [("Processum.csv", table.encode())], {})
    assert outcome.preview["counts"]["compared"] == 2
    bomb = (root / "tests" / "specimens" / "tables" / "bomb.xlsx").read_bytes()
    with pytest.raises(ImportRefused) as refused:
        work(now, [("bomb.xlsx", bomb)], {})
    assert "bomb.xlsx" in refused.value.words.sv


def test_refusal_names_the_file_and_no_place_on_the_server(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is called what it was handed in as, never where it lies meanwhile."""
    monkeypatch.setattr(working, "_run", worker.attempt)
    now = read_bundle(root / "examples" / "vasternorrland-2005")
    write_bundle(now, tmp_path / "twice.zip")
    with ZipFile(tmp_path / "twice.zip", "a") as archive:
        archive.writestr("DATA/units.csv", b"")
    with pytest.raises(ImportRefused) as refused:
        work(now, [("våren.zip", (tmp_path / "twice.zip").read_bytes())], {})
    assert "våren.zip" in refused.value.words.sv
    assert "file-0" not in str(refused.value.words)


def test_process_that_does_not_finish_is_ended(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that takes too long is refused in words."""
    monkeypatch.setattr(working, "PATIENCE", 0.05)
    now = read_bundle(root / "examples" / "vasternorrland-2005")
    with pytest.raises(ImportRefused) as refused:
        work(now, [("a.csv", b"x;y\n1;2\n")], {})
    assert "för mycket minne eller tid" in refused.value.words.sv


def test_process_out_of_memory_says_so(root: Path, tmp_path: Path) -> None:
    """At its bound of memory the process ends with a refusal, and takes nobody along."""
    now = read_bundle(root / "examples" / "vasternorrland-2005")
    write_bundle(now, tmp_path / "now.zip")
    (tmp_path / "file-0").write_bytes(b"x;y\n" + b"1;2\n" * 4_000_000)
    job = '{"files": ["a.csv"], "choices": {}, "frozen": []}'
    (tmp_path / "job.json").write_text(job, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from folja_site.exchange import worker;"
        " worker.MEMORY = 400 * 2**20; sys.exit(worker.main(Path(sys.argv[1])))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(tmp_path)],
        env=working._surroundings(),
        capture_output=True,
        text=True,
    )
    told = (tmp_path / "refused.json").exists() or "MemoryError" in done.stderr
    assert told, done.stderr
    assert not (tmp_path / "staged.zip").exists()


def test_process_apart_knows_nothing_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """No secret, database or mail server is in what it is handed."""
    for name in ("DATABASE_URL", "FOLJA_SECRET", "FOLJA_DATA", "EMAIL_URL"):
        monkeypatch.setenv(name, "secret-of-the-site")
    assert "secret-of-the-site" not in str(working._surroundings())
