"""Opening hours, halves of a day, free slots and strips, with no database."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bocage.workspaces.opening_hours.availability import (
    PARIS,
    ClosedPeriod,
    DayRange,
    Interval,
    OpeningHours,
    day_interval,
    exists_on_the_clock,
    free_slots,
    halves,
    instant,
    is_free,
    nearest_slots,
    open_day,
    remaining,
    starts_within,
    strip,
    subtract,
)

FORWARD = date(2026, 3, 29)
BACK = date(2026, 10, 25)
TUESDAY = date(2026, 11, 24)
NINE_TO_SIX = OpeningHours(weekly={day: (DayRange(540, 1080),) for day in range(7)})
WITH_A_BREAK = OpeningHours(
    weekly={day: (DayRange(540, 750), DayRange(840, 1080)) for day in range(7)}
)
HALF_HOUR = timedelta(minutes=30)

moments = st.integers(0, 7 * 24 * 12).map(
    lambda number: datetime(2026, 10, 22, tzinfo=UTC) + number * timedelta(minutes=5)
)
intervals = st.tuples(moments, moments).map(lambda pair: Interval(*sorted(pair)))
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
minutes = st.integers(0, 48).map(lambda number: number * 30)


def local(interval):
    return tuple(moment.astimezone(PARIS).strftime("%d %H:%M") for moment in interval)


def test_the_days_of_clock_change_are_23_and_25_hours_long():
    assert day_interval(FORWARD).length == timedelta(hours=23)
    assert day_interval(BACK).length == timedelta(hours=25)
    assert day_interval(TUESDAY).length == timedelta(hours=24)


def test_opening_over_the_clock_change_keeps_the_hours_of_the_clock():
    night = OpeningHours(weekly={6: (DayRange(60, 300),)})

    forward, backward = open_day(night, FORWARD), open_day(night, BACK)

    assert [local(part) for part in forward.intervals] == [("29 01:00", "29 05:00")]
    assert [part.length for part in forward.intervals] == [timedelta(hours=3)]
    assert [local(part) for part in backward.intervals] == [("25 01:00", "25 05:00")]
    assert [part.length for part in backward.intervals] == [timedelta(hours=5)]


def test_an_hour_that_exists_twice_opens_with_the_first_and_closes_with_the_second():
    night = OpeningHours(weekly={6: (DayRange(120, 150),)})

    assert open_day(night, BACK).intervals == (
        Interval(datetime(2026, 10, 25, 0, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    )


def test_opening_within_the_skipped_hour_is_empty():
    night = OpeningHours(weekly={6: (DayRange(130, 170),)})

    assert not open_day(night, FORWARD).is_open


@pytest.mark.parametrize(
    ("day", "clock", "does_exist"),
    [
        (FORWARD, 119, True),
        (FORWARD, 120, False),
        (FORWARD, 179, False),
        (FORWARD, 180, True),
        (BACK, 150, True),
        (TUESDAY, 150, True),
    ],
)
def test_which_clock_times_exist(day, clock, does_exist):
    assert exists_on_the_clock(day, clock) is does_exist


def test_a_public_holiday_is_closed_and_named():
    assert open_day(NINE_TO_SIX, date(2026, 11, 11)).reason == "11 novembre"
    assert open_day(NINE_TO_SIX, date(2026, 1, 1)).reason == "1er janvier"
    assert open_day(NINE_TO_SIX, date(2026, 11, 11)).closed_because == "holiday"


def test_a_place_may_open_on_public_holidays():
    hours = OpeningHours(weekly=NINE_TO_SIX.weekly, observes_public_holidays=False)

    assert open_day(hours, date(2026, 11, 11)).is_open


def test_exceptional_hours_stand_even_on_a_public_holiday():
    armistice = date(2026, 11, 11)
    hours = OpeningHours(weekly=NINE_TO_SIX.weekly, exceptions={armistice: (DayRange(600, 720),)})

    assert [local(part) for part in open_day(hours, armistice).intervals] == [
        ("11 10:00", "11 12:00")
    ]


def test_a_closure_cuts_the_day_and_says_why_when_nothing_is_left():
    noon = instant(TUESDAY, 720)
    hours_with_break = OpeningHours(
        weekly=NINE_TO_SIX.weekly,
        closures=(ClosedPeriod(Interval(noon, noon + timedelta(hours=1)), "ménage"),),
    )
    shut = OpeningHours(
        weekly=NINE_TO_SIX.weekly, closures=(ClosedPeriod(day_interval(TUESDAY), "travaux"),)
    )

    assert [local(part) for part in open_day(hours_with_break, TUESDAY).intervals] == [
        ("24 09:00", "24 12:00"),
        ("24 13:00", "24 18:00"),
    ]
    assert (open_day(shut, TUESDAY).closed_because, open_day(shut, TUESDAY).reason) == (
        "closure",
        "travaux",
    )


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        ([(540, 750), (840, 1080)], (("09:00", "12:30"), ("14:00", "18:00"), ("09:00", "18:00"))),
        ([(480, 1080)], (("08:00", "12:30"), ("12:30", "18:00"), ("08:00", "18:00"))),
        ([(540, 750)], (("09:00", "12:30"), None, None)),
        ([(840, 1080)], (None, ("14:00", "18:00"), None)),
        ([(540, 780)], (("09:00", "13:00"), None, None)),
        ([], (None, None, None)),
        (
            [(480, 600), (630, 720), (810, 1080)],
            (("08:00", "12:00"), ("13:30", "18:00"), ("08:00", "18:00")),
        ),
    ],
)
def test_halves_follow_the_hours_of_the_place(ranges, expected):
    hours = OpeningHours(weekly={1: tuple(DayRange(*bounds) for bounds in ranges)})

    parts = halves(open_day(hours, TUESDAY))

    assert (
        tuple(
            half and tuple(moment.astimezone(PARIS).strftime("%H:%M") for moment in half)
            for half in parts
        )
        == expected
    )


def test_strip_of_a_day_with_a_break_and_a_booking():
    opened = open_day(WITH_A_BREAK, TUESDAY)
    busy = [Interval(instant(TUESDAY, 540), instant(TUESDAY, 630))]

    assert strip(opened, busy, cells=9) == [
        "taken", "taken", "free", "free", "closed", "free", "free", "free", "free",
    ]  # fmt: skip
    assert strip(open_day(OpeningHours(), TUESDAY), []) == ["closed"] * 20


def test_the_nearest_slots_are_around_the_wanted_one():
    opened = open_day(NINE_TO_SIX, TUESDAY)
    requested = Interval(instant(TUESDAY, 600), instant(TUESDAY, 660))

    slots = nearest_slots(requested, free_slots(opened, [requested]), step=HALF_HOUR, count=3)

    assert [local(slot) for slot in slots] == [
        ("24 09:00", "24 10:00"),
        ("24 11:00", "24 12:00"),
        ("24 11:30", "24 12:30"),
    ]


def test_what_remains_of_a_half_day_that_has_begun():
    half = Interval(instant(TUESDAY, 540), instant(TUESDAY, 750))

    assert remaining(half, instant(TUESDAY, 500), HALF_HOUR) == half
    assert remaining(half, instant(TUESDAY, 560), HALF_HOUR) == half
    assert remaining(half, instant(TUESDAY, 640), HALF_HOUR) == Interval(
        instant(TUESDAY, 660), half.end
    )
    assert remaining(half, instant(TUESDAY, 740), HALF_HOUR) is None
    assert remaining(half, half.end, HALF_HOUR) is None
    assert remaining(None, half.end, HALF_HOUR) is None


@given(st.lists(intervals, max_size=6), st.lists(intervals, max_size=6))
def test_what_is_left_meets_nothing_taken_and_loses_nothing_else(whole, cuts):
    whole = [piece for piece in whole if piece.start < piece.end]
    pieces = subtract(whole, cuts)

    assert all(is_free(piece, [cut for cut in cuts if cut.start < cut.end]) for piece in pieces)
    for stretch in whole:
        for step in range(12):
            moment = stretch.start + step * (stretch.length / 12)
            is_cut = any(cut.start <= moment < cut.end for cut in cuts)
            is_left = any(piece.start <= moment < piece.end for piece in pieces)
            assert is_left is not is_cut


@given(days, st.lists(st.tuples(minutes, minutes), max_size=3))
def test_open_days_stay_within_their_day_and_in_order(day, pairs):
    edges = sorted({edge for pair in pairs for edge in pair})
    ranges = [DayRange(*pair) for pair in zip(edges[::2], edges[1::2], strict=False)]
    hours = OpeningHours(weekly={day.weekday(): tuple(ranges)}, observes_public_holidays=False)

    parts = open_day(hours, day).intervals

    assert all(day_interval(day).contains(part) and part.start < part.end for part in parts)
    assert list(parts) == sorted(parts)
    assert all(not before.meets(after) for before, after in pairwise(parts))


@given(days, st.lists(intervals, max_size=5))
def test_halves_are_within_the_day_and_do_not_meet(day, closures):
    hours = OpeningHours(
        weekly=WITH_A_BREAK.weekly,
        closures=tuple(ClosedPeriod(closure) for closure in closures),
        observes_public_holidays=False,
    )
    opened = open_day(hours, day)

    morning, afternoon, whole = halves(opened)

    assert (morning or afternoon) is None or opened.is_open
    if morning and afternoon:
        assert not morning.meets(afternoon)
        assert whole == Interval(morning.start, afternoon.end) == opened.span


@given(intervals, st.sampled_from([15, 30, 60]), st.sampled_from([30, 60, 240]))
def test_starts_are_on_the_step_and_fit(stretch, step, length):
    starts = list(starts_within(stretch, timedelta(minutes=length), timedelta(minutes=step)))

    assert all(start.minute % step == 0 for start in starts)
    assert all(
        stretch.contains(Interval(start, start + timedelta(minutes=length))) for start in starts
    )


@given(days, st.lists(intervals, max_size=5), st.sampled_from([1, 20, 48]))
def test_a_cell_is_free_only_if_nothing_in_it_is_taken(day, busy, cells):
    opened = open_day(WITH_A_BREAK, day)
    busy = [interval for interval in busy if interval.start < interval.end]

    states = strip(opened, busy, cells)

    assert len(states) == cells
    if opened.span is not None:
        width = opened.span.length / cells
        for number, state in enumerate(states):
            middle = opened.span.start + (number + 0.5) * width
            if state == "free":
                assert not any(
                    interval.start <= middle < interval.end for interval in busy
                ) or not any(part.start <= middle < part.end for part in opened.intervals)
