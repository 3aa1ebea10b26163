"""The report as PDF/UA-1: tagged, in its language, A4, with our own type.

One template that ships with the package, `report.typ`, reads the document as data. Refuses to build
code from data: no word of a report ever reaches the typesetter as anything but a string.
"""

from folja.formats.pdf.typesetting import write

__all__ = ["write"]
