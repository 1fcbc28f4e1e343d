"""Changing and cancelling a series: all that is to come, or from one date on.

The past stays as it was. A series changed from one of its dates on ends before it, and another
begins there, whose `previous` it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import F, Max, QuerySet
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces import series_notifications
from bocage.workspaces.availability import Interval
from bocage.workspaces.errors import (
    ChangedMeanwhile,
    NotCancellable,
    NotMovable,
    NotRestorable,
    ResourceUnknown,
    Taken,
    TooManyAttendees,
)
from bocage.workspaces.events import BookingCancelled, BookingMoved, BookingRestored
from bocage.workspaces.models import Booking, BookingSeries, Charge, Hold, Resource
from bocage.workspaces.operations.cancellations import NOTE_LENGTH, UNDO_DELAY, publish_freed
from bocage.workspaces.operations.charges import change_charge, charge_again, void_charge
from bocage.workspaces.operations.moves import hold_instead
from bocage.workspaces.operations.quotas import check_quotas, lock_person_under_quota
from bocage.workspaces.operations.series import ChosenDate
from bocage.workspaces.operations.transactions import one_transaction, tried_again
from bocage.workspaces.periods import as_interval
from bocage.workspaces.plans import PlacePlan, Space, plan_of
from bocage.workspaces.recurrence import Recurrence
from bocage.workspaces.series_errors import (
    ChangeNeedsApproval,
    OccurrencesTaken,
    SeriesEmpty,
    SeriesWaits,
)
from bocage.workspaces.series_preview import SeriesWish, check_date

Frequency = BookingSeries.Frequency
STANDING = (*Booking.OPEN, Booking.Status.COMPLETED, Booking.Status.NO_SHOW)


@tried_again
def cancel_series(
    *,
    by: Person,
    series: BookingSeries,
    from_day: date | None = None,
    note: str = "",
    now: datetime | None = None,
) -> BookingSeries:
    """Cancels the dates of a series that are to come, from `from_day` on where it is given.

    What has begun stays as it is. The series then ends before the first date cancelled, where
    something of it remains. One mail goes out, unless its person takes back what was only asked
    for: it was in nobody's calendar.

    Raises:
        NotAllowed: `by` neither holds the series nor runs the place.
        NotCancellable: nothing of it is to come.
    """
    now = now or timezone.now()
    with one_transaction():
        locked = locked_series(by, series)
        bookings = _to_come(locked, from_day, now)
        if not bookings:
            raise NotCancellable
        days = sorted(booking.occurs_on for booking in bookings if booking.occurs_on)
        because = _who(by, locked)
        Booking.objects.filter(pk__in=[one.pk for one in bookings]).update(
            status=Booking.Status.CANCELLED,
            cancelled_at=now,
            cancelled_by=by,
            cancelled_because=because,
            cancellation_note=note.strip()[:NOTE_LENGTH],
            lapses_at=None,
            sequence=F("sequence") + 1,
        )
        charged = _charged(bookings)
        for booking in bookings:
            if booking.status in Booking.HOLDING:
                publish_freed(booking)
            if booking.pk in charged:
                booking.cancelled_because = because
                void_charge(booking, now=now)
            publish(
                BookingCancelled(
                    booking_id=booking.pk,
                    place_id=booking.place_id,
                    booked_for_id=locked.booked_for_id,
                    because=because,
                )
            )
        _end_before(locked, days[0])
        was_only_asked = all(one.status == Booking.Status.REQUESTED for one in bookings)
        if not was_only_asked or because != Booking.CancelledBecause.HOLDER:
            series_notifications.tell_cancelled(locked, cancelled=days, by=by, note=note.strip())
    return locked


@tried_again
def restore_series(
    *, by: Person, series: BookingSeries, now: datetime | None = None
) -> BookingSeries:
    """Takes the last cancellation of dates of a series back within `UNDO_DELAY`, where all of
    them are still free. Done twice, it is harmless. One mail goes out.

    Raises:
        NotAllowed: `by` neither holds the series nor runs the place.
        NotRestorable: it was cancelled too long ago, by a closure, or by somebody else.
        OccurrencesTaken: somebody has booked one of the dates meanwhile; nothing is restored.
        PlaceClosed: the place has closed on one of them meanwhile.
        QuotaReached: other bookings have used the hours meanwhile.
    """
    now = now or timezone.now()
    try:
        with one_transaction():
            locked = locked_series(by, series)
            bookings = _just_cancelled(locked, by, now)
            if not bookings and locked.bookings.filter(status__in=Booking.OPEN).exists():
                return locked
            if not bookings:
                raise NotRestorable
            _restore(locked, bookings, by, now)
            _reach_again(locked, max(one.occurs_on for one in bookings if one.occurs_on))
            series_notifications.tell_restored(locked)
    except Taken as taken:
        raise OccurrencesTaken from taken
    return locked


def _just_cancelled(series: BookingSeries, by: Person, now: datetime) -> list[Booking]:
    """The dates that the last cancellation of somebody took, and that may still be taken back."""
    cancelled = series.bookings.select_related("place").filter(
        status=Booking.Status.CANCELLED,
        cancelled_by=by,
        cancelled_at__gte=now - UNDO_DELAY,
        confirmed_at__isnull=False,
        period__endswith__gt=now,
    )
    last = cancelled.exclude(cancelled_because=Booking.CancelledBecause.CLOSURE).aggregate(
        at=Max("cancelled_at")
    )["at"]
    return list(
        cancelled.filter(cancelled_at=last)
        .select_for_update(no_key=True, of=("self",))
        .order_by("occurs_on")
    )


def _restore(series: BookingSeries, bookings: Sequence[Booking], by: Person, now: datetime) -> None:
    """The bookings stand again, with their charges, or a rule of the database says why not."""
    plan = plan_of(series.place)
    is_counted = any(space.rules.has_quota for space in plan.spaces) and not by.has_perm(
        "workspaces.book_for_somebody_else", series.place
    )
    if is_counted:
        lock_person_under_quota(series.booked_for)
    Booking.objects.filter(pk__in=[one.pk for one in bookings]).update(
        status=Booking.Status.CONFIRMED,
        confirmed_at=now,
        cancelled_at=None,
        cancelled_by=None,
        cancelled_because="",
        cancellation_note="",
        sequence=F("sequence") + 1,
    )
    charged, asked = _charged(bookings), _asked_of(bookings)
    for booking in bookings:
        booking.status = Booking.Status.CONFIRMED
        if booking.pk in charged:
            charge_again(booking)
        if is_counted:
            spaces = [space for space in plan.spaces if space.pk in asked[booking.pk]]
            check_quotas(person=series.booked_for, plan=plan, spaces=spaces, booking=booking)
        publish(
            BookingRestored(
                booking_id=booking.pk,
                place_id=booking.place_id,
                booked_for_id=series.booked_for_id,
            )
        )


def _reach_again(series: BookingSeries, last: date) -> None:
    """A series that its cancellation had ended goes on to a day; of the days that its rule names
    until there, those that never had a booking are left out, as before."""
    if Recurrence.of(series).named_days()[-1] < last:
        series.until, series.count = last, None
        booked = set(series.bookings.values_list("occurs_on", flat=True))
        series.skipped_on = [day for day in Recurrence.of(series).named_days() if day not in booked]
    series.sequence += 1
    series.save(update_fields=["until", "count", "skipped_on", "sequence"])


@tried_again
def change_series(
    *,
    by: Person,
    series: BookingSeries,
    starts: int,
    ends: int,
    resources: Iterable[UUID],
    from_day: date | None = None,
    dates: Sequence[ChosenDate] | None = None,
    expected_sequence: int | None = None,
    now: datetime | None = None,
) -> BookingSeries:
    """Gives the dates to come of a series, from `from_day` on, other hours or other spaces.

    `starts` and `ends` are minutes of the local clock. `dates` are those to move, as the rule
    will say or otherwise in the same place; those that are not among them stay as they were,
    as exceptions of the new rule. Returns the series that holds the dates from there on: the
    same where all its dates change, else one whose `previous` is the series that was.

    Raises:
        NotAllowed: `by` neither holds the series nor runs the place.
        NotMovable: nothing of it is to come.
        SeriesWaits: the place has not agreed to it yet.
        ChangedMeanwhile: it is not as `expected_sequence` says any more.
        OccurrencesTaken: a date has been taken by others meanwhile; nothing is written.
        BookingRefused: with the sentence that says which rule stands against it.
    """
    now = now or timezone.now()
    try:
        with one_transaction():
            locked = locked_series(by, series)
            if expected_sequence is not None and locked.sequence != expected_sequence:
                raise ChangedMeanwhile
            bookings = _to_come(locked, from_day, now)
            if not bookings:
                raise NotMovable
            if any(booking.status == Booking.Status.REQUESTED for booking in bookings):
                raise SeriesWaits
            change = _Change(by=by, series=locked, starts=starts, ends=ends, now=now)
            spaces = change.spaces(resources, max(booking.attendees for booking in bookings))
            if any(space.rules.has_quota for space in change.plan.spaces):
                lock_person_under_quota(locked.booked_for)
            first_on = min(booking.occurs_on for booking in bookings if booking.occurs_on)
            following = _following(locked, first_on, as_for=bookings[0])
            following.starts, following.ends = starts, ends
            following.save()
            following.resources.set(Resource.objects.filter(pk__in=[one.pk for one in spaces]))
            if following.pk != locked.pk:
                _divide(locked, following)
            change.move(bookings, following, spaces, dates)
            former = locked if following.pk != locked.pk else None
            series_notifications.tell_changed(following, former=former, by=by)
    except Taken as taken:
        raise OccurrencesTaken from taken
    return following


@dataclass(frozen=True, kw_only=True)
class _Change:
    """Who changes what, and when."""

    by: Person
    series: BookingSeries
    starts: int
    ends: int
    now: datetime

    @property
    def plan(self) -> PlacePlan:
        return plan_of(self.series.place)

    @cached_property
    def runs_place(self) -> bool:
        return self.by.has_perm("workspaces.book_for_somebody_else", self.series.place)

    def spaces(self, resources: Iterable[UUID], attendees: int) -> list[Space]:
        found = [self.plan.space(pk) for pk in dict.fromkeys(resources)]
        spaces = [space for space in found if space is not None and space.is_active]
        if not spaces or len(spaces) < len(found):
            raise ResourceUnknown
        if attendees > sum(space.capacity for space in spaces):
            raise TooManyAttendees
        return spaces

    def move(
        self,
        bookings: Sequence[Booking],
        following: BookingSeries,
        spaces: list[Space],
        dates: Sequence[ChosenDate] | None,
    ) -> None:
        """Moves the dates that were chosen; the others stay where they are."""
        by_day = {booking.occurs_on: booking for booking in bookings}
        rule = Recurrence.of(following)
        chosen = [ChosenDate(day=day) for day in by_day if day] if dates is None else dates
        if not {one.day for one in chosen} <= set(by_day):
            raise SeriesEmpty
        left = _asked_of(bookings)
        for one in sorted(chosen, key=lambda date_: date_.day):
            booking = by_day[one.day]
            wanted = spaces
            if one.resource_id:
                wanted = self.spaces([one.resource_id], booking.attendees)
            period = as_interval(one.period) if one.period else rule.period_on(one.day)
            was = Interval(booking.period.lower, booking.period.upper)
            if period == was and {space.pk for space in wanted} == set(left[booking.pk]):
                continue
            self._check(wanted, rule, period)
            is_counted = not self.runs_place and any(space.rules.has_quota for space in wanted)
            hold_instead(
                booking,
                plan=self.plan,
                left_ids=left[booking.pk],
                spaces=wanted,
                period=period,
                now=self.now,
            )
            if is_counted:
                check_quotas(
                    person=following.booked_for, plan=self.plan, spaces=wanted, booking=booking
                )
            change_charge(booking)
            publish(
                BookingMoved(
                    booking_id=booking.pk,
                    place_id=booking.place_id,
                    booked_for_id=following.booked_for_id,
                    left_starts_at=was.start,
                    left_ends_at=was.end,
                )
            )

    def _check(self, spaces: list[Space], rule: Recurrence, period: Interval) -> None:
        place = self.series.place
        for space in spaces:
            wish = SeriesWish(
                place=place,
                plan=self.plan,
                space=space,
                recurrence=rule,
                person=self.series.booked_for,
                runs_place=self.runs_place,
                now=self.now,
            )
            check_date(wish, space, period)
            if space.rules.needs_approval and not self.runs_place:
                raise ChangeNeedsApproval


def locked_series(by: Person, series: BookingSeries) -> BookingSeries:
    """The series as it is now, kept from other changes until the end of the transaction."""
    locked = (
        BookingSeries.objects.select_for_update(no_key=True, of=("self",))
        .select_related("place__commune", "booked_for")
        .get(pk=series.pk)
    )
    if not by.has_perm("workspaces.change_series", locked):
        raise NotAllowed
    return locked


def _to_come(series: BookingSeries, from_day: date | None, now: datetime) -> list[Booking]:
    """The dates that still stand and have not begun, locked in the order of their days."""
    bookings: QuerySet[Booking] = series.bookings.select_related("place").filter(
        status__in=(Booking.Status.REQUESTED, Booking.Status.CONFIRMED),
        period__startswith__gt=now,
    )
    if from_day is not None:
        bookings = bookings.filter(occurs_on__gte=from_day)
    return list(bookings.select_for_update(no_key=True, of=("self",)).order_by("occurs_on"))


def _who(by: Person, series: BookingSeries) -> str:
    because = Booking.CancelledBecause
    return because.HOLDER if by.pk in {series.booked_for_id, series.created_by_id} else because.HOST


def _end_before(series: BookingSeries, first_gone: date) -> None:
    """Ends a series before a day, where it has days before and nothing stands after."""
    before = [day for day in Recurrence.of(series).named_days() if day < first_gone]
    standing = series.bookings.filter(status__in=STANDING)
    if before and not standing.filter(occurs_on__gt=before[-1]).exists():
        _cut(series, before[-1])
    else:
        series.sequence += 1
        series.save(update_fields=["sequence"])


def _cut(series: BookingSeries, last: date) -> None:
    series.until, series.count = last, None
    series.skipped_on = [day for day in series.skipped_on if day <= last]
    series.sequence += 1
    series.save(update_fields=["until", "count", "skipped_on", "sequence"])


def _following(series: BookingSeries, first_on: date, *, as_for: Booking) -> BookingSeries:
    """What holds the dates from a day on: the series itself where none comes before. Another
    brings whom the first of these dates, `as_for`, brings."""
    rule = Recurrence.of(series)
    named = rule.named_days()
    if not any(day < first_on for day in named):
        series.sequence += 1
        return series
    last_of_month = rule.rank == -1
    return BookingSeries(
        place=series.place,
        booked_for=series.booked_for,
        created_by=series.created_by,
        frequency=Frequency.MONTHLY_LAST if last_of_month else series.frequency,
        first_on=first_on,
        until=named[-1],
        count=None,
        skipped_on=[day for day in series.skipped_on if day >= first_on],
        attendees=as_for.attendees,
        purpose=series.purpose,
        guests=as_for.guests,
        is_private=series.is_private,
    )


def _divide(series: BookingSeries, following: BookingSeries) -> None:
    """Gives the dates from a day on to the series that follows, and links the two."""
    BookingSeries.objects.filter(previous=series).update(previous=following)
    following.previous = series
    following.save(update_fields=["previous"])
    series.bookings.filter(occurs_on__gte=following.first_on).update(
        series=following, sequence=F("sequence") + 1
    )
    rule = Recurrence.of(series)
    before = [day for day in rule.named_days() if day < following.first_on]
    _cut(series, before[-1])


def _charged(bookings: Sequence[Booking]) -> set[UUID]:
    """Those for which something may be due; one query."""
    return set(Charge.objects.filter(booking__in=bookings).values_list("booking", flat=True))


def _asked_of(bookings: Sequence[Booking]) -> dict[UUID, list[UUID]]:
    """What each booking asked for, without the parts; one query."""
    asked: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Hold.objects.filter(booking__in=bookings, is_implied=False)
    for booking_id, resource_id in rows.values_list("booking_id", "resource_id"):
        asked[booking_id].append(resource_id)
    return asked
