"""The codes to scan and the screens of doors of a place, made, printed, replaced, revoked."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.files.qr_codes import qr_code
from bocage.foundation.http.access import finder, permitted, target_of
from bocage.foundation.mail import page_url
from bocage.people.signed_in import current_person
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.front_desk.operations.shared_addresses import (
    make_address,
    replace_address,
    revoke_address,
)
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.places.models import Place, Resource

CHECK_IN, DOOR = SharedAddress.Kind.CHECK_IN, SharedAddress.Kind.DOOR


@dataclass(frozen=True, slots=True)
class Opened:
    """Place, or one of its spaces, with the addresses that open it."""

    name: str
    resource: Resource | None
    code: SharedAddress | None
    door: SharedAddress | None

    @property
    def door_url(self) -> str:
        return page_url("door", self.door.token) if self.door else ""

    @property
    def code_url(self) -> str:
        return page_url("here", self.code.token) if self.code else ""

    def picture(self) -> SafeString:
        return qr_code(self.code_url)


@permitted("workspaces.change_place", on=find_place)
@require_safe
def host_presence(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows everything about presence in a place: the codes to scan, and the screens of doors."""
    place = target_place(request)
    opened = _opened(place)
    context = {
        "place": place,
        "today": timezone.localdate(),
        "codes": [entry for entry in opened if entry.code],
        "without_code": [entry for entry in opened if entry.code is None],
        "doors": [entry for entry in opened if entry.resource],
    }
    return render(request, "workspaces/front_desk/host/presence.html", context)


@permitted("workspaces.change_place", on=find_place)
@require_safe
def host_sheet(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows the codes of the place, to print and display."""
    place = target_place(request)
    codes = [entry for entry in _opened(place) if entry.code]
    return render(
        request, "workspaces/front_desk/host/sheet.html", {"place": place, "codes": codes}
    )


@permitted("workspaces.change_place", on=find_place)
@require_POST
def host_codes_make(request: HttpRequest, slug: str) -> HttpResponse:
    """Creates the code of the place and of each space without one."""
    place = target_place(request)
    for entry in _opened(place):
        make_address(
            by=current_person(request), kind=CHECK_IN, place=place, resource=entry.resource
        )
    messages.success(request, _("Les codes sont prêts : imprimez la feuille."))
    return redirect("host_presence", slug)


@permitted("workspaces.change_place", on=find_place)
@require_POST
def host_door_make(request: HttpRequest, slug: str, resource_id: UUID) -> HttpResponse:
    """Makes the address of the screen of a space."""
    place = target_place(request)
    resource = get_object_or_404(Resource, pk=resource_id, place=place)
    make_address(by=current_person(request), kind=DOOR, place=place, resource=resource)
    messages.success(request, _("L’adresse est prête : ouvrez-la sur la tablette de la porte."))
    return redirect("host_presence", slug)


find_presence_address = finder(
    SharedAddress.objects.select_related("place__scope", "resource").filter(
        kind__in=(CHECK_IN, DOOR)
    ),
    address_id="pk",
)


@permitted("workspaces.manage_address", on=find_presence_address)
@require_POST
def presence_replace(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Replaces the address of a code or a screen; the previous one stops working."""
    address = target_of(request, SharedAddress)
    replace_address(by=current_person(request), address=address)
    messages.success(request, _("L’adresse est remplacée : l’ancienne n’ouvre plus rien."))
    return _back(address)


@permitted("workspaces.manage_address", on=find_presence_address)
@require_POST
def presence_revoke(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Takes a code or a screen away."""
    address = target_of(request, SharedAddress)
    revoke_address(by=current_person(request), address=address)
    messages.success(request, _("L’adresse est retirée : elle n’ouvre plus rien."))
    return _back(address)


def _back(address: SharedAddress) -> HttpResponse:
    if address.place is None:
        raise Http404
    return redirect("host_presence", address.place.slug)


def _opened(place: Place) -> list[Opened]:
    """Returns the place, then its active spaces in their order; two queries."""
    addresses: Iterable[SharedAddress] = SharedAddress.objects.filter(
        place=place, kind__in=(CHECK_IN, DOOR), revoked_at=None
    )
    by_kind = {(address.kind, address.resource_id): address for address in addresses}
    spaces = place.resources.active().order_by("position", "name", "pk")
    return [
        Opened(_("Tout le lieu"), None, by_kind.get((CHECK_IN, None)), None),
        *(
            Opened(
                space.name, space, by_kind.get((CHECK_IN, space.pk)), by_kind.get((DOOR, space.pk))
            )
            for space in spaces
        ),
    ]
