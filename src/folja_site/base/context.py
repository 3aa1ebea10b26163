"""What every template may ask for: who is asking, in which language, in which programme."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_resolver


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Return the language, the principal, the programme and the way back to this page."""
    programme = getattr(request, "programme", None)
    principal = getattr(request, "principal", None)
    lang = getattr(request, "lang", "sv")
    return {
        "lang": lang,
        "principal": principal,
        "programme": programme,
        "demo": settings.DEMO,
        "mail_stays": settings.MAIL_STAYS,
        "here": request.get_full_path(),
        "navigation": _navigation(request, principal, programme),
        "role_names": principal.role_names(programme.pk, lang) if programme and principal else (),
    }


#: Address name, words, and the rule that shows it, in the order of the bar.
BAR = (
    ("overview", "site.nav.overview", "programme.read"),
    ("networks", "site.nav.networks", "programme.read"),
    ("indicators", "site.nav.indicators", "programme.read"),
    ("rounds", "site.nav.rounds", "round.read"),
    ("review", "site.nav.review", "review.read"),
    ("imports", "site.nav.imports", "programme.import"),
    ("report", "site.nav.report", "programme.read"),
    ("set-up", "site.nav.set-up", "programme.decide"),
    ("people", "site.nav.people", "programme.people"),
)


def _stands_under(at: str, name: str) -> bool:
    """Say whether a page stands under an entry of the bar: `round-new` under `rounds`."""
    return any(at == stem or at.startswith(f"{stem}-") for stem in (name, name.removesuffix("s")))


def _navigation(
    request: HttpRequest, principal: Any, programme: Any
) -> list[tuple[str, str, bool]]:
    if programme is None or principal is None:
        return []
    addresses = get_resolver().reverse_dict
    match = request.resolver_match
    at = getattr(match, "url_name", "") or ""
    section = str(match.kwargs.get("section", "")) if match else ""
    shown = [
        (name, words, name == section or _stands_under(at, name))
        for name, words, rule in BAR
        if principal.may(rule, programme.pk) and name in addresses
    ]
    units = {m.role: m.units for m in principal.memberships if m.programme_id == programme.pk}
    if "hub" in units:
        shown.insert(0, ("hub-home", "site.nav.my-network", at.startswith("hub")))
    return shown
