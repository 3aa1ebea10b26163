"""`folja check`: what the checks see, gravest first, and the exit code that a script waits for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import click

from folja.cli.asking import OneOf, SpokenCommand, argument, json_option, lang_option, option
from folja.cli.screen import Screen
from folja.cli.speaking import Words
from folja.model import Finding, Severity

FINDINGS = 4
#: The signs of the severities: each differs in shape.
SIGNS = {Severity.ERROR: "◆", Severity.WARNING: "△", Severity.INFO: "•"}
STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: ""}


def command(words: Words) -> click.Command:
    """Return the command in one language."""

    @click.command(
        "check",
        cls=SpokenCommand,
        words=words,
        help=words("check.help"),
        short_help=words("check.short"),
    )
    @argument("bundle", words, code="bundle")
    @option("--fail-on", words, type=OneOf(words, ("error", "warning")))
    @json_option(words)
    @lang_option(words)
    def check(bundle: str, fail_on: str | None, json: bool) -> int:
        from folja.workflows.checking import check_bundle, findings_json, reached

        screen = Screen()
        follow_up, findings = check_bundle(bundle)
        if json:
            screen.json(findings_json(follow_up, findings))
        else:
            show_findings(screen, findings, words)
        return FINDINGS if fail_on and reached(findings, Severity(fail_on)) else 0

    return check


def show_findings(screen: Screen, findings: Iterable[Finding], words: Words) -> None:
    """Show findings in groups of one severity, each with what would mend it and its address."""
    found = sorted(findings, key=lambda f: f.severity.rank)
    still_open = sum(f.is_open for f in found)
    screen.line(words("check.count", n=len(found), open=still_open), style="bold")
    for severity, group in groupby(found, key=lambda f: f.severity):
        of_severity = list(group)
        screen.heading(words(f"check.{severity.value}", n=len(of_severity)))
        # What would mend it is said once for findings that follow each other and share it.
        for remedy, sharing in groupby(of_severity, key=lambda f: _remedy(f, words)):
            for finding in sharing:
                _show(screen, finding, words)
            if remedy:
                screen.item("→", remedy, indent=4)
    if still_open:
        screen.line()
        screen.line(words("check.next"))


def _remedy(finding: Finding, words: Words) -> str:
    return "" if finding.remedy is None else words.render(finding.remedy)


def _show(screen: Screen, finding: Finding, words: Words) -> None:
    sign = SIGNS[finding.severity]
    screen.item(sign, words.render(finding.message), style=_style(finding))
    place = finding.point or finding.subject or ""
    address = " ".join(
        part or "-" for part in (finding.code, finding.unit, str(finding.no or ""), place)
    )
    screen.line(address.removesuffix(" -"), indent=4, style="dim")
    if finding.resolution is not None:
        decision = finding.resolution
        code, mark = ("check.outdated", "?") if finding.outdated else ("check.resolved", "✓")
        action = words(f"action.{decision.action.value}")
        said = words(code, action=action, who=decision.who, why=decision.why)
        screen.item(mark, said, indent=4)


def _style(finding: Finding) -> str:
    return STYLES[finding.severity] if finding.is_open else "dim"
