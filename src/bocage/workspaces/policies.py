"""Who may do what with places and bookings."""

from typing import Any

import rules
from django.db.models import Q
from django.utils import timezone

from bocage.people.models import Role
from bocage.people.policies import (
    entrusted,
    holds,
    holds_anywhere,
    is_administrator,
    is_signed_in,
    mandates_of,
)
from bocage.workspaces.access_notes import are_access_notes_told
from bocage.workspaces.models.bookings import Booking
from bocage.workspaces.models.places import Place
from bocage.workspaces.models.presence import SharedAddress
from bocage.workspaces.models.series import BookingSeries
from bocage.workspaces.models.waiting import WaitlistEntry
from bocage.workspaces.querysets import PlaceQuerySet

HOSTS = (Role.HOST, Role.COORDINATOR)
"""A host of the place; a coordinator whose scope covers it helps where there is none."""

runs_place = entrusted(*HOSTS)


@rules.predicate
def is_published(_person: Any, place: Place) -> bool:
    """The place is shown to everybody: neither in preparation nor closed for good."""
    return place.status == Place.Status.PUBLISHED


@rules.predicate
def is_holder(person: Any, booking: Booking | BookingSeries) -> bool:
    """Is the person of the booking or of the series, or the one who booked for them."""
    return person.is_authenticated and person.pk in {booking.booked_for_id, booking.created_by_id}


@rules.predicate
def runs_place_of(person: Any, booking: Booking | BookingSeries) -> bool:
    """Is the host of its place, coordinates what covers the place, or is an administrator."""
    return holds(person, HOSTS, booking.place) or is_administrator(person)


@rules.predicate
def is_person_of_address(person: Any, address: SharedAddress) -> bool:
    """Is the person whose calendar the address shows."""
    return bool(person.is_authenticated and person.pk == address.person_id)


@rules.predicate
def runs_place_of_address(person: Any, address: SharedAddress) -> bool:
    """Runs the place that the address opens."""
    return address.place is not None and bool(runs_place(person, address.place))


@rules.predicate
def is_expected_about_now(_person: Any, booking: Booking) -> bool:
    """The booking stands, and it is its time: from an hour before it begins until it ends."""
    return are_access_notes_told(booking, now=timezone.now())


@rules.predicate
def has_not_begun(_person: Any, booking: Booking) -> bool:
    """The period of the booking is still to come."""
    return bool(booking.period.lower > timezone.now())


@rules.predicate
def is_the_one_who_waits(person: Any, entry: WaitlistEntry) -> bool:
    """Is the person of the entry of a waiting list."""
    return bool(person.is_authenticated and person.pk == entry.person_id)


@rules.predicate
def may_open_place(person: Any, commune: Any = None) -> bool:
    """Coordinates what covers the commune; without one: coordinates anything at all."""
    if commune is None:
        return holds_anywhere(person, Role.COORDINATOR)
    return holds(person, Role.COORDINATOR, commune)


@rules.predicate
def coordinates_anything(person: Any) -> bool:
    """Coordinates something, or is an administrator: has the places of a territory to compare."""
    return holds_anywhere(person, (Role.COORDINATOR, Role.ADMIN))


def places_run_by(person: Any) -> PlaceQuerySet | None:
    """The places that somebody runs, as `runs_place` would tell one by one.

    None where no mandate lets them run any, so that nothing is asked of the database.
    """
    mandates = [mandate for mandate in mandates_of(person) if mandate.role in HOSTS]
    if is_administrator(person):
        return Place.objects.all()
    if not mandates:
        return None
    reach = Q()
    for mandate in mandates:
        scope = mandate.scope
        match scope.kind:
            case "departement":
                reach |= Q(scope__departement=scope.departement_id)
            case "epci":
                reach |= Q(scope__epci=scope.epci_id)
            case _:
                reach |= Q(scope=scope.pk)
    return Place.objects.filter(reach)


rules.add_perm("workspaces.see_place", is_published | (is_signed_in & runs_place))
rules.add_perm("workspaces.book", is_signed_in & is_published)
rules.add_perm("workspaces.book_for_somebody_else", is_signed_in & runs_place)
rules.add_perm("workspaces.see_booking", is_holder | runs_place_of)
rules.add_perm("workspaces.cancel_booking", (is_holder & has_not_begun) | runs_place_of)
rules.add_perm("workspaces.move_booking", (is_holder & has_not_begun) | runs_place_of)
rules.add_perm("workspaces.change_guests", is_holder | runs_place_of)
rules.add_perm("workspaces.restore_booking", is_holder | runs_place_of)
rules.add_perm("workspaces.note_booking", runs_place_of)
rules.add_perm("workspaces.see_series", is_holder | runs_place_of)
rules.add_perm("workspaces.change_series", is_holder | runs_place_of)
rules.add_perm("workspaces.answer_request", runs_place_of)
rules.add_perm("workspaces.answer_question", is_holder)
rules.add_perm("workspaces.wait", is_signed_in & is_published)
rules.add_perm("workspaces.answer_offer", is_the_one_who_waits)
rules.add_perm("workspaces.see_waitlist", runs_place)
rules.add_perm("workspaces.see_day", runs_place)
rules.add_perm("workspaces.clear_people", runs_place)
rules.add_perm("workspaces.write_to_visitors", is_signed_in & runs_place)
rules.add_perm("workspaces.change_place", runs_place)
rules.add_perm(
    "workspaces.keep_address", is_person_of_address | (is_signed_in & runs_place_of_address)
)
rules.add_perm("workspaces.check_in", is_holder | runs_place_of)
rules.add_perm("workspaces.note_arrival", runs_place_of)
rules.add_perm("workspaces.see_access_notes", is_holder & is_expected_about_now)
rules.add_perm("workspaces.open_place", may_open_place | is_administrator)
rules.add_perm("workspaces.set_prices", is_signed_in & runs_place)
rules.add_perm("workspaces.keep_accounts", is_signed_in & runs_place)
rules.add_perm("workspaces.choose_how_to_pay", is_holder | runs_place_of)
rules.add_perm("workspaces.see_report", is_signed_in & runs_place)
rules.add_perm("workspaces.see_territory_report", coordinates_anything)
