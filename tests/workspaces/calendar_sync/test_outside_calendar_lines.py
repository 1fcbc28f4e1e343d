"""Busy periods of outside calendars, as written by programs in the field."""

from datetime import UTC, datetime

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from recurring_ical_events.selection.name import ComponentsWithName

from bocage.workspaces.calendar_sync.imports.bounded_recurrence import Budget, series_within
from bocage.workspaces.calendar_sync.imports.calendar_lines import (
    MAX_DATES,
    TooManyLines,
    lines_of_times,
)
from bocage.workspaces.calendar_sync.imports.outside_calendars import (
    MAX_EVENTS,
    CalendarTooFull,
    NotACalendar,
    read_busy,
)
from bocage.workspaces.opening_hours.availability import Interval

WINDOW = Interval(datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC))


def calendar(*events, head=""):
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Ailleurs//FR\n{head}{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def busy(*events, head=""):
    """The periods as « 24/11 13:00 – 24/11 14:00 », in UTC."""
    busy_times = read_busy(calendar(*events, head=head), window=WINDOW)
    return [
        f"{start:%d/%m %H:%M} – {end:%d/%m %H:%M}"
        for start, end in (period.interval for period in busy_times.periods)
    ]


def test_a_meeting_in_utc_is_busy():
    assert busy("UID:a\nDTSTART:20261124T130000Z\nDTEND:20261124T140000Z\nSUMMARY:Conseil") == [
        "24/11 13:00 – 24/11 14:00"
    ]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("DTSTART;TZID=Europe/Paris:20261124T140000", "24/11 13:00"),
        ("DTSTART;TZID=America/New_York:20261124T080000", "24/11 13:00"),
        ("DTSTART;TZID=Romance Standard Time:20261124T140000", "24/11 13:00"),
        ("DTSTART:20261124T140000", "24/11 13:00"),
    ],
    ids=["paris", "new york", "a zone of Outlook", "no zone is that of the place"],
)
def test_a_time_of_a_zone_is_the_same_instant(line, read):
    assert busy(f"UID:a\n{line}\nDURATION:PT1H") == [f"{read} – 24/11 14:00"]


def test_a_zone_that_the_calendar_defines_is_followed():
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Chez nous\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+0500\nTZOFFSETTO:+0500\nEND:STANDARD\nEND:VTIMEZONE\n"
    )

    assert busy("UID:a\nDTSTART;TZID=Chez nous:20261124T180000\nDURATION:PT1H", head=zone) == [
        "24/11 13:00 – 24/11 14:00"
    ]


def test_a_day_without_time_is_the_day_of_the_place():
    assert busy("UID:a\nDTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261126") == [
        "23/11 23:00 – 25/11 23:00"
    ]


def test_a_day_without_end_lasts_that_day():
    assert busy("UID:a\nDTSTART;VALUE=DATE:20261124") == ["23/11 23:00 – 24/11 23:00"]


def test_a_series_keeps_the_hour_on_the_wall_over_the_change_of_clock():
    assert busy(
        "UID:a\nDTSTART;TZID=Europe/Paris:20261020T090000\nDURATION:PT1H\n"
        "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Paris:20261103T090000"
    ) == ["20/10 07:00 – 20/10 08:00", "27/10 08:00 – 27/10 09:00"]


def test_an_occurrence_that_was_moved_stands_where_it_was_moved_to():
    assert busy(
        "UID:a\nDTSTART:20261124T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2",
        "UID:a\nRECURRENCE-ID:20261125T080000Z\nDTSTART:20261125T150000Z\nDURATION:PT2H",
    ) == ["24/11 08:00 – 24/11 09:00", "25/11 15:00 – 25/11 17:00"]


def test_an_occurrence_that_was_cancelled_is_free():
    assert busy(
        "UID:a\nDTSTART:20261124T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2",
        "UID:a\nRECURRENCE-ID:20261125T080000Z\nDTSTART:20261125T080000Z\nDURATION:PT1H\n"
        "STATUS:CANCELLED",
    ) == ["24/11 08:00 – 24/11 09:00"]


@pytest.mark.parametrize(
    "word", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]
)
def test_what_takes_no_time_is_free(word):
    assert busy(f"UID:a\nDTSTART:20261124T080000Z\nDURATION:PT1H\n{word}") == []


def test_what_begins_before_the_window_and_ends_in_it_is_busy():
    assert busy("UID:a\nDTSTART:20260901T080000Z\nDTEND:20261002T080000Z") == [
        "01/09 08:00 – 02/10 08:00"
    ]


def test_what_lies_outside_the_window_is_left():
    assert busy("UID:a\nDTSTART:20270201T080000Z\nDURATION:PT1H") == []


def test_events_that_overlap_are_kept_and_one_written_twice_is_kept_once():
    event = "UID:a\nDTSTART:20261124T080000Z\nDURATION:PT2H"

    assert busy(event, event, "UID:b\nDTSTART:20261124T090000Z\nDURATION:PT2H") == [
        "24/11 08:00 – 24/11 10:00",
        "24/11 09:00 – 24/11 11:00",
    ]


@pytest.mark.parametrize(
    "broken",
    [
        "UID:x\nDTSTART:demain",
        "UID:x\nDTEND:20261124T080000Z",
        "UID:x\nDTSTART:20261124T080000Z\nDTEND:20261124T070000Z",
        "UID:x\nDTSTART:20261124T080000Z\nDURATION:PT1H\nRRULE:FREQ=JAMAIS",
        "UID:x\nDTSTART:20261124T080000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY",
        "UID:x\nDTSTART:00010101T000000\nDURATION:P9999999D",
        "UID:x\nDTSTART:99991231T235959Z\nDURATION:P1D\nRRULE:FREQ=YEARLY",
    ],
    ids=["no date", "no start", "backwards", "no such rule", "each second", "year 1", "year 9999"],
)
def test_an_event_that_makes_no_sense_is_left_out_and_the_others_are_read(broken):
    valid_event = "UID:a\nDTSTART:20261124T130000Z\nDURATION:PT1H"

    assert "24/11 13:00 – 24/11 14:00" in busy(broken, valid_event)


def test_events_left_out_are_counted():
    busy_times = read_busy(
        calendar("UID:x\nDTSTART:20261124T080000Z\nRRULE:FREQ=SECONDLY"), window=WINDOW
    )

    assert (busy_times.periods, busy_times.left_out) == ((), 1)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><title>Connexion</title>",
        b"\x00\xff\xfe",
        b"BEGIN:VCARD\r\nEND:VCARD",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a",
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 4000,
    ],
    ids=["empty", "a page", "bytes", "a card", "cut", "nested without end"],
)
def test_something_else_is_no_calendar(content):
    with pytest.raises(NotACalendar):
        read_busy(content, window=WINDOW)


def test_too_many_events_are_refused_before_they_are_read():
    content = b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * (MAX_EVENTS + 1)

    with pytest.raises(CalendarTooFull):
        read_busy(content, window=WINDOW)


def test_too_many_occurrences_are_refused():
    hourly_event = "DTSTART:20261001T000000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY"

    with pytest.raises(CalendarTooFull):
        read_busy(
            calendar(f"UID:a\n{hourly_event}", f"UID:b\n{hourly_event}", f"UID:c\n{hourly_event}"),
            window=WINDOW,
        )


def test_rules_that_take_too_long_to_unfold_are_refused():
    ticks = iter(range(0, 1000, 3))

    with pytest.raises(CalendarTooFull):
        read_busy(
            calendar(*(f"UID:{number}\nDTSTART:20261124T080000Z" for number in range(5))),
            window=WINDOW,
            budget=Budget(seconds=10, clock=lambda: next(ticks)),
        )


HALF_HOURS = f"BYHOUR={','.join(map(str, range(24)))};BYMINUTE=0,30"
MINUTES = f"BYMINUTE={','.join(map(str, range(48)))}"
FROM_YEAR_1 = "UID:a\nDTSTART:00010101T000000\nDURATION:PT1M\nRRULE:"
FROM_1970 = "UID:a\nDTSTART:19700101T000000Z\nDURATION:PT1M\nRRULE:"
NEVER = "BYMONTH=2;BYMONTHDAY=30"


@pytest.mark.parametrize(
    ("event", "periods", "left_out"),
    [
        (f"{FROM_YEAR_1}FREQ=DAILY;{HALF_HOURS}", 48 * 91 - 2, 0),
        (f"{FROM_1970}FREQ=DAILY", 91, 0),
        (f"{FROM_YEAR_1}FREQ=DAILY;COUNT=999999999", 91, 0),
        (f"{FROM_YEAR_1}FREQ=YEARLY;{NEVER}", 0, 0),
        (f"{FROM_YEAR_1}FREQ=DAILY;{NEVER}", 0, 0),
        (f"{FROM_1970}FREQ=WEEKLY;BYMONTH=13", 0, 0),
        (f"{FROM_1970}FREQ=WEEKLY;UNTIL=20200101T000000Z", 0, 0),
        (f"{FROM_YEAR_1}FREQ=HOURLY;{MINUTES}", 0, 1),
        (f"{FROM_1970}FREQ=HOURLY;{MINUTES}", 0, 1),
        (f"{FROM_1970}FREQ=DAILY;INTERVAL=0", 0, 1),
        (f"{FROM_1970}FREQ=DAILY;BYMONTHDAY={','.join(['1'] * 9999)}", 0, 1),
    ],
    ids=[
        *("each half-hour", "daily", "a large count", "30 February", "30 February, day by day"),
        *("a month that is none", "ended", "each minute", "each minute since 1970"),
        *("no interval", "a rule without end"),
    ],
)
def test_a_rule_costs_what_it_gives_in_the_window_whenever_it_began(event, periods, left_out):
    budget = Budget()
    before = budget.steps

    busy_times = read_busy(calendar(event), window=WINDOW, budget=budget)

    assert (len(busy_times.periods), busy_times.left_out) == (periods, left_out)
    assert before - budget.steps <= 2 * periods + 2_000


@pytest.mark.parametrize(
    "event",
    [
        f"{FROM_YEAR_1}FREQ=HOURLY;COUNT=10000000",
        f"{FROM_YEAR_1}FREQ=DAILY;COUNT=400000;BYMONTH=1",
        f"{FROM_YEAR_1}FREQ=HOURLY;{NEVER};COUNT=5",
        "UID:a\nDTSTART:19000101T000000Z\nDTEND:20500101T000000Z\nRRULE:FREQ=DAILY",
        "UID:a\nDTSTART:20261101T080000Z\nRDATE:" + ",".join(["20261102T080000Z"] * MAX_DATES),
    ],
    ids=["a count", "a count of a month", "a count of nothing", "one upon the other", "dates"],
)
def test_what_must_be_unfolded_from_its_beginning_is_refused_within_its_budget(event):
    with pytest.raises(CalendarTooFull):
        read_busy(calendar(event + "\nEXDATE:20261102T080000Z"), window=WINDOW)


CLOCK = "BEGIN:VTIMEZONE\nTZID:Ici\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
OFFSETS = "TZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", f"FREQ=YEARLY;{NEVER}", "FREQ=DAILY"])
def test_a_zone_whose_clock_never_comes_to_rest_is_refused(rule):
    event = "UID:a\nDTSTART;TZID=Ici:20261124T140000\nDURATION:PT1H"

    assert busy(event, head=f"{CLOCK}RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n{OFFSETS}") == [
        "24/11 13:00 – 24/11 14:00"
    ]
    with pytest.raises(CalendarTooFull):
        busy(event, head=f"{CLOCK}RRULE:{rule}\n{OFFSETS}")


def test_what_stands_within_an_event_is_no_event():
    inner = "BEGIN:VEVENT\n" * 4000 + "END:VEVENT\n" * 4000

    assert busy(f"UID:a\nDTSTART:20261124T130000Z\nDURATION:PT1H\n{inner}") == [
        "24/11 13:00 – 24/11 14:00"
    ]


def test_only_the_lines_of_times_are_read_each_unfolded():
    text = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Conseil\r\n municipal\r\nDTST\r\n ART:20261124T"
        "130000Z\r\nBEGIN:VALARM\r\nDURATION:PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    assert lines_of_times(text).split() == [
        *("BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20261124T130000Z"),
        *("END:VEVENT", "END:VCALENDAR"),
    ]


@pytest.mark.parametrize(
    "line", ["UID:a\n", "\n a", "RDATE:20261124T130000Z\n"], ids=["lines", "folds", "dates"]
)
def test_calendar_with_too_many_lines_is_refused_before_it_is_parsed(line):
    with pytest.raises(TooManyLines):
        lines_of_times("BEGIN:VCALENDAR\nUID:" + line * 500_000)


FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY")
PARTS = st.lists(
    st.sampled_from(
        [
            *("BYMONTH=1,11,12", "BYMONTHDAY=1,15,-1", "BYDAY=MO,TU,SU", "BYDAY=1MO,-1FR"),
            *("BYHOUR=8,14", "BYMINUTE=0,30", "BYSETPOS=1,-1", "WKST=SU", "BYWEEKNO=1,48,53"),
            *("BYYEARDAY=1,340,-1", "INTERVAL=2", "INTERVAL=5", "INTERVAL=25", "COUNT=7"),
            *("COUNT=400", "UNTIL=20261201T090000Z", "UNTIL=20200101T000000Z"),
        ]
    ),
    max_size=4,
    unique_by=lambda part: part.partition("=")[0].replace("COUNT", "UNTIL"),
)
STARTS = st.sampled_from(
    [
        *("DTSTART:20190131T083000Z", "DTSTART;TZID=Europe/Paris:20200229T233000"),
        *("DTSTART;VALUE=DATE:20211231", "DTSTART:20261115T090000", "DTSTART:20160106T000000"),
        "DTSTART;TZID=Pacific/Auckland:20240930T020000",
    ]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(FREQUENCIES), PARTS, STARTS, st.sampled_from(["P1D", "P3D", "P40D"]))
def test_a_bounded_rule_gives_what_its_library_gives_from_the_first_day(
    frequency, parts, start, duration
):
    rule = ";".join([f"FREQ={frequency}", *parts])
    ended = "" if "UNTIL" in rule or "COUNT" in rule else ";UNTIL=20280101T000000Z"
    event = f"UID:a\n{start}\nDURATION:{duration}\nRRULE:{rule}"
    whole_calendar = Calendar.from_ical(calendar(event + ended))

    def occurrences(*components):
        query = recurring_ical_events.of(whole_calendar, components=components)
        return sorted(
            (occurrence.start, occurrence.end)
            for series in query.series
            for occurrence in series.between(*WINDOW)
        )

    def given_or_refused(*components):
        try:
            return occurrences(*components)
        except (ValueError, TypeError) as error:
            return type(error)

    bounded = ComponentsWithName("VEVENT", series=series_within(Budget(steps=10**9, seconds=999)))
    assert given_or_refused(bounded) == given_or_refused("VEVENT")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_spoilt_calendar_raises_only_known_refusals(noise, position):
    content = calendar(
        "UID:a\nDTSTART;TZID=Europe/Paris:20261124T140000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=9"
    )

    try:
        busy_times = read_busy(content[:position] + noise + content[position:], window=WINDOW)
    except (NotACalendar, CalendarTooFull):
        return
    assert all(period.interval.start < period.interval.end for period in busy_times.periods)
