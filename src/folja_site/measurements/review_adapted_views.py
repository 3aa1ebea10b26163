"""The page of what networks have made of the questions."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from folja_site.access.governing import governed
from folja_site.access.roles import Role
from folja_site.measurements.review_adapted import TABLES, adapted
from folja_site.programmes.queries import tables


@require_GET
@governed("review.read")
def adapted_page(request: Any, slug: str) -> HttpResponse:
    """Show what each network has adapted and why, and which answers that takes out of totals."""
    programme = request.programme
    networks = adapted(programme, tables(programme, *TABLES), request.lang)
    context = {
        "networks": networks,
        "n": sum(len(one.made) for one in networks),
        "out": sum(one.out for one in networks),
        "own": request.principal.own_units(programme.pk, Role.EVALUATOR),
        "may_set_up": request.principal.may("programme.set-up", programme.pk),
    }
    return render(request, "review/adapted.html", context)
