"""Changes of a series: all its future dates, or from one date on.

Past dates stay. A series changed from one of its dates on ends before it, and a new one begins
there, whose `previous` is the old one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypedDict, Unpack
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.billing.operations.charges import change_charge
from bocage.workspaces.booking_refusals.errors import ResourceUnknown, Taken
from bocage.workspaces.booking_refusals.periods import as_interval
from bocage.workspaces.bookings.errors import ChangedMeanwhile, NotMovable, TooManyAttendees
from bocage.workspaces.bookings.events import BookingMoved
from bocage.workspaces.bookings.operations.moves import hold_instead
from bocage.workspaces.opening_hours.availability import Interval
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of
from bocage.workspaces.places.models import Resource
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.operations.quotas import check_quotas, lock_person_under_quota
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series import notifications
from bocage.workspaces.series.deviations import deviations_of
from bocage.workspaces.series.errors import (
    ChangeNeedsApproval,
    OccurrencesTaken,
    SeriesEmpty,
    SeriesWaits,
)
from bocage.workspaces.series.operations.changes import (
    cancel_dates,
    cut_series,
    dates_to_come,
    locked_series,
    requested_resources,
)
from bocage.workspaces.series.operations.series import PURPOSE_LENGTH, ChosenDate, add_dates
from bocage.workspaces.series.preview import SeriesWish, check_date
from bocage.workspaces.series.rules import ChangedRule, changed_rule


class SeriesChanges(TypedDict, total=False):
    """Optional changes to a series besides its hours and its spaces; a missing key leaves the value
    unchanged.

    `weekday` (0 is Monday) moves each date within its week, or within its month at the same rank.
    `frequency` drops the dates that this rhythm skips, and adds those that only it has; a date that
    was moved individually is not dropped, but leaves the series. `until`, an included day, drops
    the dates after it, or adds those before it. `purpose` and `is_private` apply to all future
    dates.
    """

    weekday: int | None
    frequency: str | None
    until: date | None
    purpose: str
    is_private: bool


@retry_on_conflict
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
    **changes: Unpack[SeriesChanges],
) -> BookingSeries:
    """Changes the future dates of a series, from `from_day` on: hours (minutes of the local clock),
    spaces, and the `changes`.

    `dates` are those to move or to add, by their day of the new rule; None means all but those in
    another place. The others stay unchanged, as exceptions of the new rule, or are not added.
    Returns the series that holds the dates from there on: the same if all its dates change, else a
    new one whose `previous` is the old one.

    Raises:
        NotAllowed: `by` neither holds the series nor runs the place.
        NotMovable, SeriesWaits: no date is to come, or is approved yet.
        ChangedMeanwhile: its `sequence` is not `expected_sequence`.
        SeriesNamesNoDay, SeriesTooLong, SeriesEmpty: its new rule makes no series.
        OccurrencesTaken: a date was taken by another booking meanwhile; nothing is written.
        BookingRefused: with the sentence on the violated rule.
    """
    now, resource_ids = now or timezone.now(), [*resources]
    try:
        with refusing(RULES):
            locked = _locked_as_seen(by, series, expected_sequence)
            bookings = _agreed_dates_to_come(locked, from_day, now)
            plan = plan_of(locked.place)
            change = _Change(
                by=by,
                series=locked,
                plan=plan,
                bookings=bookings,
                spaces=_spaces(plan, resource_ids, max(booking.attendees for booking in bookings)),
                rule=_rule_from(locked, bookings, starts, ends, changes),
                now=now,
            )
            change.wait_for_quotas()
            return change.write(dates, changes)
    except Taken as conflict:
        raise OccurrencesTaken from conflict


def _locked_as_seen(
    by: Person, series: BookingSeries, expected_sequence: int | None
) -> BookingSeries:
    locked = locked_series(by, series)
    if expected_sequence is not None and locked.sequence != expected_sequence:
        raise ChangedMeanwhile
    return locked


def _agreed_dates_to_come(
    series: BookingSeries, from_day: date | None, now: datetime
) -> list[Booking]:
    bookings = dates_to_come(series, from_day, now)
    if not bookings:
        raise NotMovable
    if any(booking.status == Booking.Status.REQUESTED for booking in bookings):
        raise SeriesWaits
    return bookings


def _rule_from(
    series: BookingSeries,
    bookings: Sequence[Booking],
    starts: int,
    ends: int,
    changes: SeriesChanges,
) -> ChangedRule:
    return changed_rule(
        Recurrence.of(series),
        first_on=min(_day_of(booking) for booking in bookings),
        starts=starts,
        ends=ends,
        frequency=changes.get("frequency"),
        weekday=changes.get("weekday"),
        until=changes.get("until"),
    )


def _spaces(plan: PlacePlan, resources: Iterable[UUID], attendees: int) -> list[Space]:
    candidates = [plan.space(pk) for pk in dict.fromkeys(resources)]
    spaces = [space for space in candidates if space is not None and space.is_active]
    if not spaces or len(spaces) < len(candidates):
        raise ResourceUnknown
    if attendees > sum(space.capacity for space in spaces):
        raise TooManyAttendees
    return spaces


@dataclass(frozen=True, kw_only=True)
class _Change:
    """Change of a series by somebody: `bookings` are its dates to come, in their order."""

    by: Person
    series: BookingSeries
    plan: PlacePlan
    bookings: list[Booking]
    spaces: list[Space]
    rule: ChangedRule
    now: datetime

    @property
    def first_on(self) -> date:
        """Returns the first day that changes, by the rule of before."""
        return min(self.rule.becomes)

    @cached_property
    def runs_place(self) -> bool:
        return self.by.has_perm("workspaces.book_for_somebody_else", self.series.place)

    def wait_for_quotas(self) -> None:
        """Keeps the person from booking more elsewhere meanwhile, where hours are counted."""
        if any(space.rules.has_quota for space in self.plan.spaces):
            lock_person_under_quota(self.series.booked_for)

    def write(self, dates: Sequence[ChosenDate] | None, changes: SeriesChanges) -> BookingSeries:
        """Writes the rule and each date, notifies the person, and returns the series that holds the
        dates.
        """
        chosen_dates = self._dates_to_write(dates)
        left_out = {*self.rule.added} - {date_.day for date_ in chosen_dates}
        leaving = self._moved_off_the_rhythm()
        following = self._following(self.rule.skipping(left_out), changes)
        self._rename_days(following)
        self._write_purpose(following, changes)
        given_up = [booking for booking in self._given_up if booking not in leaving]
        self._cancel(given_up, following)
        self._detach_skipped_dates(following)
        self._move(following, [date_ for date_ in chosen_dates if date_.day in self._retained])
        self._add(following, [date_ for date_ in chosen_dates if date_.day not in self._retained])
        self._notify(following, given_up, leaving)
        return following

    @cached_property
    def _retained(self) -> dict[date, Booking]:
        """Returns the dates that remain in the series, by their days of the new rule."""
        return {
            self._new_day(booking): booking
            for booking in self.bookings
            if self.rule.retains(_day_of(booking))
        }

    @cached_property
    def _given_up(self) -> list[Booking]:
        return [booking for booking in self.bookings if not self.rule.retains(_day_of(booking))]

    def _new_day(self, booking: Booking) -> date:
        return self.rule.becomes[_day_of(booking)]

    def _dates_to_write(self, dates: Sequence[ChosenDate] | None) -> list[ChosenDate]:
        """Returns the dates to move or to add, in their order.

        Raises:
            SeriesEmpty: one is of no day of the rule, or no date would be left.
        """
        added = self.rule.added
        in_place = [
            day
            for day, booking in self._retained.items()
            if booking.place_id == self.series.place_id
        ]
        chosen_dates = (
            [ChosenDate(day=day) for day in [*in_place, *added]] if dates is None else dates
        )
        if not {date_.day for date_ in chosen_dates} <= {*self._retained, *added}:
            raise SeriesEmpty
        if not chosen_dates and not self._retained:
            raise SeriesEmpty
        return sorted(chosen_dates, key=lambda date_: date_.day)

    def _moved_off_the_rhythm(self) -> list[Booking]:
        """Returns the dates that the rhythm skips and that were moved individually before: they
        leave the series instead of being cancelled.
        """
        passed = [
            booking.pk for booking in self._given_up if self.rule.passes_over(_day_of(booking))
        ]
        if not passed:
            return []
        dates = Booking.objects.filter(pk__in=passed).select_related("place").with_resources()
        deviations = deviations_of(self.series, dates)
        return [booking for booking in self._given_up if _day_of(booking) in deviations]

    def _following(self, rule: Recurrence, changes: SeriesChanges) -> BookingSeries:
        """Returns the series that holds the dates from here on: the same if no date comes before,
        else a new one, with the guests of the first of these dates.
        """
        series = self.series
        is_whole = not any(day < self.first_on for day in Recurrence.of(series).named_days())
        following = series if is_whole else _copy(series, as_for=self.bookings[0])
        following.frequency, following.first_on = rule.frequency, rule.first_on
        following.until, following.count = rule.until, None
        following.starts, following.ends = rule.starts, rule.ends
        following.skipped_on = sorted(rule.skipped)
        following.purpose = changes.get("purpose", series.purpose).strip()[:PURPOSE_LENGTH]
        following.is_private = changes.get("is_private", series.is_private)
        if is_whole:
            following.sequence += 1
        following.save()
        following.resources.set(Resource.objects.filter(pk__in=[space.pk for space in self.spaces]))
        if not is_whole:
            _divide(series, following, self.first_on)
        return following

    def _rename_days(self, following: BookingSeries) -> None:
        """Gives each date its day by the new rule, by which calendars identify it. A cancelled date
        loses a day that the rule gives to another.
        """
        becomes = self.rule.becomes
        reused_days = self.rule.named_days.union(becomes.values()).difference(becomes)
        closed = following.bookings.exclude(status__in=Booking.OPEN)
        _leave_series(closed.filter(occurs_on__in=reused_days))
        if all(day == new_day for day, new_day in becomes.items()):
            return
        renamed = list(following.bookings.filter(occurs_on__in=[*becomes]))
        for booking in renamed:
            booking.occurs_on = self._new_day(booking)
        Booking.objects.bulk_update(renamed, ["occurs_on"])

    def _write_purpose(self, following: BookingSeries, changes: SeriesChanges) -> None:
        """Sets the purpose, and whether it is private, on each of the dates."""
        changed_values = {
            name: getattr(following, name) for name in ("purpose", "is_private") if name in changes
        }
        if changed_values:
            dates = Booking.objects.filter(pk__in=[booking.pk for booking in self.bookings])
            dates.update(**changed_values, sequence=F("sequence") + 1)

    def _cancel(self, given_up: Sequence[Booking], following: BookingSeries) -> None:
        if given_up:
            cancel_dates(given_up, by=self.by, series=following, note="", now=self.now)

    def _detach_skipped_dates(self, following: BookingSeries) -> None:
        """Detaches from the series the dates, cancelled or not, on days that the new rule skips:
        neither the rule nor calendars have these days.
        """
        becomes = self.rule.becomes
        passed = [becomes[day] for day in becomes if self.rule.passes_over(day)]
        _leave_series(following.bookings.filter(occurs_on__in=passed))

    def _add(self, following: BookingSeries, dates: Sequence[ChosenDate]) -> None:
        if dates:
            add_dates(following, dates, by=self.by, spaces=self.spaces, now=self.now)

    def _notify(
        self,
        following: BookingSeries,
        cancelled: Sequence[Booking],
        leaving: Sequence[Booking],
    ) -> None:
        notifications.notify_changed(
            following,
            former=self.series if following.pk != self.series.pk else None,
            cancelled=[_day_of(booking) for booking in cancelled],
            leaving=leaving,
            by=self.by,
        )

    def _move(self, following: BookingSeries, dates: Sequence[ChosenDate]) -> None:
        """Moves the dates that were chosen; the others stay where they are."""
        old_resources = requested_resources(self.bookings)
        for date_ in dates:
            booking = self._retained[date_.day]
            spaces, period = self._new_holds(date_, booking)
            was = Interval(booking.period.lower, booking.period.upper)
            if period != was or {space.pk for space in spaces} != set(old_resources[booking.pk]):
                self._move_one(booking, old_resources[booking.pk], spaces, period, following)
                _publish_moved(booking, was)

    def _new_holds(self, date_: ChosenDate, booking: Booking) -> tuple[list[Space], Interval]:
        """Returns the resources and the period that a chosen date is to hold."""
        spaces = self.spaces
        if date_.resource_id:
            spaces = _spaces(self.plan, [date_.resource_id], booking.attendees)
        if date_.period:
            return spaces, as_interval(date_.period)
        return spaces, self.rule.recurrence.period_on(date_.day)

    def _move_one(
        self,
        booking: Booking,
        left_ids: list[UUID],
        spaces: list[Space],
        period: Interval,
        following: BookingSeries,
    ) -> None:
        self._check(spaces, period)
        hold_instead(
            booking,
            plan=self.plan,
            old_ids=left_ids,
            spaces=spaces,
            period=period,
            now=self.now,
        )
        if not self.runs_place and any(space.rules.has_quota for space in spaces):
            check_quotas(
                person=following.booked_for, plan=self.plan, spaces=spaces, booking=booking
            )
        change_charge(booking)

    def _check(self, spaces: list[Space], period: Interval) -> None:
        for space in spaces:
            check_date(self._wish, space, period)
            if space.rules.needs_approval and not self.runs_place:
                raise ChangeNeedsApproval

    @cached_property
    def _wish(self) -> SeriesWish:
        return SeriesWish(
            place=self.series.place,
            plan=self.plan,
            space=self.spaces[0],
            recurrence=self.rule.recurrence,
            person=self.series.booked_for,
            runs_place=self.runs_place,
            now=self.now,
        )


def _day_of(booking: Booking) -> date:
    """Returns the day that a date of a series is, by its rule."""
    assert booking.occurs_on is not None  # noqa: S101 - it is a date of a series
    return booking.occurs_on


def _leave_series(bookings: QuerySet[Booking]) -> None:
    """Makes bookings of their own of some dates of a series."""
    bookings.update(series=None, occurs_on=None)


def _publish_moved(booking: Booking, was: Interval) -> None:
    publish(
        BookingMoved(
            booking_id=booking.pk,
            place_id=booking.place_id,
            booked_for_id=booking.booked_for_id,
            left_starts_at=was.start,
            left_ends_at=was.end,
        )
    )


def _copy(series: BookingSeries, *, as_for: Booking) -> BookingSeries:
    """Returns a new series for the same person in the same place, with the guests of a date."""
    return BookingSeries(
        place=series.place,
        booked_for=series.booked_for,
        created_by=series.created_by,
        attendees=as_for.attendees,
        guests=as_for.guests,
    )


def _divide(series: BookingSeries, following: BookingSeries, first_on: date) -> None:
    """Gives the dates from a day on to the series that follows, and links the two."""
    BookingSeries.objects.filter(previous=series).update(previous=following)
    following.previous = series
    following.save(update_fields=["previous"])
    series.bookings.filter(occurs_on__gte=first_on).update(
        series=following, sequence=F("sequence") + 1
    )
    before = [day for day in Recurrence.of(series).named_days() if day < first_on]
    cut_series(series, before[-1])
