"""Logs that hold no secrets: no token of a link, an invitation or a new password reaches a line."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"/(answer|invitation|password/reset/key)/[A-Za-z0-9_-]{20,}")


class WithoutTokens(logging.Filter):
    """Replaces tokens in addresses, and line breaks that would forge a line of their own."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean the finished message and let it pass."""
        message = _TOKEN.sub(r"/\1/…", record.getMessage())
        record.msg = message.replace("\r", "\\r").replace("\n", "\\n")
        record.args = ()
        return True
