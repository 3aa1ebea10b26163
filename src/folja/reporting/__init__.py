"""Recipes for reports: from a follow-up to a document, every figure with where it came from.

Holds one module for each part of the report. Refuses formats (the document is a tree), sentences of
its own (they stand in the catalogue `report`), and figures that are typed in: what is printed is
counted, quoted or computed, and carries its origin.
"""

from folja.reporting.recipe import annex, in_languages, report

__all__ = ["annex", "in_languages", "report"]
