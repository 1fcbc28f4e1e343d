"""Arriving and leaving: scanned at the place, noted by its host, or counted without a booking."""

from contextlib import nullcontext
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.db.constraints import giving_way, refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.errors import Refusal
from bocage.foundation.events import publish
from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.formatting.times import format_time
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.booking_refusals.errors import PlaceNotOpen
from bocage.workspaces.bookings.events import PeriodFreed
from bocage.workspaces.bookings.models import MAX_VISITORS, Visit
from bocage.workspaces.front_desk.arrivals import CORRECTED_WITHIN, EARLY, held_now
from bocage.workspaces.front_desk.errors import (
    AddressRevoked,
    CodeOfAnotherPlace,
    HeldBySomebodyElse,
    NotToCheckIn,
    PeopleInvalid,
    ReleasedAndTaken,
    TooEarlyToCheckIn,
    TooLateToCheckIn,
)
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.opening_hours.availability import day_interval, local_day
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.operations.transactions import locked_booking

MAX_PEOPLE = 50
KEY_LENGTH = 64
ARRIVAL_FIELDS = ("status", "checked_in_at", "ended_at")
Status = Booking.Status


@retry_on_conflict
def check_in(
    *, by: Person, booking: Booking, at: SharedAddress, now: datetime | None = None
) -> Booking:
    """Records the arrival of a person who scanned the code of the place. Idempotent.

    Possible from half an hour before the booking until its end. A released space is held again, if
    it is still free.

    Raises:
        NotAllowed: the booking belongs to another person.
        AddressRevoked: the code was revoked.
        CodeOfAnotherPlace: the booking is in another place.
        TooEarlyToCheckIn, TooLateToCheckIn, NotToCheckIn: it is not the moment.
        ReleasedAndTaken: it was released, and another booking holds the space.
    """
    now = now or timezone.now()
    by.require("workspaces.check_in", booking)
    if at.place_id != booking.place_id:
        raise CodeOfAnotherPlace(
            _("Ce code est celui d’un autre lieu : vous avez réservé %(at_place)s.")
            % {"at_place": at_name(booking.place.name)}
        )
    with refusing(RULES):
        _use(at, SharedAddress.Kind.CHECK_IN, now)
        locked = locked_booking(booking)
        if locked.status == Status.CHECKED_IN:
            return locked
        _check_moment(locked, now)
        _arrive(locked, at=now, status=Status.CHECKED_IN)
    return locked


@retry_on_conflict
def note_arrival(*, by: Person, booking: Booking, now: datetime | None = None) -> Booking:
    """Records that a visitor has come, as their host reports: on the day itself, or within a week
    of it. Idempotent.

    Recorded once the booking is over, it counts as a visit of the hours that were booked.

    Raises:
        NotAllowed: `by` does not run the place.
        TooEarlyToCheckIn, TooLateToCheckIn, NotToCheckIn: it is not the moment.
        ReleasedAndTaken: it was released, and somebody else has it.
    """
    now = now or timezone.now()
    by.require("workspaces.note_arrival", booking)
    with refusing(RULES):
        return _note(locked_booking(booking), now)


@retry_on_conflict
def note_gathered(*, booking: Booking, now: datetime | None = None) -> bool:
    """Records that the participants of a meeting are in the room, as reported by the organiser's
    app, so that the place does not release it.

    Requires no permission: the caller has seen somebody arrive. Returns False, and changes nothing,
    if the arrival can no longer be recorded.
    """
    with refusing(RULES):
        try:
            _note(locked_booking(booking), now or timezone.now())
        except Refusal:
            return False
    return True


def _note(locked: Booking, now: datetime) -> Booking:
    has_come = locked.status in (Status.CHECKED_IN, Status.COMPLETED)
    if has_come and locked.checked_in_at is not None:
        return locked
    if locked.status not in (Status.CONFIRMED, Status.NO_SHOW, Status.COMPLETED):
        raise NotToCheckIn
    if now < day_interval(local_day(locked.period.lower)).start:
        raise TooEarlyToCheckIn(_("Cette réservation est pour un autre jour."))
    if now > locked.period.upper + CORRECTED_WITHIN:
        raise TooLateToCheckIn(_("C’est trop ancien : une arrivée se note dans la semaine."))
    if now < locked.period.upper:
        _arrive(locked, at=now, status=Status.CHECKED_IN)
    else:
        _arrive(locked, at=locked.period.lower, status=Status.COMPLETED)
    return locked


@retry_on_conflict
def undo_arrival(*, by: Person, booking: Booking, now: datetime | None = None) -> Booking:
    """Undoes an arrival recorded by mistake, during the booking. Idempotent.

    Raises:
        NotAllowed: `by` does not run the place.
        TooLateToCheckIn: it is over.
    """
    now = now or timezone.now()
    by.require("workspaces.note_arrival", booking)
    with refusing(RULES):
        locked = locked_booking(booking)
        if locked.status == Status.CONFIRMED:
            return locked
        if locked.status != Status.CHECKED_IN or locked.door_id is not None:
            raise NotToCheckIn
        if now >= locked.period.upper:
            raise TooLateToCheckIn
        Visit.objects.filter(booking=locked).delete()
        locked.status, locked.checked_in_at = Status.CONFIRMED, None
        locked.save(update_fields=ARRIVAL_FIELDS)
    return locked


@retry_on_conflict
def check_out(*, by: Person, booking: Booking, now: datetime | None = None) -> Booking:
    """Records that a person has left; the rest of their period is free. Idempotent.

    Raises:
        NotAllowed: the booking is neither theirs, nor of a place that they run.
        NotToCheckIn: their arrival was not recorded.
    """
    now = now or timezone.now()
    by.require("workspaces.check_in", booking)
    with refusing(RULES):
        locked = locked_booking(booking)
        if locked.status == Status.COMPLETED:
            return locked
        if locked.status != Status.CHECKED_IN:
            raise NotToCheckIn(_("Votre arrivée n’a pas été notée : il n’y a rien à finir."))
        end_presence(locked, now=now)
    return locked


def end_presence(booking: Booking, *, now: datetime) -> None:
    """Ends a presence that the transaction holds. It checks no right: the caller has."""
    booking.status = Status.COMPLETED
    booking.ended_at = min(now, booking.period.upper)
    booking.save(update_fields=ARRIVAL_FIELDS)
    for visit in Visit.objects.filter(booking=booking):
        visit.left_at = max(visit.arrived_at, booking.ended_at)
        visit.save(update_fields=["left_at"])
    publish_freed_rest(booking, since=now)


def publish_freed_rest(booking: Booking, *, since: datetime) -> None:
    """Publishes the rest of a released booking, if any is left."""
    starts_at = max(since, booking.period.lower)
    if starts_at < booking.period.upper:
        publish(
            PeriodFreed(
                booking_id=booking.pk,
                place_id=booking.place_id,
                starts_at=starts_at,
                ends_at=booking.period.upper,
            )
        )


def count_walk_in(
    *,
    by: Person | None,
    at: SharedAddress,
    people: int = 1,
    origin: Commune | None = None,
    idempotency_key: str = "",
    now: datetime | None = None,
) -> Visit:
    """Counts people who come without a booking, by the code that they scanned.

    No account is needed. Sent twice with the same key, or again on the same day by the same person,
    it returns the first count.

    Raises:
        AddressRevoked: the code was revoked.
        PlaceNotOpen: the place is not published.
        PeopleInvalid: not between one person and a group of fifty.
        HeldBySomebodyElse: the code is that of a room that another has booked now.
    """
    now = now or timezone.now()
    if not 1 <= people <= MAX_PEOPLE:
        raise PeopleInvalid
    place = _place_of(at)
    if place.status != Place.Status.PUBLISHED:
        raise PlaceNotOpen(_("Ce lieu n’est pas ouvert au public."))
    existing = _existing_visit(place, by, idempotency_key, now)
    if existing is not None:
        return existing
    _check_not_held(at, by, now)
    with giving_way("workspaces_visit_counted_once"):
        _use(at, SharedAddress.Kind.CHECK_IN, now)
        return Visit.objects.create(
            place=place,
            resource=at.resource,
            person=by,
            is_walk_in=True,
            people=people,
            origin=origin,
            arrived_at=now,
            idempotency_key=idempotency_key[:KEY_LENGTH],
        )
    return Visit.objects.get(place=place, idempotency_key=idempotency_key[:KEY_LENGTH])


def _existing_visit(place: Place, by: Person | None, key: str, now: datetime) -> Visit | None:
    """Returns the visit that a double-tap, or a second scan of the day, has already made."""
    visits = Visit.objects.filter(place=place, is_walk_in=True)
    if key and (visit := visits.filter(idempotency_key=key[:KEY_LENGTH]).first()):
        return visit
    if by is None:
        return None
    since = day_interval(local_day(now)).start
    return visits.filter(person=by, arrived_at__gte=since).first()


def _check_not_held(at: SharedAddress, by: Person | None, now: datetime) -> None:
    if at.resource is None:
        return
    holding = held_now(_place_of(at), at.resource, now)
    if holding is not None and (by is None or holding.booked_for_id != by.pk):
        raise HeldBySomebodyElse(
            _("%(space)s est réservé par quelqu’un d’autre jusqu’à %(time)s.")
            % {"space": at.resource.name, "time": format_time(holding.period.upper)}
        )


def _use(address: SharedAddress, kind: str, now: datetime) -> None:
    """Records the use of an address, within the transaction of the operation.

    Raises:
        AddressRevoked: it was revoked, even a moment ago.
    """
    in_use = SharedAddress.objects.filter(pk=address.pk, kind=kind, revoked_at=None)
    if not in_use.update(last_used_at=now):
        raise AddressRevoked


def _place_of(address: SharedAddress) -> Place:
    if address.place is None:
        raise TypeError("the code of a calendar is that of no place")
    return address.place


def _check_moment(booking: Booking, now: datetime) -> None:
    if booking.status not in (Status.CONFIRMED, Status.NO_SHOW):
        if booking.status == Status.COMPLETED:
            raise TooLateToCheckIn
        raise NotToCheckIn
    if now >= booking.period.upper:
        raise TooLateToCheckIn(
            _("Cette réservation s’est terminée à %(time)s : l’arrivée ne se note plus.")
            % {"time": format_time(booking.period.upper)}
        )
    if now < booking.period.lower - EARLY:
        raise TooEarlyToCheckIn(
            _("Il est trop tôt : votre arrivée se note à partir de %(time)s.")
            % {"time": format_time(booking.period.lower - EARLY)}
        )


def _arrive(booking: Booking, *, at: datetime, status: str) -> None:
    """Writes the arrival and its visit; a released booking holds its space again, if possible."""
    was_released = booking.status == Status.NO_SHOW
    booking.status, booking.checked_in_at = status, at
    booking.ended_at = booking.period.upper if status == Status.COMPLETED else None
    with refusing(TAKEN_AGAIN) if was_released else nullcontext():
        booking.save(update_fields=ARRIVAL_FIELDS)
    write_visit(booking)


TAKEN_AGAIN = {
    "workspaces_hold_no_overlap": ReleasedAndTaken,
    "workspaces_hold_meets_no_outside_event": ReleasedAndTaken,
    "workspaces_hold_meets_no_closure": ReleasedAndTaken,
    "workspaces_booking_meets_no_closure": ReleasedAndTaken,
}
"""Refusals by constraint, when a released booking cannot hold its space again."""


def write_visit(booking: Booking) -> Visit:
    """Records the visit of a booking whose arrival is known, within a transaction; returns an
    existing visit if there is one.
    """
    holds = booking.holds.filter(is_implied=False).order_by("resource__position", "resource__name")
    visit, _is_new = Visit.objects.get_or_create(
        booking=booking,
        defaults={
            "place_id": booking.place_id,
            "resource_id": holds.values_list("resource", flat=True).first(),
            "person_id": booking.booked_for_id,
            "people": min(booking.attendees, MAX_VISITORS),
            "arrived_at": booking.checked_in_at or booking.period.lower,
            "left_at": booking.ended_at,
        },
    )
    return visit
