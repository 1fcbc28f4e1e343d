"""Formatted days and hours, in French and in English."""

from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.utils import translation

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.times import (
    announced_period,
    format_date,
    format_day,
    format_moment,
    format_period,
    format_time,
    full_moment,
    full_period,
)

TUESDAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 25, 8, tzinfo=UTC), datetime(2026, 11, 25, 11, 30, tzinfo=UTC)
NIGHT = datetime(2026, 11, 30, 17, tzinfo=UTC), datetime(2026, 11, 30, 23, tzinfo=UTC)
LONG = datetime(2026, 11, 30, 17, tzinfo=UTC), datetime(2026, 12, 1, 9, tzinfo=UTC)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", ["9 h", "12 h 05", "0 h"]), ("en", ["9:00", "12:05", "0:00"])],
)
def test_times(language, expected):
    with translation.override(language):
        assert [
            plain(format_time(moment)) for moment in (time(9), time(12, 5), time(0))
        ] == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fr",
            ["hier", "aujourd’hui", "demain", "mardi 1er décembre", "vendredi 1er janvier 2027"],
        ),
        ("en", ["yesterday", "today", "tomorrow", "Tuesday 1 December", "Friday 1 January 2027"]),
    ],
)
def test_days(language, expected):
    days = [
        date(2026, 11, 23),
        TUESDAY,
        date(2026, 11, 25),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]
    with translation.override(language):
        assert [format_day(day, today=TUESDAY) for day in days] == expected


@pytest.mark.parametrize(
    ("language", "period", "expected"),
    [
        ("fr", MORNING, "demain 9 h – 12 h 30"),
        ("en", MORNING, "tomorrow 9:00–12:30"),
        ("fr", NIGHT, "lundi 30 novembre 18 h – 24 h"),
        ("en", NIGHT, "Monday 30 November 18:00–24:00"),
        ("fr", LONG, "lundi 30 novembre 18 h jusqu’à mardi 1er décembre 10 h"),
    ],
)
def test_periods(language, period, expected):
    with translation.override(language):
        assert plain(format_period(*period, today=TUESDAY)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["demain 9 h", "demain à minuit"]),
        ("en", ["tomorrow 9:00", "tomorrow, midnight"]),
    ],
)
def test_midnight_ends_the_day_before(language, expected):
    moments = MORNING[0], datetime(2026, 11, 25, 23, tzinfo=UTC)
    with translation.override(language):
        assert [plain(format_moment(moment, today=TUESDAY)) for moment in moments] == expected


def test_a_near_day_is_announced_with_its_date():
    assert plain(announced_period(*MORNING, today=TUESDAY)) == (
        "demain mercredi 25 novembre, 9 h – 12 h 30"
    )
    assert plain(announced_period(*NIGHT, today=TUESDAY)) == "lundi 30 novembre, 18 h – 24 h"


def test_the_full_period_is_for_those_who_listen():
    assert plain(full_period(*MORNING)) == "mercredi 25 novembre 2026, de 9 h à 12 h 30"


def test_a_date_without_its_weekday():
    assert format_date(date(2026, 12, 1), with_weekday=False) == "1er décembre"


def test_filters_take_ranges_and_pairs():
    template = Template("{% load times %}{{ period|full_period }}")

    assert plain(template.render(Context({"period": MORNING}))) == (
        "mercredi 25 novembre 2026, de 9 h à 12 h 30"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fr",
            "1er novembre 2026 / 1er novembre / dimanche 1er novembre / 01/11/2026 / novembre 2026"
            " / 1 / 1er novembre 2026 08:00 / 2 novembre 2026 / ",
        ),
        (
            "en",
            "1 November 2026 / 1 November / Sunday 1 November / 01/11/2026 / November 2026"
            " / 1 / 1 November 2026, 8:00 / 2 November 2026 / ",
        ),
    ],
)
def test_dates_of_templates_and_of_python_write_the_first_of_a_month(language, expected):
    first, second = datetime(2026, 11, 1, 7, tzinfo=UTC), date(2026, 11, 2)
    filters = ["j F Y", "j F", "l j F", "SHORT_DATE_FORMAT", "F Y", "j", "DATETIME_FORMAT"]
    tags = [f'{{{{ first|date:"{name}" }}}}' for name in filters]
    template = Template(" / ".join([*tags, "{{ second|date }}", '{{ nothing|date:"j F" }}']))
    with translation.override(language):
        text = template.render(Context({"first": first, "second": second, "nothing": None}))
        assert text == expected
        assert date_format(first) == text.split(" / ")[0]
        assert date_format(second) == text.split(" / ")[-2]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "le 1er décembre 2026 à 5 h 37"), ("en", "1 December 2026 at 5:37")],
)
def test_what_is_kept_tells_its_whole_date(language, words):
    moment = datetime(2026, 12, 1, 4, 37, tzinfo=UTC)
    with translation.override(language):
        assert full_moment(moment).replace("\u00a0", " ") == words
