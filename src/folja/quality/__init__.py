"""Checks, findings and the decisions about them.

Holds the checks by family, each declaring its code, severity, what it needs and what it does with
missing values; the findings of a follow-up; and decisions as data. Refuses to change an answer, and
to hold numbers of one catalogue in code: relations between indicators are the catalogue's.
"""

from folja.quality.checking import CHECKS, FAMILIES, check
from folja.quality.checks import Check, Family, Missing, Need
from folja.quality.deciding import (
    decide,
    decided,
    decision_on,
    readings_of,
    ruling,
    ruling_among,
)
from folja.quality.faults import QualityFault
from folja.quality.targets import Standing, standing, standing_of, target_for

__all__ = [
    "CHECKS",
    "FAMILIES",
    "Check",
    "Family",
    "Missing",
    "Need",
    "QualityFault",
    "Standing",
    "check",
    "decide",
    "decided",
    "decision_on",
    "readings_of",
    "ruling",
    "ruling_among",
    "standing",
    "standing_of",
    "target_for",
]
