"""The pages that the foot of every page leads to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bocage.foundation.access import public


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What we check, what is known not to work, and how to tell us."""
    return render(request, "outreach/accessibility.html")


@public
@require_safe
def personal_data(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, for how long, and their rights."""
    return render(request, "outreach/personal_data.html")


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the product is, and where its data comes from."""
    return render(request, "outreach/about.html")
