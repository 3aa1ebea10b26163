"""Import of tables from documents: read, found by their headers, matched with a score, laid in.

Holds the way from a file that somebody sent to answers and printed differences in a follow-up, and
an account of every table, row and cell. Refuses files that are traps, labels that are like nothing
or like two things, and to overwrite an answer that it was not told to.
"""

from folja.formats.tables.grid import Grid, GridCell, Place, TablesRefused
from folja.formats.tables.guard import admit_bytes
from folja.formats.tables.importing import Read, import_data, import_files
from folja.formats.tables.merge import Mode
from folja.formats.tables.outcome import (
    CellOutcome,
    Choose,
    Done,
    FileOutcome,
    Imported,
    Question,
    RowOutcome,
    TableOutcome,
)
from folja.formats.tables.registry import READERS, read_grids, read_grids_of

__all__ = [
    "READERS",
    "CellOutcome",
    "Choose",
    "Done",
    "FileOutcome",
    "Grid",
    "GridCell",
    "Imported",
    "Mode",
    "Place",
    "Question",
    "Read",
    "RowOutcome",
    "TableOutcome",
    "TablesRefused",
    "admit_bytes",
    "import_data",
    "import_files",
    "read_grids",
    "read_grids_of",
]
