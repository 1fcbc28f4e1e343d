"""Rights over bookings, series and requests."""

from typing import Any

import rules
from django.utils import timezone

from bocage.people.policies import holds, is_administrator, is_signed_in
from bocage.workspaces.places.policies import HOSTS, is_published, runs_place
from bocage.workspaces.scheduling.access_notes import are_access_notes_visible
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries


@rules.predicate
def is_holder(person: Any, booking: Booking | BookingSeries) -> bool:
    """Checks whether the booking or the series is for this person, or was made by them for
    somebody."""
    return person.is_authenticated and person.pk in {booking.booked_for_id, booking.created_by_id}


@rules.predicate
def runs_place_of(person: Any, booking: Booking | BookingSeries) -> bool:
    """Checks whether a person is host of its place, coordinates an area that covers it, or
    administers the instance.
    """
    return holds(person, HOSTS, booking.place) or is_administrator(person)


@rules.predicate
def is_expected_about_now(_person: Any, booking: Booking) -> bool:
    """Checks whether the booking is active and current: from an hour before its start until its
    end.
    """
    return are_access_notes_visible(booking, now=timezone.now())


@rules.predicate
def has_not_begun(_person: Any, booking: Booking) -> bool:
    """Checks whether the period of the booking is still to come."""
    return bool(booking.period.lower > timezone.now())


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
rules.add_perm("workspaces.see_access_notes", is_holder & is_expected_about_now)
