"""The home page."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bocage.foundation.access import public
from bocage.outreach.proofs import home_proofs

SATURDAY = 5


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the territory offers, with the search box first."""
    today = timezone.localdate()
    context = {"proofs": home_proofs(), "today": today, "next_day": next_working_day(today)}
    return render(request, "outreach/home.html", context)


def next_working_day(day: date) -> date:
    """The first day after `day` that is neither a Saturday nor a Sunday: what most look for."""
    following = day + timedelta(days=1)
    while following.weekday() >= SATURDAY:
        following += timedelta(days=1)
    return following
