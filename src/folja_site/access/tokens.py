"""Tokens of invitations and personal links: 256 bits, kept as a hash only."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> tuple[str, str]:
    """Return a new token and the hash to keep of it."""
    token = secrets.token_urlsafe(32)
    return token, hash_of(token)


def hash_of(token: str) -> str:
    """Return the hash that a token is kept and found by."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()
