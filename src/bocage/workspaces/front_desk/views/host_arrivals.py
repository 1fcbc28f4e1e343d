"""Visits and absences of a place, and arrivals noted by hand."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.formatting.times import format_date, format_day
from bocage.foundation.http.access import permitted
from bocage.foundation.http.actions import flash_outcome
from bocage.people.signed_in import current_person
from bocage.workspaces.front_desk.arrivals import absences_at, visits_on
from bocage.workspaces.front_desk.exports import ABSENCES, VISITS
from bocage.workspaces.front_desk.operations.presence import note_arrival, undo_arrival
from bocage.workspaces.front_desk.views.host import FIRST_DAY
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.scheduling.models.bookings import Booking


@permitted("workspaces.see_day", on=find_place)
@require_safe
def host_visits(
    request: HttpRequest, day: date, extension: str = "", **_address: str
) -> HttpResponseBase:
    """Lists everybody who came on a day, with or without a booking, and where they came from. With
    an extension, exports the list as a file.
    """
    place = target_place(request)
    today = timezone.localdate()
    visits = visits_on(place, day)
    if extension:
        return VISITS.file(extension, visits)
    context = {
        "place": place,
        "day": day,
        "title": format_day(day, today=today),
        "full_date": format_date(day, with_year=True),
        "visits": visits,
        "people": sum(visit.people for visit in visits),
        "walk_ins": sum(visit.people for visit in visits if visit.is_walk_in),
        "previous": day - timedelta(days=1) if day > FIRST_DAY else None,
        "next": day + timedelta(days=1) if day < today else None,
    }
    return render(request, "workspaces/front_desk/host/visits.html", context)


@permitted("workspaces.see_day", on=find_place)
@require_safe
def host_absences(request: HttpRequest, extension: str = "", **_address: str) -> HttpResponseBase:
    """Lists who did not come in the last six months, the most often absent first. With an
    extension, exports the list as a file.
    """
    place = target_place(request)
    absences = absences_at(place, timezone.now())
    if extension:
        return ABSENCES.file(extension, absences)
    context = {"place": place, "absences": absences}
    return render(request, "workspaces/front_desk/host/absences.html", context)


@permitted("workspaces.see_day", on=find_place)
@require_POST
def host_arrive(request: HttpRequest, slug: str, booking_id: UUID) -> HttpResponse:
    """Notes an arrival from the list of the day, or takes it back."""
    booking = get_object_or_404(
        Booking.objects.select_related("place__scope"), pk=booking_id, place=target_place(request)
    )
    change = note_arrival if request.POST.get("venue") == "oui" else undo_arrival
    with flash_outcome(request):
        change(by=current_person(request), booking=booking)
        sentence = (
            _("L’arrivée est notée.") if change is note_arrival else _("L’arrivée est reprise.")
        )
        messages.success(request, sentence)
    return redirect("host_day", slug, timezone.localtime(booking.period.lower).date())
