"""The report's tables as a workbook, for people who compute.

Figures are numbers, with their bounds in columns of their own; words are words. Refuses formulas:
whatever a cell of the data begins with, it stays text.
"""

from folja.formats.xlsx.writing import write

__all__ = ["write"]
