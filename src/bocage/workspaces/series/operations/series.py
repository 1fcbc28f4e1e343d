"""Booking a series: all the dates that were chosen, in one transaction, or none of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Unpack
from uuid import UUID

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from bocage.foundation.db.constraints import constraint_of, refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.billing.operations.charges import charge_booking
from bocage.workspaces.booking_refusals.bookers import must_accept_house_rules
from bocage.workspaces.booking_refusals.errors import (
    AttendeesInvalid,
    PlaceNotOpen,
    ResourceUnknown,
    Taken,
)
from bocage.workspaces.booking_refusals.periods import as_interval
from bocage.workspaces.bookings import request_notifications
from bocage.workspaces.bookings.errors import HouseRulesNotAccepted, TooManyAttendees
from bocage.workspaces.bookings.events import BookingConfirmed, BookingRequested
from bocage.workspaces.bookings.guests import named_guests, with_guests
from bocage.workspaces.bookings.operations.bookings import BookingDetails
from bocage.workspaces.opening_hours.availability import Interval, is_free
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.operations.holds import take_for_all, without_parts
from bocage.workspaces.scheduling.operations.quotas import check_quotas, lock_person_under_quota
from bocage.workspaces.scheduling.queries import busy_intervals_on, taken_for
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series import notifications
from bocage.workspaces.series.errors import (
    ChangeNeedsApproval,
    ElsewhereOnRequest,
    OccurrencesTaken,
    SeriesEmpty,
)
from bocage.workspaces.series.events import SeriesBooked
from bocage.workspaces.series.preview import SeriesWish, check_date

PURPOSE_LENGTH = 300
KEY_LENGTH = 48


@dataclass(frozen=True, kw_only=True)
class ChosenDate:
    """Date of a series as it is to be booked. Empty values follow the rule."""

    day: date
    period: Interval | None = None
    place: Place | None = None
    resource_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class _Date:
    """Chosen date, once it is known to be well formed and allowed."""

    day: date
    period: Interval
    place: Place
    plan: PlacePlan
    spaces: list[Space]
    is_counted: bool
    """True if quotas apply to it."""
    answered_within: timedelta | None
    """Time in which the place must answer; None if it is booked at once."""

    @property
    def resource_ids(self) -> list[UUID]:
        return without_parts(self.spaces, self.plan)


@dataclass(frozen=True, kw_only=True)
class _Wish:
    """Wish for a series, against which its dates are checked."""

    by: Person
    person: Person
    home: Place
    resource_ids: list[UUID]
    rule: Recurrence
    attendees: int
    purpose: str
    guests: list[str]
    is_private: bool
    now: datetime
    runs: dict[UUID, bool] = field(default_factory=dict)
    wishes: dict[UUID, SeriesWish] = field(default_factory=dict)

    def checked(self, date_: ChosenDate) -> _Date:
        """Returns a chosen date, as the rules of the place where it is allow it."""
        place = date_.place or self.home
        plan = plan_of(place)
        requested = [date_.resource_id] if date_.resource_id else self.resource_ids
        candidates = [plan.space(resource_id) for resource_id in requested]
        spaces = [space for space in candidates if space is not None and space.is_active]
        if not spaces or len(spaces) < len(candidates):
            raise ResourceUnknown
        if self.attendees > sum(space.capacity for space in spaces):
            raise TooManyAttendees
        period = as_interval(date_.period) if date_.period else self.rule.period_on(date_.day)
        for space in spaces:
            self._check(place, space, period)
        return _Date(
            day=date_.day,
            period=period,
            place=place,
            plan=plan,
            spaces=spaces,
            is_counted=any(space.rules.has_quota for space in spaces) and not self._runs(place),
            answered_within=self._answered_within(place, spaces),
        )

    def lapses_at(self, dates: Iterable[_Date]) -> datetime | None:
        """Returns the deadline of the place for all the dates at once, before the first of them;
        None without a request.
        """
        on_request = [(date.answered_within, date.period) for date in dates if date.answered_within]
        if not on_request:
            return None
        within = min(within for within, _period in on_request)
        return min(self.now + within, *(period.start for _within, period in on_request))

    def _check(self, place: Place, space: Space, period: Interval) -> None:
        if place.pk not in self.wishes:
            self.wishes[place.pk] = SeriesWish(
                place=place,
                plan=plan_of(place),
                space=space,
                recurrence=self.rule,
                person=self.person,
                runs_place=self._runs(place),
                now=self.now,
            )
        check_date(self.wishes[place.pk], space, period)

    def _answered_within(self, place: Place, spaces: list[Space]) -> timedelta | None:
        hours = [space.rules.answer_within_hours for space in spaces if space.rules.needs_approval]
        if not hours or self._runs(place):
            return None
        if place.pk != self.home.pk:
            raise ElsewhereOnRequest
        return timedelta(hours=min(hours))

    def _runs(self, place: Place) -> bool:
        if place.pk not in self.runs:
            _check_may_book(self.by, place, self.by)
            runs = self.by.has_perm("workspaces.book_for_somebody_else", place)
            if not runs and must_accept_house_rules(self.person, plan_of(place)):
                raise HouseRulesNotAccepted
            self.runs[place.pk] = runs
        return self.runs[place.pk]


@retry_on_conflict
def book_series(
    *,
    by: Person,
    place: Place,
    resources: Iterable[UUID],
    recurrence: Recurrence,
    dates: Sequence[ChosenDate] | None = None,
    **details: Unpack[BookingDetails],
) -> BookingSeries:
    """Books a series: a booking for each of the `dates`, or for all days of the rule.

    Days of the rule that are not chosen are excluded from the series. One mail is sent, with one
    recurring event. `guests` are expected on each date. Sent twice with the same `idempotency_key`
    by the same person, it returns the first series.

    Spaces on request make a request, for all dates at once, that holds nothing: see
    `series_requests`. Hosts of the place are only bound by its hours and closures.

    Raises:
        SeriesTooLong, SeriesNamesNoDay, SeriesEmpty: the rule or the choice makes no series.
        ElsewhereOnRequest: a date is in another place that has to approve it.
        OccurrencesTaken: a chosen date was taken meanwhile; nothing is written.
        BookingRefused: with the sentence on the violated rule.
        NotAllowed: `by` may not book for another person here.
    """
    key = details.get("idempotency_key", "")
    _check_may_book(by, place, details.get("booked_for") or by)
    if details.get("attendees", 1) < 1:
        raise AttendeesInvalid
    existing = _existing_series(by, key)
    if existing is not None:
        return existing
    rule, chosen_dates = _ruled(recurrence, dates)
    wish = _wish(by, place, resources, rule, details)
    try:
        checked = [wish.checked(date_) for date_ in chosen_dates]
        _check_free(date_ for date_ in checked if date_.answered_within)
        return _book(wish, checked, key)
    except Taken as conflict:
        raise OccurrencesTaken from conflict
    except IntegrityError as error:
        existing = _existing_series(by, key)
        if constraint_of(error) != "workspaces_booking_sent_once" or existing is None:
            raise
        return existing


def _wish(
    by: Person,
    place: Place,
    resources: Iterable[UUID],
    rule: Recurrence,
    details: BookingDetails,
) -> _Wish:
    guest_names = named_guests(details.get("guests", ()))
    return _Wish(
        by=by,
        person=details.get("booked_for") or by,
        home=place,
        resource_ids=list(dict.fromkeys(resources)),
        rule=rule,
        attendees=with_guests(details.get("attendees", 1), guest_names),
        purpose=details.get("purpose", "").strip()[:PURPOSE_LENGTH],
        guests=guest_names,
        is_private=details.get("is_private", False),
        now=details.get("now") or timezone.now(),
    )


def _book(wish: _Wish, dates: list[_Date], key: str) -> BookingSeries:
    """Writes the series, its dates and its events, or nothing."""
    with refusing(RULES):
        if any(date.is_counted for date in dates):
            lock_person_under_quota(wish.person)
        series = _write(wish)
        bookings = _book_dates(series, dates, key, wish)
        _notify(series, bookings, wish.now)
    return series


def add_dates(
    series: BookingSeries,
    dates: Sequence[ChosenDate],
    *,
    by: Person,
    spaces: Sequence[Space],
    now: datetime,
) -> None:
    """Books further dates of a series that the transaction holds, by its rule or otherwise. The
    caller has checked the permission, and notifies its person.

    Raises:
        ChangeNeedsApproval: the place would have to approve them.
        Taken: a date was taken by another booking.
        BookingRefused: with the sentence on the violated rule.
    """
    wish = _Wish(
        by=by,
        person=series.booked_for,
        home=series.place,
        resource_ids=[space.pk for space in spaces],
        rule=Recurrence.of(series),
        attendees=series.attendees,
        purpose=series.purpose,
        guests=series.guests,
        is_private=series.is_private,
        now=now,
    )
    checked = [wish.checked(date) for date in dates]
    if any(date_.answered_within for date_ in checked):
        raise ChangeNeedsApproval
    for booking in _book_dates(series, checked, "", wish):
        _publish(booking)


def _check_free(dates: Iterable[_Date]) -> None:
    """Checks that requested dates are free: they hold nothing, so no constraint checks it."""
    on_request = list(dates)
    if not on_request:
        return
    plan = on_request[0].plan
    busy = busy_intervals_on(
        [date_.day for date_ in on_request],
        [space.pk for space in plan.spaces],
        around=plan.widest_buffer,
    )
    for date_ in on_request:
        if not all(is_free(date_.period, taken_for(plan, space, busy)) for space in date_.spaces):
            raise Taken


def _write(wish: _Wish) -> BookingSeries:
    rule = wish.rule
    series = BookingSeries.objects.create(
        place=wish.home,
        booked_for=wish.person,
        created_by=wish.by,
        frequency=rule.frequency,
        first_on=rule.first_on,
        until=rule.until,
        count=rule.count,
        starts=rule.starts,
        ends=rule.ends,
        skipped_on=sorted(rule.skipped),
        attendees=wish.attendees,
        purpose=wish.purpose,
        guests=wish.guests,
        is_private=wish.is_private,
    )
    series.resources.set(Resource.objects.filter(pk__in=wish.resource_ids))
    return series


def _check_may_book(by: Person, place: Place, person: Person) -> None:
    if not by.has_perm("workspaces.book", place):
        if place.status != Place.Status.PUBLISHED:
            raise PlaceNotOpen
        raise NotAllowed
    if person.pk != by.pk and not by.has_perm("workspaces.book_for_somebody_else", place):
        raise NotAllowed


def _ruled(
    recurrence: Recurrence, dates: Sequence[ChosenDate] | None
) -> tuple[Recurrence, Sequence[ChosenDate]]:
    """Returns the rule without the days that were not chosen, starting on its first day."""
    named_days = recurrence.named_days()
    chosen_dates = [ChosenDate(day=day) for day in recurrence.days()] if dates is None else dates
    days = {date_.day for date_ in chosen_dates}
    if not days or len(days) < len(chosen_dates) or not days <= set(named_days):
        raise SeriesEmpty
    return replace(
        recurrence, first_on=named_days[0], skipped=frozenset(named_days) - days
    ), chosen_dates


def _book_dates(series: BookingSeries, dates: list[_Date], key: str, wish: _Wish) -> list[Booking]:
    """Books each date: one statement for all of them, one for all that they hold."""
    lapses_at = wish.lapses_at(dates)
    bookings = [_booking(series, date, key, wish.now, lapses_at) for date in dates]
    Booking.objects.bulk_create(bookings)
    holds = [
        (booking, resource_id, date_.plan)
        for booking, date_ in zip(bookings, dates, strict=True)
        for resource_id in date_.resource_ids
    ]
    holds.sort(key=lambda hold: (hold[1], hold[0].period.lower))
    if take_for_all(holds) < len(holds):
        raise Taken
    for booking, date_ in zip(bookings, dates, strict=True):
        if date_.is_counted:
            check_quotas(
                person=series.booked_for, plan=date_.plan, spaces=date_.spaces, booking=booking
            )
        if date_.plan.has_prices and booking.is_holding:
            charge_booking(booking, plan=date_.plan, resource_ids=date_.resource_ids)
    return bookings


def _booking(
    series: BookingSeries, date_: _Date, key: str, now: datetime, lapses_at: datetime | None
) -> Booking:
    """Returns an unsaved date: confirmed, or requested until `lapses_at`."""
    is_on_request = date_.answered_within is not None
    return Booking(
        place=date_.place,
        booked_for=series.booked_for,
        created_by=series.created_by,
        status=Booking.Status.REQUESTED if is_on_request else Booking.Status.CONFIRMED,
        period=DateTimeTZRange(*date_.period, "[)"),
        attendees=series.attendees,
        purpose=series.purpose,
        guests=series.guests,
        is_private=series.is_private,
        series=series,
        occurs_on=date_.day,
        idempotency_key=f"{key[:KEY_LENGTH]}{date_.day}" if key else "",
        confirmed_at=None if is_on_request else now,
        lapses_at=lapses_at if is_on_request else None,
    )


def _notify(series: BookingSeries, bookings: list[Booking], now: datetime) -> None:
    """Publishes each date, and sends one message: the series is booked, or requested."""
    for booking in bookings:
        _publish(booking)
    if any(booking.lapses_at is not None for booking in bookings):
        request_notifications.notify_requested(series, now=now)
        if any(booking.lapses_at is None for booking in bookings):
            notifications.notify_booked(series)
    else:
        publish(
            SeriesBooked(
                series_id=series.pk, place_id=series.place_id, booked_for_id=series.booked_for_id
            )
        )
        notifications.notify_booked(series)


def _publish(booking: Booking) -> None:
    facts: dict[str, Any] = {
        "booking_id": booking.pk,
        "place_id": booking.place_id,
        "booked_for_id": booking.booked_for_id,
        "starts_at": booking.period.lower,
        "ends_at": booking.period.upper,
    }
    if booking.lapses_at is None:
        publish(BookingConfirmed(**facts))
    else:
        publish(BookingRequested(lapses_at=booking.lapses_at, **facts))


def _existing_series(by: Person, key: str) -> BookingSeries | None:
    """Returns the series that a person's double-click already made."""
    if not key:
        return None
    return BookingSeries.objects.filter(
        bookings__created_by=by, bookings__idempotency_key__startswith=key[:KEY_LENGTH]
    ).first()
