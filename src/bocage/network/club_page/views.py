"""View of a club's activity figures between its meetings."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import permitted
from bocage.network.club_page.figures import life_figures
from bocage.network.mailings.presentation import clubs_run_by
from bocage.people.signed_in import current_person

A_YEAR = timedelta(days=365)


@permitted("network.run_a_club")
@require_safe
def club_life(request: HttpRequest) -> HttpResponse:
    """Shows the activity figures of the last year, for each club that the person runs."""
    since = timezone.now() - A_YEAR
    clubs = clubs_run_by(current_person(request))
    context = {"clubs": [(club, life_figures(club, since)) for club in clubs], "since": since}
    return render(request, "network/club_page/life.html", context)
