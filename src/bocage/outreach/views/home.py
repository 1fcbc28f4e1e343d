"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bocage.foundation.access import public


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the territory offers, with the search box first."""
    return render(request, "outreach/home.html")
