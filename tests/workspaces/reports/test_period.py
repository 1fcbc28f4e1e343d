"""The period of a report, as addresses say it."""

from datetime import UTC, date, datetime

import pytest

from bocage.workspaces.reports.period import (
    LONGEST,
    ReportPeriod,
    month_of,
    quarter_of,
    read_period,
    shortcuts,
    year_of,
)

TODAY = date(2026, 11, 24)


def test_without_dates_it_is_the_month_of_today():
    period = read_period("", "", today=TODAY)

    assert (period.first, period.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert period.query == "du=2026-11-01&au=2026-11-30"
    assert period.sentences == ()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-11-01", ""),
        ("", "2026-11-30"),
        ("2026-02-31", "2026-03-01"),
        ("hier", "demain"),
        ("0001-01-01", "2026-01-01"),
        ("2026-01-01", "9999-12-31"),
        ("2026-01-01' OR 1=1", "2026-01-02"),
        ("9" * 5_000, "2026-01-02"),
    ],
)
def test_invalid_date_is_reported_and_the_month_is_used(first, last):
    period = read_period(first, last, today=TODAY)

    assert (period.first, period.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert len(period.sentences) == 1


def test_dates_the_wrong_way_round_are_turned():
    period = read_period("2026-06-30", "2026-06-01", today=TODAY)

    assert (period.first, period.last) == (date(2026, 6, 1), date(2026, 6, 30))


def test_century_is_cut_with_a_sentence():
    period = read_period("2000-01-01", "2099-12-31", today=TODAY)

    assert period.last == date(2000, 1, 1) + LONGEST
    assert len(period.sentences) == 1


def test_its_instants_are_those_of_the_local_calendar():
    october = month_of(date(2026, 10, 9))

    assert october.interval == (
        datetime(2026, 9, 30, 22, tzinfo=UTC),
        datetime(2026, 10, 31, 23, tzinfo=UTC),
    )


def test_months_quarters_and_years_end_where_they_do():
    assert month_of(date(2026, 12, 31)).last == date(2026, 12, 31)
    assert month_of(date(2024, 2, 1)).last == date(2024, 2, 29)
    assert quarter_of(TODAY) == ReportPeriod(date(2026, 10, 1), date(2026, 12, 31))
    assert year_of(TODAY) == ReportPeriod(date(2026, 1, 1), date(2026, 12, 31))


def test_the_shortcuts_cross_the_new_year():
    by_name = dict(shortcuts(date(2026, 1, 5)))

    assert by_name["Le mois dernier"] == month_of(date(2025, 12, 1))
    assert by_name["Le trimestre dernier"] == quarter_of(date(2025, 12, 1))
    assert by_name["L’an dernier"] == year_of(date(2025, 12, 1))


def test_it_counts_by_week_then_by_month():
    assert list(month_of(TODAY).buckets()) == [
        date(2026, 10, 26),
        date(2026, 11, 2),
        date(2026, 11, 9),
        date(2026, 11, 16),
        date(2026, 11, 23),
        date(2026, 11, 30),
    ]
    assert list(year_of(TODAY).buckets()) == [date(2026, month, 1) for month in range(1, 13)]
