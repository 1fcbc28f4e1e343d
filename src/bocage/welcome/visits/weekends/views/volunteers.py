"""Oral answers of drivers and hosts, recorded by the person who prepares the weekend."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted
from bocage.people.signed_in import current_person
from bocage.welcome.visits.weekends.models import WelcomeWeekend
from bocage.welcome.visits.weekends.operations.answers import (
    Volunteer,
    note_spoken_no,
    note_spoken_yes,
    record_oral_release,
)
from bocage.welcome.visits.weekends.views.weekends import find_weekend, redirect_after

ANSWERS = {"oui": note_spoken_yes, "non": note_spoken_no, "libre": record_oral_release}


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_car_answer(request: HttpRequest, car_id: UUID, **_address: UUID) -> HttpResponse:
    """Records the spoken answer of a driver."""
    return _noted(request, lambda weekend: get_object_or_404(weekend.cars, pk=car_id))


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_host_answer(request: HttpRequest, host_id: UUID, **_address: UUID) -> HttpResponse:
    """Records the spoken answer of a host."""
    return _noted(request, lambda weekend: get_object_or_404(weekend.hosts, pk=host_id))


def _noted(request: HttpRequest, find: Callable[[WelcomeWeekend], Volunteer]) -> HttpResponse:
    note = ANSWERS.get(request.POST.get("reponse", ""))
    if note is None:
        raise Http404

    def write(weekend: WelcomeWeekend) -> None:
        volunteer = find(weekend)
        volunteer.weekend = weekend
        note(by=current_person(request), volunteer=volunteer)

    return redirect_after(request, write, _("C’est noté."))
