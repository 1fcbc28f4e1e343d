"""Notifications about series, each within the transaction of the operation."""

from collections.abc import Sequence
from datetime import date

from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.workspaces.bookings.facts import BookingFacts, facts_of
from bocage.workspaces.bookings.mails.bookings import BookingConfirmedMail, BookingRestoredMail
from bocage.workspaces.bookings.replacements import ReplacementFinder, lost_dates
from bocage.workspaces.bookings.series_ical import (
    SeriesFacts,
    facts_of_series,
    read_bookings,
    read_consistent,
)
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.series.mails import (
    SeriesCancelledMail,
    SeriesChangedMail,
    SeriesDatesLostMail,
)


def notify_booked(series: BookingSeries) -> None:
    """Notifies the person of all the dates of a series, in one message."""
    write_to(series.booked_for, BookingConfirmedMail(facts=_facts(series)))


def notify_restored(series: BookingSeries) -> None:
    """Notifies the person of the restored dates of a series, with its current state."""
    write_to(series.booked_for, BookingRestoredMail(facts=_facts(series)))


def notify_changed(
    series: BookingSeries,
    *,
    former: BookingSeries | None,
    cancelled: Sequence[date],
    leaving: Sequence[Booking],
    by: Person,
) -> None:
    """Notifies the person of a changed series: its state from now on, and `former`, the earlier
    part of a divided series.

    The message also lists the `cancelled` dates, and those `leaving` the series, which stay as
    separate bookings.
    """
    mail = SeriesChangedMail(
        facts=_facts(series),
        former=_facts(former) if former is not None else None,
        is_by_holder=_is_holder(by, series),
        cancelled=sorted(cancelled),
        leaving=_facts_of_each(leaving),
    )
    write_to(series.booked_for, mail)


def _facts_of_each(bookings: Sequence[Booking]) -> list[BookingFacts]:
    """Returns the current facts of each booking, in order; no query for an empty list."""
    if not bookings:
        return []
    rows = Booking.objects.filter(pk__in=[booking.pk for booking in bookings])
    return [
        facts_of(
            booking,
            spaces=[hold.resource.name for hold in booking.requested_holds],
            commune_name=booking.place.commune.name,
        )
        for booking in read_consistent(rows.order_by("period"))
    ]


def notify_cancelled(
    series: BookingSeries, *, cancelled: Sequence[date], by: Person, note: str
) -> None:
    """Notifies the person of the cancelled dates of a series, and of the remaining ones."""
    bookings = read_bookings(series)
    mail = SeriesCancelledMail(
        facts=facts_of_series(series, bookings),
        cancelled=sorted(cancelled),
        remains=bool(bookings),
        is_by_holder=_is_holder(by, series),
        note=note,
    )
    write_to(series.booked_for, mail)


def notify_dates_lost(
    series: BookingSeries, dates: Sequence[Booking], *, note: str, finder: ReplacementFinder
) -> None:
    """Notifies the person of the dates that a closure cancels, of the alternatives, and of the
    remaining dates.
    """
    remaining = read_bookings(series)
    mail = SeriesDatesLostMail(
        facts=facts_of_series(series, remaining),
        lost_dates=lost_dates(dates, finder),
        remains=bool(remaining),
        note=note,
    )
    write_to(series.booked_for, mail)


def _facts(series: BookingSeries) -> SeriesFacts:
    return facts_of_series(series, read_bookings(series))


def _is_holder(by: Person, series: BookingSeries) -> bool:
    return by.pk in {series.booked_for_id, series.created_by_id}
