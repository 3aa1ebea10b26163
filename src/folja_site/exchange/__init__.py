"""Bringing in and taking out: import in three screens, downloads."""
