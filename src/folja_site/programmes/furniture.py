"""What can be set up by hand: which tables, in which order, and what their fields are called.

Everything else about a field comes from the record type. Decisions, claims and texts are not here:
they have pages of their own.
"""

from __future__ import annotations

#: Groups of the set-up page, each with its tables in the order in which they are set up.
GROUPS: dict[str, tuple[str, ...]] = {
    "frame": ("follow_ups", "programmes", "priority_areas", "purposes"),
    "networks": ("units", "unit_links"),
    "asked": (
        *("points", "themes", "theme_listings", "indicators", "indicator_themes", "adaptations"),
    ),
    "aims": ("goals", "indicator_goals", "indicator_relations", "targets", "aims"),
    "around": (
        *("hub_organisations", "hub_persons", "governing_bodies", "projects", "project_funders"),
        *("programme_runs", "events", "results", "external_studies"),
    ),
    "support": ("need_groups", "needs", "support_forms"),
}
EDITABLE = frozenset(table for tables in GROUPS.values() for table in tables)

#: What the steering group decides on, and may change beside the owner.
DECIDED = frozenset({"goals", "themes", "theme_listings", "indicators"})

#: Fields that the site keeps itself.
KEPT = frozenset({"id", "version", "order", "section", "replaces"})
KEPT_IN = {
    "indicators": frozenset({"valid_from", "valid_to"}),
    "indicator_relations": frozenset({"code"}),
    "follow_ups": frozenset({"concepts"}),
}

#: Fields in which people write more than a line.
LONG = frozenset(
    {
        *("text", "definition", "action_plan", "selection_criteria", "challenge", "goal"),
        *("reason", "status_reason", "composition", "forerunner", "condition", "members"),
        *("participants", "change_reason", "method", "background", "partnership", "wording"),
        "reference_period",
    }
)

#: Texts of one language that hold one of a few values.
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("adaptations", "action"): ("rename", "narrow", "split", "decline", "add"),
    ("adaptations", "comparability"): ("same", "subset", "superset", "not-comparable"),
    ("indicator_relations", "severity"): ("error", "warning", "info"),
    ("indicators", "sex"): ("men", "women"),
}

#: Where a field of this name means something else than elsewhere.
CALLED = {
    ("units", "kind"): "level",
    ("units", "parent"): "parent",
    ("units", "owner"): "unit-owner",
    ("aims", "kind"): "aim-kind",
    ("aims", "valid_from"): "since",
    ("aims", "valid_to"): "until",
    ("goals", "names"): "goal-names",
    ("goals", "reason"): "not-considered",
    ("indicators", "unit"): "unit-of-measure",
    ("indicator_goals", "role"): "goal-role",
    ("indicator_relations", "kind"): "relation-kind",
    ("indicator_relations", "other"): "other-indicator",
    ("unit_links", "other"): "other-unit",
    ("points", "id"): "day",
    ("points", "name"): "point-name",
    ("programmes", "goal"): "goal-text",
    ("priority_areas", "goal"): "goal-text",
}

#: Fields that change what an indicator or aim means: what was before is kept beside it.
MEANING = {
    "indicators": ("definition", "unit", "measure", "reference_period", "sex", "is_change"),
    "aims": ("text", "target_year"),
}

#: The finding that a new relation between indicators gives when it is broken.
FINDING_OF = {
    "part_of": "parts-not-total",
    "subset_of": "subset-exceeds",
    "at_most": "subset-exceeds",
    "change_of": "change-disagrees",
    "founder_of": "founders-disagree",
    "requires": "activity-before-actors",
}


def called(table: str, field: str) -> str:
    """Return the word under which a field's label stands."""
    return CALLED.get((table, field), field.replace("_", "-"))
