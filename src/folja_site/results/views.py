"""Pages that show figures, and what is published of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from folja_site.access.governing import governed
from folja_site.results.figures import figures_of


@require_GET
@governed("programme.read")
def overview(request: Any, slug: str) -> HttpResponse:
    """Show the programme's front page."""
    return render(request, "results/overview.html", {"figures": figures_of(request.programme)})
