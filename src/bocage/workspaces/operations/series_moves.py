"""Changing a series: all that is to come, or from one date on.

The past stays as it was. A series changed from one of its dates on ends before it, and another
begins there, whose `previous` it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypedDict, Unpack
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces import series_notifications
from bocage.workspaces.availability import Interval
from bocage.workspaces.errors import (
    ChangedMeanwhile,
    NotMovable,
    ResourceUnknown,
    Taken,
    TooManyAttendees,
)
from bocage.workspaces.events import BookingMoved
from bocage.workspaces.models import Booking, BookingSeries, Resource
from bocage.workspaces.operations.charges import change_charge
from bocage.workspaces.operations.moves import hold_instead
from bocage.workspaces.operations.quotas import check_quotas, lock_person_under_quota
from bocage.workspaces.operations.series import PURPOSE_LENGTH, ChosenDate, add_dates
from bocage.workspaces.operations.series_changes import (
    asked_of,
    cancel_dates,
    cut_series,
    dates_to_come,
    locked_series,
)
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
from bocage.workspaces.series_rules import ChangedRule, changed_rule


class SeriesChanges(TypedDict, total=False):
    """What may change of a series besides its hours and its spaces; what is not said stays.

    `weekday` (0 is Monday) moves each date within its week, or within its month at the same
    rank. `until`, a day that is included, gives up the dates after it, or adds those before it.
    `purpose` and `is_private` are said of all the dates to come.
    """

    weekday: int | None
    until: date | None
    purpose: str
    is_private: bool


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
    **changes: Unpack[SeriesChanges],
) -> BookingSeries:
    """Gives the dates to come of a series, from `from_day` on, other hours, other spaces, another
    day of the week, another end, another purpose.

    `starts` and `ends` are minutes of the local clock. `dates` are those to move or to add, by
    their day of the new rule, as it says or otherwise in the same place; where it is None, all
    but those in another place. Those that are not among them stay as they were, as exceptions of
    the new rule, or are not added. Dates after the new end are cancelled. Returns the series that
    holds the dates from there on: the same where all its dates change, else one whose `previous`
    is the series that was.

    Raises:
        NotAllowed: `by` neither holds the series nor runs the place.
        NotMovable: nothing of it is to come.
        SeriesWaits: the place has not agreed to it yet.
        ChangedMeanwhile: it is not as `expected_sequence` says any more.
        SeriesNamesNoDay, SeriesTooLong: its new end makes no series.
        OccurrencesTaken: a date has been taken by others meanwhile; nothing is written.
        BookingRefused: with the sentence that says which rule stands against it.
    """
    now = now or timezone.now()
    asked = [*resources]
    try:
        with one_transaction():
            locked = locked_series(by, series)
            if expected_sequence is not None and locked.sequence != expected_sequence:
                raise ChangedMeanwhile
            bookings = dates_to_come(locked, from_day, now)
            if not bookings:
                raise NotMovable
            if any(booking.status == Booking.Status.REQUESTED for booking in bookings):
                raise SeriesWaits
            rule = changed_rule(
                Recurrence.of(locked),
                first_on=min(booking.occurs_on for booking in bookings if booking.occurs_on),
                starts=starts,
                ends=ends,
                weekday=changes.get("weekday"),
                until=changes.get("until"),
            )
            plan = plan_of(locked.place)
            most = max(booking.attendees for booking in bookings)
            change = _Change(
                by=by,
                series=locked,
                plan=plan,
                bookings=bookings,
                spaces=_spaces(plan, asked, most),
                rule=rule,
                now=now,
            )
            if any(space.rules.has_quota for space in change.plan.spaces):
                lock_person_under_quota(locked.booked_for)
            following = change.write(dates, changes)
            former = locked if following.pk != locked.pk else None
            series_notifications.tell_changed(following, former=former, by=by)
    except Taken as taken:
        raise OccurrencesTaken from taken
    return following


def _spaces(plan: PlacePlan, resources: Iterable[UUID], attendees: int) -> list[Space]:
    found = [plan.space(pk) for pk in dict.fromkeys(resources)]
    spaces = [space for space in found if space is not None and space.is_active]
    if not spaces or len(spaces) < len(found):
        raise ResourceUnknown
    if attendees > sum(space.capacity for space in spaces):
        raise TooManyAttendees
    return spaces


@dataclass(frozen=True, kw_only=True)
class _Change:
    """Who changes what of a series, and when: `bookings` are its dates to come, in their order."""

    by: Person
    series: BookingSeries
    plan: PlacePlan
    bookings: list[Booking]
    spaces: list[Space]
    rule: ChangedRule
    now: datetime

    @property
    def first_on(self) -> date:
        """The first day that changes, by the rule of before."""
        return min(self.rule.becomes)

    @cached_property
    def runs_place(self) -> bool:
        return self.by.has_perm("workspaces.book_for_somebody_else", self.series.place)

    def write(self, dates: Sequence[ChosenDate] | None, changes: SeriesChanges) -> BookingSeries:
        """Writes the rule and each date, and returns the series that holds them."""
        kept = {self._day_of(one): one for one in self.bookings if self._is_kept(one)}
        added = self.rule.added
        here = [day for day, one in kept.items() if one.place_id == self.series.place_id]
        chosen = [ChosenDate(day=day) for day in [*here, *added]] if dates is None else [*dates]
        chosen.sort(key=lambda one: one.day)
        days = {one.day for one in chosen}
        if not days <= {*kept, *added}:
            raise SeriesEmpty
        following = self._following(self.rule.skipping({*added} - days), changes)
        self._rename_days(following)
        self._say(following, changes)
        given_up = [one for one in self.bookings if not self._is_kept(one)]
        if given_up:
            cancel_dates(given_up, by=self.by, series=following, note="", now=self.now)
        self._move(following, [(kept[one.day], one) for one in chosen if one.day in kept])
        further = [one for one in chosen if one.day not in kept]
        if further:
            add_dates(following, further, by=self.by, spaces=self.spaces, now=self.now)
        return following

    def _day_of(self, booking: Booking) -> date:
        """The day that a date is by the new rule."""
        assert booking.occurs_on is not None  # noqa: S101 - it is a date of a series
        return self.rule.becomes[booking.occurs_on]

    def _is_kept(self, booking: Booking) -> bool:
        assert booking.occurs_on is not None  # noqa: S101 - it is a date of a series
        return self.rule.keeps(booking.occurs_on)

    def _following(self, rule: Recurrence, changes: SeriesChanges) -> BookingSeries:
        """What holds the dates from here on: the series itself where none comes before, else
        another, which brings whom the first of these dates brings."""
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
        following.resources.set(Resource.objects.filter(pk__in=[one.pk for one in self.spaces]))
        if not is_whole:
            _divide(series, following, self.first_on)
        return following

    def _rename_days(self, following: BookingSeries) -> None:
        """Gives each date its day by the new rule: calendars know it by it. What was cancelled
        keeps no day that the rule gives to another."""
        becomes = self.rule.becomes
        taken = self.rule.named.union(becomes.values()).difference(becomes)
        closed = following.bookings.exclude(status__in=Booking.OPEN)
        closed.filter(occurs_on__in=taken).update(series=None, occurs_on=None)
        if all(day == other for day, other in becomes.items()):
            return
        renamed = list(following.bookings.filter(occurs_on__in=[*becomes]))
        for booking in renamed:
            booking.occurs_on = self._day_of(booking)
        Booking.objects.bulk_update(renamed, ["occurs_on"])

    def _say(self, following: BookingSeries, changes: SeriesChanges) -> None:
        """The purpose, and whether it is private, on each of the dates."""
        said = {
            name: getattr(following, name) for name in ("purpose", "is_private") if name in changes
        }
        if said:
            dates = Booking.objects.filter(pk__in=[one.pk for one in self.bookings])
            dates.update(**said, sequence=F("sequence") + 1)

    def _move(self, following: BookingSeries, chosen: Sequence[tuple[Booking, ChosenDate]]) -> None:
        """Moves the dates that were chosen; the others stay where they are."""
        left = asked_of(self.bookings)
        for booking, one in chosen:
            wanted = self.spaces
            if one.resource_id:
                wanted = _spaces(self.plan, [one.resource_id], booking.attendees)
            period = (
                as_interval(one.period) if one.period else self.rule.recurrence.period_on(one.day)
            )
            was = Interval(booking.period.lower, booking.period.upper)
            if period == was and {space.pk for space in wanted} == set(left[booking.pk]):
                continue
            self._check(wanted, period)
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


def _copy(series: BookingSeries, *, as_for: Booking) -> BookingSeries:
    """A series for the same person in the same place, which brings whom a date brings."""
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
