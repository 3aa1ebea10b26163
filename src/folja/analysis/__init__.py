"""What the answers add up to: changes, totals by named rules, and the headlines held against them.

Holds interval arithmetic over columns, computed by DuckDB in this process or by another engine.
Refuses checks and decisions, which belong to `folja.quality` (decided readings come in as a
parameter), and lets no object of Ibis or Arrow out except the columns of `read_column`.
"""

from folja.analysis.adding import totals, totals_by
from folja.analysis.changing import changes
from folja.analysis.columns import read_column
from folja.analysis.engines import Engine, duckdb, postgres, spark
from folja.analysis.faults import AnalysisFault
from folja.analysis.reconciling import StepReason, describe, reconcile

__all__ = [
    "AnalysisFault",
    "Engine",
    "StepReason",
    "changes",
    "describe",
    "duckdb",
    "postgres",
    "read_column",
    "reconcile",
    "spark",
    "totals",
    "totals_by",
]
