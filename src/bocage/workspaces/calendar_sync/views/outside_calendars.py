"""Views of the outside calendars of a place, for its hosts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.workspaces.calendar_sync.forms import OutsideCalendarForm
from bocage.workspaces.calendar_sync.operations import (
    add_outside_calendar,
    pause_outside_calendar,
    remove_outside_calendar,
    resume_outside_calendar,
)
from bocage.workspaces.calendar_sync.outside_calendars import colliding_bookings, sentence_of
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.scheduling.models.outside_calendars import OutsideCalendar

MAX_COLLISIONS = 50


@permitted("workspaces.change_place", on=find_place)
@require_safe
def host_outside_calendars(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows the calendars that keep the resources of a place busy, each with its state."""
    place = target_place(request)
    calendars = list(
        OutsideCalendar.objects.filter(place=place)
        .select_related("resource")
        .order_by("resource__position", "resource__name", "name", "pk")
    )
    context = {
        "place": place,
        "calendars": [(calendar, sentence_of(calendar.error)) for calendar in calendars],
        "is_reading": any(calendar.state == OutsideCalendar.State.NEW for calendar in calendars),
        "collisions": colliding_bookings(place, now=timezone.now())[:MAX_COLLISIONS],
    }
    if getattr(request, "htmx", False):
        return render(request, "workspaces/calendar_sync/outside_calendars/list.html", context)
    return render(request, "workspaces/calendar_sync/outside_calendars/page.html", context)


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_outside_calendar_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the form that adds an outside calendar, and adds it on POST; the list then shows how
    its first reading goes.
    """
    place = target_place(request)
    form = OutsideCalendarForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, field="url"):
            add_outside_calendar(by=current_person(request), **form.cleaned_data)
            return redirect("host_outside_calendars", slug)
    return render_form(
        request, "workspaces/calendar_sync/outside_calendars/add.html", form, {"place": place}
    )


@permitted("workspaces.change_place", on=find_place)
@require_POST
def host_outside_calendar_pause(request: HttpRequest, slug: str, calendar_id: UUID) -> HttpResponse:
    """Stops following a calendar for a while."""
    pause_outside_calendar(by=current_person(request), calendar=_calendar(request, calendar_id))
    messages.success(request, _("L’agenda est en pause : ce qu’il bloquait se réserve à nouveau."))
    return redirect("host_outside_calendars", slug)


@permitted("workspaces.change_place", on=find_place)
@require_POST
def host_outside_calendar_resume(
    request: HttpRequest, slug: str, calendar_id: UUID
) -> HttpResponse:
    """Reads a calendar now, and goes on following it."""
    resume_outside_calendar(by=current_person(request), calendar=_calendar(request, calendar_id))
    messages.success(request, _("La lecture de l’agenda est demandée."))
    return redirect("host_outside_calendars", slug)


@permitted("workspaces.change_place", on=find_place)
@require_POST
def host_outside_calendar_remove(
    request: HttpRequest, slug: str, calendar_id: UUID
) -> HttpResponse:
    """Forgets a calendar."""
    remove_outside_calendar(by=current_person(request), calendar=_calendar(request, calendar_id))
    messages.success(request, _("L’agenda est retiré."))
    return redirect("host_outside_calendars", slug)


def _calendar(request: HttpRequest, calendar_id: UUID) -> OutsideCalendar:
    place = target_place(request)
    calendar = get_object_or_404(OutsideCalendar, pk=calendar_id, place=place)
    calendar.place = place
    return calendar
