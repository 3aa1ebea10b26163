"""The report as DOCX, for people who edit it further: real styles, captions, contents and tables.

Every style, number and setting is ours and ships with the package; nothing of a word processor's
own template is left in the file. Refuses fields that fetch anything, and macros.
"""

from folja.formats.docx.writing import write

__all__ = ["write"]
