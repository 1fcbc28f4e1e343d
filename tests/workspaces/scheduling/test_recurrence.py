"""Days of a series, over clock changes, and the same rule as calendars read it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bocage.foundation.files.calendars import CalendarEvent, Party, invitation
from bocage.workspaces.booking_refusals.errors import NoSuchHour, SeriesNamesNoDay, SeriesTooLong
from bocage.workspaces.models import BookingSeries
from bocage.workspaces.scheduling.recurrence import Recurrence

PARIS = ZoneInfo("Europe/Paris")
Frequency = BookingSeries.Frequency


def rule(**changes):
    values = {
        "frequency": Frequency.WEEKLY,
        "first_on": date(2026, 12, 1),
        "starts": 9 * 60,
        "ends": 12 * 60,
        "count": 3,
    }
    return Recurrence(**(values | changes))


def test_each_week_and_every_second_week():
    assert rule().days() == [date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15)]
    assert rule(frequency=Frequency.FORTNIGHTLY).days() == [
        date(2026, 12, 1),
        date(2026, 12, 15),
        date(2026, 12, 29),
    ]


def test_the_second_tuesday_of_each_month():
    second = rule(frequency=Frequency.MONTHLY, first_on=date(2026, 12, 8))

    assert second.days() == [date(2026, 12, 8), date(2027, 1, 12), date(2027, 2, 9)]


def test_the_last_tuesday_of_each_month_whether_fourth_or_fifth():
    last = [date(2026, 12, 29), date(2027, 1, 26), date(2027, 2, 23)]

    assert rule(frequency=Frequency.MONTHLY, first_on=date(2026, 12, 29)).days() == last
    assert rule(frequency=Frequency.MONTHLY_LAST, first_on=date(2026, 12, 29)).days() == last
    assert rule(frequency=Frequency.MONTHLY_LAST, first_on=date(2026, 12, 1)).days() == last


def test_fourth_weekday_is_not_taken_for_the_last():
    fourth = rule(frequency=Frequency.MONTHLY, first_on=date(2027, 2, 23), count=2)

    assert fourth.days() == [date(2027, 2, 23), date(2027, 3, 23)]


def test_the_day_of_the_end_is_included_and_days_left_out_are_not():
    series = rule(count=None, until=date(2026, 12, 15), skipped=frozenset({date(2026, 12, 8)}))

    assert series.days() == [date(2026, 12, 1), date(2026, 12, 15)]
    assert len(series.named_days()) == 3


def test_series_of_five_hundred_is_refused_with_the_limit():
    with pytest.raises(SeriesTooLong) as refused:
        rule(count=500).days()
    assert "120" in str(refused.value.sentence)
    assert "13 mars 2029" in str(refused.value.sentence)
    with pytest.raises(SeriesTooLong):
        rule(count=None, until=date(9999, 12, 31)).days()
    assert len(rule(count=120).days()) == 120


def test_a_series_that_ends_before_it_begins_names_no_day():
    with pytest.raises(SeriesNamesNoDay):
        rule(count=None, until=date(2026, 11, 30)).days()
    with pytest.raises(SeriesNamesNoDay):
        rule(frequency=Frequency.MONTHLY_LAST, count=None, until=date(2026, 12, 20)).days()


def test_the_hour_on_the_wall_stays_when_the_clocks_change():
    winter_to_summer = rule(first_on=date(2027, 3, 24), count=2)
    starts = [winter_to_summer.period_on(day).start for day in winter_to_summer.days()]

    assert starts == [
        datetime(2027, 3, 24, 8, tzinfo=UTC),
        datetime(2027, 3, 31, 7, tzinfo=UTC),
    ]
    assert {start.astimezone(PARIS).hour for start in starts} == {9}


def test_an_hour_that_the_clocks_skip_is_refused_that_night():
    with pytest.raises(NoSuchHour):
        rule(starts=150, ends=240).period_on(date(2027, 3, 28))


# Rules as calendars read them.

DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2030, 12, 31))


@st.composite
def rules(draw):
    first_on = draw(DAYS)
    starts = draw(st.integers(min_value=0, max_value=24 * 60 - 1))
    ends_on_a_day = draw(st.booleans())
    frequency = draw(st.sampled_from(list(Frequency)))
    step = timedelta(days=7 if frequency == Frequency.WEEKLY else 14)
    count = draw(st.integers(min_value=1, max_value=40))
    recurrence = Recurrence(
        frequency=frequency,
        first_on=first_on,
        starts=starts,
        ends=draw(st.integers(min_value=starts + 1, max_value=24 * 60)),
        count=None if ends_on_a_day else count,
        until=first_on + step * count + timedelta(days=31) if ends_on_a_day else None,
    )
    days = recurrence.named_days()
    skipped = draw(st.sets(st.sampled_from(days), max_size=len(days) - 1))
    return Recurrence(
        **{
            name: getattr(recurrence, name)
            for name in ("frequency", "starts", "ends", "count", "until")
        },
        first_on=days[0],
        skipped=frozenset(skipped),
    )


def is_a_day(recurrence, day):
    try:
        recurrence.period_on(day)
    except NoSuchHour:
        return False
    return True


def read_back(content):
    """The periods that a calendar program shows, in UTC."""
    events = recurring_ical_events.of(Calendar.from_ical(content)).between(
        datetime(2025, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
    )
    return sorted(
        (event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)) for event in events
    )


@settings(max_examples=150, deadline=None)
@given(rules())
@example(
    Recurrence(
        frequency=BookingSeries.Frequency.WEEKLY,
        first_on=date(2028, 3, 26),  # The clocks skip two o’clock that night.
        starts=120,
        ends=150,
        until=date(2028, 5, 3),
    )
)
def test_a_series_and_its_calendar_name_the_same_periods(recurrence):
    days = [day for day in recurrence.days() if is_a_day(recurrence, day)]
    if not days:
        return
    left_out = set(recurrence.named_days()) - set(days)
    content = invitation(
        CalendarEvent(
            uid="1@series.bocage",
            sequence=0,
            start=recurrence.calendar_start(),
            end=recurrence.calendar_start() + recurrence.length,
            summary="Poste 3",
            rule=recurrence.calendar_rule(),
            excluded=[recurrence.starts_at(day) for day in sorted(left_out)],
        ),
        organizer=Party(email="bocage@bocage.example"),
        attendee=Party(email="ada@bocage.example"),
    )

    starts = [start for start, _end in read_back(content)]

    assert starts == [recurrence.period_on(day).start for day in days]
    hours = {start.astimezone(PARIS).strftime("%H:%M") for start in starts}
    assert hours == {f"{recurrence.starts // 60:02}:{recurrence.starts % 60:02}"}
