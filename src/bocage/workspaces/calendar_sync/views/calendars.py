"""Calendars to follow: the feeds themselves, and the pages that hand out their addresses."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import finder, permitted, public, signed_in, target_of
from bocage.foundation.mail import page_url
from bocage.people.signed_in import current_person
from bocage.workspaces.calendar_sync.calendar_feeds import read_feed
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.front_desk.operations.shared_addresses import (
    make_address,
    note_address_used,
    replace_address,
    revoke_address,
)
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.places.models import Resource

CALENDAR = SharedAddress.Kind.CALENDAR


@public
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Returns the calendar of a secret address, for programs; 304 when they have this version."""
    address = (
        SharedAddress.objects.filter(token=token, kind=CALENDAR)
        .select_related("place", "resource", "person", "created_by")
        .first()
    )
    if address is None:
        raise Http404
    if address.revoked_at is not None or (address.person and not address.person.is_active):
        sentence = _("Cette adresse d’agenda a été retirée.")
        return HttpResponse(sentence, status=410, content_type="text/plain; charset=utf-8")
    note_address_used(address)
    feed = read_feed(address, now=timezone.now())
    etag = quote_etag(feed.version)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(feed.to_ical(), content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


@dataclass(frozen=True, slots=True)
class OfferedCalendar:
    """Calendar that may be followed, with its address where it has one."""

    title: str
    address: SharedAddress | None
    resource: Resource | None = None

    @property
    def url(self) -> str:
        return page_url("calendar_feed", self.address.token) if self.address else ""

    @property
    def webcal(self) -> str:
        """Returns the address that opens a calendar program, whatever the browser."""
        return f"webcal://{self.url.partition('://')[2]}"


@signed_in
@require_safe
def own_calendar(request: HttpRequest) -> HttpResponse:
    """Shows the calendar of one's bookings, and its address."""
    address = SharedAddress.objects.filter(
        kind=CALENDAR, person=current_person(request), revoked_at=None
    ).first()
    calendar = OfferedCalendar(_("Mes réservations"), address)
    return render(request, "workspaces/calendar_sync/own.html", {"calendar": calendar})


@signed_in
@require_POST
def own_calendar_make(request: HttpRequest) -> HttpResponse:
    """Makes the address of one's calendar."""
    make_address(by=current_person(request), kind=CALENDAR, person=current_person(request))
    messages.success(request, _("L’adresse est prête : donnez-la à votre agenda."))
    return redirect("own_calendar")


@permitted("workspaces.change_place", on=find_place)
@require_safe
def host_calendars(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows the calendars of a place and of each of its resources, with their addresses."""
    place = target_place(request)
    in_use = {
        address.resource_id: address
        for address in SharedAddress.objects.filter(kind=CALENDAR, place=place, revoked_at=None)
    }
    calendars = [OfferedCalendar(_("Tout le lieu"), in_use.get(None))]
    calendars += [
        OfferedCalendar(resource.name, in_use.get(resource.pk), resource)
        for resource in place.resources.active()
    ]
    return render(
        request, "workspaces/calendar_sync/place.html", {"place": place, "calendars": calendars}
    )


@permitted("workspaces.change_place", on=find_place)
@require_POST
def host_calendar_make(
    request: HttpRequest, slug: str, resource_id: UUID | None = None
) -> HttpResponse:
    """Makes the address of the calendar of a place, or of one of its resources."""
    place = target_place(request)
    resource = resource_id and get_object_or_404(Resource, pk=resource_id, place=place)
    make_address(by=current_person(request), kind=CALENDAR, place=place, resource=resource or None)
    messages.success(request, _("L’adresse est prête : donnez-la à votre agenda."))
    return redirect("host_calendars", slug)


find_address = finder(
    SharedAddress.objects.select_related("place__scope", "resource", "person").filter(
        kind=CALENDAR
    ),
    address_id="pk",
)


@permitted("workspaces.manage_address", on=find_address)
@require_POST
def calendar_replace(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Replaces the address of a calendar; the previous one stops working."""
    address = target_of(request, SharedAddress)
    replace_address(by=current_person(request), address=address)
    messages.success(
        request, _("L’adresse est remplacée : l’ancienne ne montre plus rien à personne.")
    )
    return _page_of(address)


@permitted("workspaces.manage_address", on=find_address)
@require_POST
def calendar_revoke(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Takes the address of a calendar away."""
    address = target_of(request, SharedAddress)
    revoke_address(by=current_person(request), address=address)
    messages.success(request, _("L’adresse est retirée : elle ne montre plus rien à personne."))
    return _page_of(address)


def _page_of(address: SharedAddress) -> HttpResponse:
    if address.place is None:
        return redirect("own_calendar")
    return redirect("host_calendars", address.place.slug)
