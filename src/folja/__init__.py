"""Följa follows up business clusters and strategic networks, from a respondent's words to the headline."""

__version__ = "0.1.0"
