"""`load_demo BUNDLE`: load a bundle as the demo's programme, with an account for each role."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from folja_site.bundling.founding import found_demo
from folja_site.results.building import build, left_to_me


class Command(BaseCommand):
    """Loads the demo; safe to run again."""

    help = "Load a bundle as the demo's programme, with an account for each role."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the bundle's path."""
        parser.add_argument("bundle", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it and build its figures."""
        with left_to_me():
            programme = found_demo(options["bundle"])
        build(programme.pk)
