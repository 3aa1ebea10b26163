"""Make the pictures of the README: a page of the example's report, and pages of the site.

Run with `.venv/bin/python scripts/pictures.py [report|site]`. The site is served on a free loopback
port with the example loaded, in a folder of its own that goes afterwards; it needs a browser.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from playwright.sync_api import sync_playwright

from folja import reporting
from folja.formats import pdf
from folja.formats.bundle import digest, read_bundle

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "vasternorrland-2005"
IMAGES = ROOT / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: The picture, whose eyes it is seen with, its address, its width.
PAGES = (
    ("site-overview.png", "Programme owner", "/p/vasternorrland/", 1280),
    ("site-network.png", "Programme owner", "/p/vasternorrland/networks/PROC/#theme-theme-1", 1280),
    ("site-review.png", "Evaluator", "/p/vasternorrland/review/", 1280),
    (
        "site-answer-phone.png",
        "Hub · Processum",
        "/p/vasternorrland/rounds/1/answer/PROC/themes/theme-1/",
        390,
    ),
)


def main() -> None:
    """Make what is asked for, or everything."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    asked = sys.argv[1:] or ["report", "site"]
    if "report" in asked:
        report_page("en", page=3, name="report-summary.png")
    if "site" in asked:
        site_pages()


def report_page(lang: str, *, page: int, name: str) -> None:
    """Draw one page of the report, its lower margin cut off."""
    follow_up = read_bundle(EXAMPLE)
    document = reporting.report(follow_up, "en" if lang == "en" else "sv", digest=digest(follow_up))
    pages = pypdfium2.PdfDocument(pdf.write(document))
    drawn = pages[page].render(scale=1.6).to_pil().convert("RGB").quantize(48)
    wide, high = drawn.size
    drawn.crop((0, int(high * 0.06), wide, int(high * 0.8))).save(IMAGES / name, optimize=True)


@contextmanager
def served() -> Iterator[str]:
    """Serve the demo on a free loopback port and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = Path(tempfile.mkdtemp())
    environment = os.environ | {"FOLJA_DATA": str(folder), "FOLJA_DEMO": "1"}
    command = [ROOT / ".venv/bin/folja", "serve", "--demo", EXAMPLE, "--port", str(port)]
    process = subprocess.Popen([str(part) for part in command], env=environment)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(base, timeout=5).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.5)
        yield base
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def site_pages() -> None:
    """Photograph pages of the demo in English, each as the role that works there."""
    program = next(path for name in BROWSERS if (path := shutil.which(name)))
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with served() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        for name, role, path, width in PAGES:
            context = browser.new_context(
                locale="en-GB", viewport={"width": width, "height": 900}, color_scheme="light"
            )
            page = context.new_page()
            page.goto(f"{base}/demo/")
            page.locator("button", has_text=role).first.click()
            page.goto(base + path)
            page.screenshot(path=IMAGES / name)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
