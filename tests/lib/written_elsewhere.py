"""Writes the sample report as another machine would: another day, time zone and hash seed.

Run as a script with the name of a format and a language; prints the checksum of the bytes. The
clock is turned before anything else is imported, so that nothing can have read it.
"""

from __future__ import annotations

import datetime
import hashlib
import importlib
import sys
import time

LATER = 4_000_000_000.0
_localtime, _gmtime, _datetime = time.localtime, time.gmtime, datetime.datetime


class Later(_datetime):
    """A clock in the year 2096."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Later:
        """Return the moment that it is in 2096."""
        return cls.fromtimestamp(LATER, tz)

    @classmethod
    def utcnow(cls) -> Later:
        """Return the moment that it is in 2096, as the libraries still ask for it."""
        return cls.fromtimestamp(LATER, datetime.UTC).replace(tzinfo=None)


time.time = lambda: LATER
time.localtime = lambda at=None: _localtime(LATER if at is None else at)
time.gmtime = lambda at=None: _gmtime(LATER if at is None else at)
datetime.datetime = Later  # type: ignore[misc]

sample = importlib.import_module("sample_document").sample
write = importlib.import_module(f"folja.formats.{sys.argv[1]}").write
print(hashlib.sha256(write(sample(sys.argv[2]))).hexdigest())
