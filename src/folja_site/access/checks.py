"""The build fails on an address without a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

#: Views of others that we route to: what their rule is.
FOREIGN = {
    "allauth.account": "open",
    "allauth.mfa": "open",
    "whitenoise": "open",
}


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every address of the site with its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry.callback


def rule_of(view: Any) -> str | None:
    """Return the rule that a view declares, or that its package is known by."""
    declared = getattr(view, "rule", None)
    if declared is not None:
        return str(declared)
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    return next((rule for package, rule in FOREIGN.items() if module.startswith(package)), None)


@register()
def every_address_has_a_rule(**_: Any) -> list[CheckMessage]:
    """Name each address whose view declares no rule."""
    return [
        Error(f"The address {route} declares no rule.", id="folja.E002")
        for route, view in addresses()
        if rule_of(view) is None
    ]
