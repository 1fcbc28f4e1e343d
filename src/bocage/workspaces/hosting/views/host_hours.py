"""Views by which a host sets the hours and closures of a place."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.workspaces.hosting.affected_bookings import affected_bookings, parse_seen_ids
from bocage.workspaces.hosting.forms import ClosureForm, ExceptionForm, HoursForm
from bocage.workspaces.hosting.operations.closures import (
    bookings_affected,
    close_place,
    reopen_place,
)
from bocage.workspaces.hosting.operations.opening_hours import (
    hours_of_a_date,
    set_exceptional_hours,
    set_weekly_hours,
    weekly_hours,
)
from bocage.workspaces.hosting.views.outside import Outside
from bocage.workspaces.opening_hours.models import Closure
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.lookups import find_place, target_place


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_hours(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the form of the weekly hours, and stores them on POST, once the bookings left outside
    were reviewed.
    """
    place = target_place(request)
    plan = plan_of(place)
    form = HoursForm(request.POST or None, plan=plan)
    outside = None
    if request.method == "POST" and form.is_valid():
        weekly = form.cleaned_data["hours"]
        outside = Outside(request, place, weekly_hours(plan.hours, weekly))
        write = partial(set_weekly_hours, by=current_person(request), place=place, hours=weekly)
        if outside.resolves(form, write):
            messages.success(request, outside.success_sentence(_("Les horaires sont à jour.")))
            return redirect("host_place", slug)
    context = {"place": place, "form": form, "outside": outside}
    status = 422 if form.errors or (outside and outside.form.errors) else 200
    return render(request, "workspaces/hosting/hours.html", context, status=status)


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_exception(request: HttpRequest, slug: str) -> HttpResponse:
    """Sets the hours of one date, once the bookings left outside were reviewed."""
    place = target_place(request)
    form = ExceptionForm(request.POST or None)
    outside = None
    if request.method == "POST" and form.is_valid():
        day, ranges = form.cleaned_data["day"], form.cleaned_data["ranges"]
        outside = Outside(request, place, hours_of_a_date(plan_of(place).hours, day, ranges))
        write = partial(
            set_exceptional_hours, by=current_person(request), place=place, day=day, ranges=ranges
        )
        if outside.resolves(form, write):
            messages.success(
                request, outside.success_sentence(_("Les horaires de ce jour sont à jour."))
            )
            return redirect("host_place", slug)
    context = {"place": place, "form": form, "outside": outside}
    status = 422 if form.errors or (outside and outside.form.errors) else 200
    return render(request, "workspaces/hosting/exception.html", context, status=status)


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_close(request: HttpRequest, slug: str) -> HttpResponse:
    """Closes the place for some days: first shows every booking that falls, then does it."""
    place = target_place(request)
    form = ClosureForm(request.POST or None, place=place)
    affected = affected_bookings([])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        period, resource = data["period"], data["resource"]
        seen_ids = parse_seen_ids(request.POST.get("seen", ""))
        affected = affected_bookings(
            bookings_affected(place=place, period=period, resource=resource)
        )
        if affected.is_within(seen_ids):
            with refusals_on(form):
                close_place(
                    by=current_person(request),
                    place=place,
                    period=period,
                    reason=data["reason"],
                    resource=resource,
                    seen_ids=seen_ids,
                )
                messages.success(request, _closed_sentence(affected.people))
                return redirect("host_place", slug)
    context = {"place": place, "affected": affected}
    return render_form(request, "workspaces/hosting/close.html", form, context)


@permitted("workspaces.change_place", on=find_place)
@require_POST
def host_reopen(request: HttpRequest, slug: str, closure_id: UUID) -> HttpResponse:
    """Takes a closure away."""
    place = target_place(request)
    closure = get_object_or_404(Closure, pk=closure_id, place=place)
    closure.place = place
    reopen_place(by=current_person(request), closure=closure)
    messages.success(request, _("La fermeture est levée : le lieu se réserve à nouveau."))
    return redirect("host_place", slug)


def _closed_sentence(count: int) -> str:
    if not count:
        return _("La fermeture est enregistrée.")
    return ngettext(
        "La fermeture est enregistrée, et %(count)d personne est prévenue.",
        "La fermeture est enregistrée, et %(count)d personnes sont prévenues.",
        count,
    ) % {"count": count}
