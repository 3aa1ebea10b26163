"""Följa follows up business clusters and strategic networks, from answers to headlines.

`folja.open(path)` opens a follow-up for a notebook or a script. Holds nothing else: `import folja`
stays light, and what a question needs is loaded when the question is put.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["Opened", "__version__", "open"]


def __getattr__(name: str) -> Any:
    """Return what is loaded on first use: `open` and `Opened`."""
    if name in ("Opened", "open"):
        return getattr(import_module("folja.workflows.opening"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
