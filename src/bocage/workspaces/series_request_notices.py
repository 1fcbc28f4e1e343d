"""Who is told what about a series that is asked for, and about dates that are lost; each within
the transaction of the operation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bocage.people.mailing import write_to
from bocage.workspaces import series_notifications
from bocage.workspaces.elsewhere import Finder
from bocage.workspaces.models import Booking, BookingSeries
from bocage.workspaces.request_list import series_to_settle
from bocage.workspaces.request_notices import asked_by, deciders_of
from bocage.workspaces.series_calendar import (
    SeriesFacts,
    facts_of_series,
    read_all_said,
    read_bookings,
    read_requested,
)
from bocage.workspaces.series_request_mails import (
    LostDate,
    SeriesAcceptedMail,
    SeriesAnswerMail,
    SeriesDatesLostMail,
    SeriesDecisionMail,
    SeriesLapsedMail,
    SeriesQuestionMail,
    SeriesRefusedMail,
    SeriesRequestReceivedMail,
    SeriesStillWaitsMail,
    SeriesToSettleMail,
)

MOST_WITH_OFFERS = 12
"""For so many lost dates, what is free instead is looked for; a mail of more links is read by
nobody."""


def tell_requested(series: BookingSeries, *, now: datetime) -> None:
    """The asker learns where the request stands; whoever decides is asked. Dates that needed no
    agreement are confirmed in a message of their own."""
    requested = read_requested(series)
    mail = SeriesRequestReceivedMail(
        facts=facts_of_series(series, requested),
        hello=series.booked_for.name,
        answer_due=requested[0].answer_due,
    )
    write_to(series.booked_for, mail)
    _tell_deciders(SeriesToSettleMail, series, now=now)
    if len(requested) < series.bookings.count():
        series_notifications.tell_booked(series)


def tell_still_waiting(series: BookingSeries, *, now: datetime) -> None:
    """Whoever decides is reminded."""
    _tell_deciders(SeriesStillWaitsMail, series, now=now)


def tell_accepted(
    series: BookingSeries, *, refused: Sequence[Booking], note: str, finder: Finder
) -> None:
    """What is confirmed, and what is not, with what is free instead."""
    mail = SeriesAcceptedMail(
        facts=facts_of_series(series, read_bookings(series)),
        note=note,
        lost=lost_dates(refused, finder),
    )
    write_to(series.booked_for, mail)


def tell_refused(dates: Sequence[Booking], *, why: str, finder: Finder) -> None:
    """Dates of one series that are refused together. What others wait for is told too."""
    series = _series_of(dates)
    mail = SeriesRefusedMail(
        facts=_facts_of_dates(series, dates),
        hello=series.booked_for.name,
        lost=lost_dates(dates, finder),
        why=why,
        waiting=series.bookings.filter(status=Booking.Status.REQUESTED).count(),
    )
    write_to(series.booked_for, mail)


def tell_lapsed(dates: Sequence[Booking], *, finder: Finder) -> None:
    series = _series_of(dates)
    mail = SeriesLapsedMail(
        facts=_facts_of_dates(series, dates),
        hello=series.booked_for.name,
        lost=lost_dates(dates, finder),
    )
    write_to(series.booked_for, mail)


def tell_question(series: BookingSeries, text: str) -> None:
    facts = facts_of_series(series, read_requested(series))
    mail = SeriesQuestionMail(facts=facts, hello=series.booked_for.name, text=text)
    write_to(series.booked_for, mail)


def tell_answer(series: BookingSeries, text: str, *, now: datetime) -> None:
    _tell_deciders(SeriesAnswerMail, series, now=now, text=text)


def tell_dates_lost(dates: Sequence[Booking], *, note: str, finder: Finder) -> None:
    """Dates of one series that a closure cancels, what is free instead, and what remains."""
    series = _series_of(dates)
    remaining = read_bookings(series)
    mail = SeriesDatesLostMail(
        facts=facts_of_series(series, remaining),
        lost=lost_dates(dates, finder),
        remains=bool(remaining),
        note=note,
    )
    write_to(series.booked_for, mail)


def lost_dates(dates: Sequence[Booking], finder: Finder) -> list[LostDate]:
    """What a mail says of dates that are lost; the nearest that is free for the first of them."""
    ordered = sorted(dates, key=lambda one: one.period.lower)
    return [
        LostDate(
            booking_id=one.pk,
            starts_at=one.period.lower,
            ends_at=one.period.upper,
            elsewhere=finder.instead_of(one)[:1] if number < MOST_WITH_OFFERS else [],
        )
        for number, one in enumerate(ordered)
    ]


def _series_of(dates: Sequence[Booking]) -> BookingSeries:
    """Their series as it is now, with all that is said of it.

    Raises:
        TypeError: they are of none.
    """
    if dates[0].series_id is None:
        raise TypeError("a booking of no series")
    return BookingSeries.objects.select_related("place__commune", "booked_for").get(
        pk=dates[0].series_id
    )


def _facts_of_dates(series: BookingSeries, dates: Sequence[Booking]) -> SeriesFacts:
    """As if these dates, and no others, took place."""
    return facts_of_series(
        series, read_all_said(series.bookings.filter(pk__in=[d.pk for d in dates]))
    )


def _tell_deciders(
    message: type[SeriesDecisionMail], series: BookingSeries, *, now: datetime, **more: object
) -> None:
    dates = series_to_settle(series, now)
    facts = facts_of_series(series, read_requested(series))
    for host in deciders_of(series.place):
        mail = message(
            facts=facts,
            hello=host.name,
            host_id=host.pk,
            asked_by=asked_by(series.booked_for),
            answer_due=dates[0].booking.answer_due,
            taken=[asked.day for asked in dates if asked.is_taken],
            wanted=[asked.day for asked in dates if asked.rivals and not asked.is_taken],
            **more,  # type: ignore[arg-type]  # the fields of each message
        )
        write_to(host, mail)
