"""Changes of the guests of an existing booking: added, renamed or removed, with the number of
people.

Guests are names without a contact. Calendar events state the number of people: each change
increments `sequence`, by which calendars and concurrent editors distinguish versions.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.events import publish
from bocage.foundation.formatting.times import format_date
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.booking_refusals.errors import AttendeesInvalid
from bocage.workspaces.bookings.errors import (
    ChangedMeanwhile,
    GuestsNotChangeable,
    TooManyAttendees,
)
from bocage.workspaces.bookings.events import GuestsChanged
from bocage.workspaces.bookings.guests import named_guests, too_many, with_guests
from bocage.workspaces.bookings.models import MAX_VISITORS, Visit
from bocage.workspaces.places.models import Resource
from bocage.workspaces.scheduling.models.bookings import Booking, Hold
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.operations.transactions import locked_booking

BRINGING = (Booking.Status.REQUESTED, Booking.Status.CONFIRMED, Booking.Status.CHECKED_IN)
"""Statuses with expected guests. An offer has guests once it is accepted."""


@retry_on_conflict
def change_guests(
    *,
    by: Person,
    booking: Booking,
    guests: Iterable[str],
    attendees: int | None = None,
    expected_sequence: int | None = None,
    now: datetime | None = None,
) -> Booking:
    """Changes the named guests of a booking and its number of people, until it is over. Idempotent.

    `attendees` counts the person who comes and all their guests, named or not. If None, it follows
    the names if all were named; otherwise it stays, or grows to the number of names.
    `expected_sequence` is the `sequence` seen by the editor. A change that adds nobody is never
    refused for the seats of the spaces.

    Raises:
        NotAllowed: `by` neither holds the booking nor runs the place.
        GuestsNotChangeable: it is over, or not active.
        ChangedMeanwhile: its `sequence` is not `expected_sequence`.
        GuestsInvalid, AttendeesInvalid, TooManyAttendees: the values are invalid, or do not fit.
    """
    now = now or timezone.now()
    guest_names = check_guests(guests, attendees)
    with refusing(RULES):
        locked = locked_booking(booking)
        by.require("workspaces.change_guests", locked)
        if locked.status not in BRINGING or locked.period.upper <= now:
            raise GuestsNotChangeable
        changed = bring_guests([locked], guest_names, attendees)
        if changed and expected_sequence not in (None, locked.sequence):
            raise ChangedMeanwhile
        write_guests(changed)
    return changed[0] if changed else locked


def version_of_dates(series: BookingSeries) -> int:
    """Returns a number that increases whenever a date of the series, or the series, changes; one
    query.
    """
    of_dates: int | None = series.bookings.aggregate(version=Sum("sequence"))["version"]
    return series.sequence + (of_dates or 0)


def check_guests(guests: Iterable[str], attendees: int | None) -> list[str]:
    if attendees is not None and attendees < 1:
        raise AttendeesInvalid
    return named_guests(guests)


def bring_guests(
    bookings: Sequence[Booking], guest_names: list[str], attendees: int | None
) -> list[Booking]:
    """Returns the bookings that change, with their new guests; not written yet.

    Raises:
        TooManyAttendees: more come to one of them than before, and than its spaces seat.
    """
    spaces = _spaces_of(bookings)
    changed = []
    for booking in bookings:
        coming = people_coming(booking, guest_names, attendees)
        if (booking.guests, booking.attendees) == (guest_names, coming):
            continue
        booked_spaces = spaces[booking.pk]
        if coming > max(booking.attendees, sum(space.capacity for space in booked_spaces)):
            raise TooManyAttendees(_too_many_on(booking, booked_spaces))
        booking.guests, booking.attendees = guest_names, coming
        changed.append(booking)
    return changed


def people_coming(
    before: Booking | BookingSeries, guest_names: list[str], attendees: int | None
) -> int:
    """Returns the number of people. If `attendees` is None, it counts the named guests and, if
    `before` had people without a name, at least as many people as before.
    """
    if attendees is None:
        all_named = before.attendees == with_guests(1, before.guests)
        attendees = 1 if all_named else before.attendees
    return with_guests(attendees, guest_names)


def _spaces_of(bookings: Sequence[Booking]) -> dict[UUID, list[Resource]]:
    """Returns the spaces requested by each booking, without the parts; one query."""
    spaces: dict[UUID, list[Resource]] = defaultdict(list)
    holds = Hold.objects.filter(booking__in=bookings, is_implied=False)
    for hold in holds.select_related("resource").order_by("pk"):
        spaces[hold.booking_id].append(hold.resource)
    return spaces


def _too_many_on(booking: Booking, spaces: Sequence[Resource]) -> str:
    if booking.occurs_on is None:
        return too_many(spaces)
    day = capfirst(format_date(booking.occurs_on))
    return _("%(day)s : %(sentence)s") % {"day": day, "sentence": too_many(spaces)}


def write_guests(changed: Sequence[Booking]) -> None:
    """Writes the guests of bookings, and the counted people if they have already arrived."""
    for booking in changed:
        booking.sequence += 1
    Booking.objects.bulk_update(changed, ["guests", "attendees", "sequence"])
    for booking in changed:
        if booking.status == Booking.Status.CHECKED_IN:
            people = min(booking.attendees, MAX_VISITORS)
            Visit.objects.filter(booking=booking).update(people=people)
        publish(
            GuestsChanged(
                booking_id=booking.pk,
                place_id=booking.place_id,
                booked_for_id=booking.booked_for_id,
                attendees=booking.attendees,
            )
        )
