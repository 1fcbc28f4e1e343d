"""Screen beside a door: a tablet on a wall, without an account."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import public, secret_address
from bocage.people.limits import Limit, count_attempt
from bocage.workspaces.front_desk.arrivals import find_address
from bocage.workspaces.front_desk.door_state import DoorState, door_state
from bocage.workspaces.front_desk.forms.presence import DoorForm
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.front_desk.operations.doors import book_at_the_door, end_at_the_door
from bocage.workspaces.front_desk.operations.shared_addresses import note_address_used

PRESSES = Limit(action="workspaces.door", amount=20, window=timedelta(hours=1))
"""Limit per screen: above any real use, below a child at play."""


@public
@require_safe
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the whole screen, which then requests its changes."""
    return _render_page(request, _door(token))


@public
@secret_address
@require_safe
def door_fragment(request: HttpRequest, token: str) -> HttpResponseBase:
    """Returns the part of the door's screen that changes; 304 where nothing did."""
    address = _door(token)
    note_address_used(address)
    state = door_state(address, now=timezone.now())
    etag = quote_etag(state.version)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        context = {"state": state, "door": address, "sentence": ""}
        response = render(request, "workspaces/front_desk/door/state.html", context)
    response["ETag"] = etag
    return response


@public
@require_POST
def door_take(request: HttpRequest, token: str) -> HttpResponse:
    """Takes the room for as long as the button says."""
    address = _door(token)
    count_attempt(PRESSES, str(address.pk))
    form = DoorForm(request.POST)
    try:
        # The operation refuses missing values with its own sentence.
        book_at_the_door(door=address, **form.turn())
    except Refusal as refusal:
        return _render_page(request, address, sentence=str(refusal.sentence), status=refusal.status)
    return redirect("door", token)


@public
@require_POST
def door_end(_request: HttpRequest, token: str) -> HttpResponse:
    """Ends the current booking made at this door."""
    address = _door(token)
    count_attempt(PRESSES, str(address.pk))
    end_at_the_door(door=address)
    return redirect("door", token)


def _door(token: str) -> SharedAddress:
    address = find_address(SharedAddress.Kind.DOOR, token)
    if address is None or address.resource is None:
        raise Http404
    return address


@secret_address
def _render_page(
    request: HttpRequest, address: SharedAddress, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    state: DoorState = door_state(address, now=now)
    context = {
        "door": address,
        "state": state,
        "etag": quote_etag(state.version),
        "now": now,
        "sentence": sentence,
    }
    return render(request, "workspaces/front_desk/door/page.html", context, status=status)
