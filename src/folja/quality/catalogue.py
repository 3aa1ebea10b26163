"""Checks of the catalogue itself: indicators, themes and goals that do not meet.

Refuses inferred links where the question is what the source says.
"""

from __future__ import annotations

from collections.abc import Iterator

from folja.model import Basis, Finding, GoalRole, Severity
from folja.quality.answers import Answers
from folja.quality.checks import Check, Family, Missing, Need
from folja.quality.wording import listed

WITHOUT_THEME = Check(
    code="indicator-without-theme",
    severity=Severity.INFO,
    missing=Missing.NOT_CONCERNED,
    needs=(Need.THEMES,),
)
NOT_MEASURED = Check(
    code="theme-indicator-not-measured",
    severity=Severity.WARNING,
    missing=Missing.NOT_CONCERNED,
    needs=(Need.THEME_LISTINGS,),
)
NOT_CONSIDERED = Check(
    code="goal-not-considered-but-measured",
    severity=Severity.INFO,
    missing=Missing.NOT_CONCERNED,
    needs=(Need.GOALS,),
)
WITHOUT_MEASURE = Check(
    code="goal-without-own-measure",
    severity=Severity.WARNING,
    missing=Missing.NOT_CONCERNED,
    needs=(Need.GOALS,),
)


def look(answers: Answers) -> Iterator[Finding]:
    """Yield what the catalogue leaves without a counterpart."""
    yield from _themes(answers)
    yield from _goals(answers)


def _themes(answers: Answers) -> Iterator[Finding]:
    follow_up = answers.follow_up
    # Where no older report is followed up, whoever set the themes up has stated them all.
    own = not follow_up.claims
    stated = {t.indicator for t in follow_up.indicator_themes if own or t.basis is Basis.STATED}
    if follow_up.themes:
        for indicator in answers.indicators:
            if indicator.id not in stated:
                yield answers.finding(
                    WITHOUT_THEME.code,
                    WITHOUT_THEME.severity,
                    indicator=indicator.id,
                    seen="seen-own" if own else "seen",
                    cells=(("", indicator.id, "", indicator.name.sv),),
                    words={"no": indicator.no},
                )
    names = {theme.id: theme.name for theme in follow_up.themes}
    for listing in follow_up.theme_listings:
        if listing.indicator not in follow_up.indicator_by_id:
            yield answers.finding(
                NOT_MEASURED.code,
                NOT_MEASURED.severity,
                subject=listing.id,
                cells=(("", "", listing.id, listing.wording.sv),),
                words={
                    "listing": listing.wording,
                    "theme": names.get(listing.theme, listing.theme),
                },
            )


def _goals(answers: Answers) -> Iterator[Finding]:
    follow_up = answers.follow_up
    for goal in sorted(follow_up.goals, key=lambda g: g.no):
        links = [
            link
            for link in follow_up.indicator_goals
            if link.goal == goal.id and link.indicator in follow_up.indicator_by_id
        ]
        if goal.considered:
            if any(link.role is GoalRole.OWN for link in links):
                continue
            check, linked = WITHOUT_MEASURE, links
        elif links:
            check, linked = NOT_CONSIDERED, links
        else:
            continue
        linked.sort(key=lambda link: answers.number(link.indicator) or 0)
        yield answers.finding(
            check.code,
            check.severity,
            subject=goal.id,
            cells=(
                ("", "", goal.id, goal.text.sv),
                *(("", link.indicator, goal.id, link.role.value) for link in linked),
            ),
            words={
                "no": goal.no,
                "goal": goal.names or goal.text,
                "indicators": listed(answers.indicator_name(link.indicator) for link in linked),
            },
        )


FAMILY = Family(
    name="catalogue",
    checks=(WITHOUT_THEME, NOT_MEASURED, NOT_CONSIDERED, WITHOUT_MEASURE),
    look=look,
)
