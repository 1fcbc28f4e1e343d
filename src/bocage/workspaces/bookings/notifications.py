"""Notifications about bookings, sent within the transaction."""

from collections.abc import Sequence
from datetime import datetime

from bocage.foundation.mail import Mail
from bocage.people.mailing import write_to
from bocage.people.models import Mandate, Person, Role
from bocage.workspaces.bookings.facts import BookingFacts, facts_of
from bocage.workspaces.bookings.mails.bookings import (
    BookingCancelledMail,
    BookingConfirmedMail,
    BookingMovedMail,
    BookingReleasedMail,
    BookingRestoredMail,
    VisitorToday,
)
from bocage.workspaces.bookings.mails.messages import ReminderMail
from bocage.workspaces.bookings.replacements import Replacement
from bocage.workspaces.opening_hours.availability import Interval, local_day
from bocage.workspaces.scheduling.access_notes import (
    access_notes_of,
    are_access_notes_visible,
    visible_from,
)
from bocage.workspaces.scheduling.models.bookings import Booking, Hold


def notify_confirmed(
    booking: Booking, *, spaces: Sequence[str], commune_name: str, now: datetime
) -> None:
    """Sends the confirmation to the person who comes, and notifies the hosts when it is today."""
    facts = facts_of(booking, spaces=spaces, commune_name=commune_name)
    write_to_holder(booking, BookingConfirmedMail(facts=facts))
    if local_day(facts.starts_at) == local_day(now) and facts.starts_at > now:
        _notify_hosts(booking, facts)


def notify_cancelled(booking: Booking, *, replacements: Sequence[Replacement] = ()) -> None:
    """Notifies the person that the booking is cancelled, by whom and why, with free alternatives.

    A booking without a holder, or whose holder is notified elsewhere, sends nothing.
    """
    if not is_holder_notified(booking):
        return
    mail = BookingCancelledMail(
        facts=read_facts(booking),
        because=booking.cancelled_because,
        note=booking.cancellation_note,
        replacements=list(replacements),
    )
    write_to_holder(booking, mail)


def notify_released(booking: Booking) -> None:
    """Notifies the person that their booking is released, since nobody came; nothing where it has
    no holder.
    """
    if booking.booked_for is None:
        return
    person = booking.holder
    mail = BookingReleasedMail(facts=read_facts(booking))
    write_to(person, mail)


def notify_restored(booking: Booking) -> None:
    """Notifies the person that the booking is restored.

    A booking without a holder, or whose holder is notified elsewhere, sends nothing.
    """
    if is_holder_notified(booking):
        write_to_holder(booking, BookingRestoredMail(facts=read_facts(booking)))


def notify_moved(
    booking: Booking,
    *,
    spaces: Sequence[str],
    commune_name: str,
    old_period: Interval,
    left_spaces: Sequence[str],
    by: Person,
    now: datetime,
) -> None:
    """Notifies the person who comes of the new facts of a booking, and the hosts as well when it is
    today and its holder or its creator moved it.

    A booking without a holder sends nothing; one whose holder is notified elsewhere only notifies
    the hosts.
    """
    if booking.booked_for is None:
        return
    facts = facts_of(booking, spaces=spaces, commune_name=commune_name)
    is_by_holder = by.pk in {booking.booked_for_id, booking.created_by_id}
    mail = BookingMovedMail(
        facts=facts,
        left_starts_at=old_period.start,
        left_ends_at=old_period.end,
        left_spaces=list(left_spaces),
        is_by_holder=is_by_holder,
        is_held=booking.is_holding,
    )
    write_to_holder(booking, mail)
    if is_by_holder and local_day(facts.starts_at) == local_day(now):
        _notify_hosts(booking, facts)


def is_holder_notified(booking: Booking) -> bool:
    """Checks whether the place itself notifies the holder of a booking: false without a holder, or
    if the organiser's app notifies them.
    """
    return booking.booked_for is not None and not booking.is_notified_elsewhere


def write_to_holder(booking: Booking, mail: Mail) -> None:
    """Sends a mail to the holder of a booking, unless it has none or they are notified
    elsewhere."""
    if is_holder_notified(booking):
        person = booking.holder
        write_to(person, mail)


def read_facts(booking: Booking) -> BookingFacts:
    """Returns the facts of a booking, with one query for the names of its resources."""
    names = (
        Hold.objects.filter(booking=booking, is_implied=False)
        .order_by("resource__position", "resource__name")
        .values_list("resource__name", flat=True)
    )
    return facts_of(booking, spaces=list(names), commune_name=booking.place.commune.name)


def _notify_hosts(booking: Booking, facts: BookingFacts) -> None:
    mail = VisitorToday(
        place_name=facts.place_name,
        place_slug=facts.place_slug,
        person_name=booking.holder.name if booking.holder.shows_name_to_hosts else "",
        spaces=facts.spaces,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        attendees=facts.attendees,
        purpose=facts.purpose,
    )
    for host in hosts_of(booking.place.scope_id):
        write_to(host, mail)


def hosts_of(scope_id: int) -> list[Person]:
    """Lists the active hosts with a mandate in force for a place, by name."""
    mandates = (
        Mandate.objects.in_force()
        .filter(role=Role.HOST, scope=scope_id, person__is_active=True)
        .select_related("person")
        .order_by("person__name", "person_id")
    )
    return [mandate.person for mandate in mandates]


def send_reminder(booking: Booking, *, now: datetime) -> None:
    """Sends the reminder of a booking, unless the person turned the channel off.

    It gives the access notes where it is sent at a time at which the page of the booking shows
    them, else from when that page will.
    """
    facts = read_facts(booking)
    notes = access_notes_of(booking)
    is_time = are_access_notes_visible(booking, now=now)
    mail = ReminderMail(
        facts=facts,
        hello=facts.person_name,
        access_notes=[(note.kind, note.text) for note in notes] if is_time else [],
        access_visible_from=visible_from(booking) if notes and not is_time else None,
    )
    write_to(booking.holder, mail)
