"""Price of a period: the cheapest units that cover it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bocage.workspaces.opening_hours.availability import Interval, instant
from bocage.workspaces.prices.pricing import (
    Part,
    Prices,
    Quote,
    cheapest,
    explained,
    half_days_of,
    read_parts,
)

DAY = date(2026, 11, 25)
ALL = Prices(hour=300, half_day=800, day=1400)


def midday_of(day):
    return instant(day, 14 * 60)


def period(starts, ends, day=DAY):
    return Interval(instant(day, int(starts * 60)), instant(day, int(ends * 60)))


@pytest.mark.parametrize(
    ("starts", "ends", "prices", "parts"),
    [
        (9, 10, ALL, [(1, "hour", 300)]),
        (9, 10.5, ALL, [(2, "hour", 300)]),
        (9, 12, ALL, [(1, "half_day", 800)]),
        (9, 14, ALL, [(1, "half_day", 800)]),
        (9, 15, ALL, [(1, "half_day", 800), (1, "hour", 300)]),
        (9, 18, ALL, [(1, "day", 1400)]),
        (13.5, 14.5, ALL, [(1, "hour", 300)]),
        (9, 18, Prices(half_day=800), [(2, "half_day", 800)]),
        (9, 18, Prices(hour=300), [(9, "hour", 300)]),
        (9, 10, Prices(day=1400), [(1, "day", 1400)]),
        (9, 10, Prices(half_day=800, day=500), [(1, "day", 500)]),
        (9, 10, Prices(), []),
        # One unit is preferred to several at the same price.
        (9, 11, Prices(hour=400, half_day=800), [(1, "half_day", 800)]),
    ],
)
def test_the_cheapest_combination_covers_the_period(starts, ends, prices, parts):
    assert cheapest(prices, period(starts, ends), midday_of) == [Part(*part) for part in parts]


def test_each_local_day_is_covered_by_itself():
    three_days = Interval(instant(DAY, 9 * 60), instant(DAY + timedelta(days=2), 12 * 60))

    assert cheapest(ALL, three_days, midday_of) == [
        Part(2, "day", 1400),
        Part(1, "half_day", 800),
    ]
    assert half_days_of(three_days, midday_of) == 5


@pytest.mark.parametrize(
    ("starts", "ends", "count"), [(9, 12, 1), (14, 18, 1), (9, 18, 2), (13, 14, 1), (13.5, 15, 2)]
)
def test_a_pass_pays_a_half_day_for_each_half_that_is_touched(starts, ends, count):
    assert half_days_of(period(starts, ends), midday_of) == count


def test_hours_are_those_that_pass_when_the_clocks_change():
    """On 25 October 2026 2:00 occurs twice: from 1:00 to 4:00 four hours pass."""
    night = period(1, 4, day=date(2026, 10, 25))

    assert cheapest(Prices(hour=300), night, midday_of) == [Part(4, "hour", 300)]


def test_an_explanation_says_the_units_and_their_price():
    parts = read_parts("half_day 1 800;hour 2 300")

    with translation.override("fr"):
        assert explained(parts) == "1 demi-journée à 8,00\u00a0€, 2 heures à 3,00\u00a0€"


def test_a_count_is_read_back_as_it_was_written():
    parts = (Part(1, "half_day", 800), Part(2, "hour", 300))

    assert read_parts(Quote(parts).encoded) == list(parts)
    assert read_parts("") == []


STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@given(
    start=STARTS,
    minutes=st.integers(1, 3 * 24 * 60),
    prices=st.builds(
        Prices,
        hour=st.none() | st.integers(0, 5000),
        half_day=st.none() | st.integers(0, 5000),
        day=st.none() | st.integers(0, 5000),
    ),
)
def test_more_time_never_costs_less_and_one_unit_alone_never_costs_less(start, minutes, prices):
    whole_period = Interval(start, start + timedelta(minutes=minutes))
    half_period = Interval(start, start + timedelta(minutes=max(minutes // 2, 1)))

    def cost(interval, prices):
        return sum(part.number * part.cents for part in cheapest(prices, interval, midday_of))

    assert cost(half_period, prices) <= cost(whole_period, prices)
    for unit in ("hour", "half_day", "day"):
        if prices.of(unit) is not None:
            assert cost(whole_period, prices) <= cost(
                whole_period, Prices(**{unit: prices.of(unit)})
            )
