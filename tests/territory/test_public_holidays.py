"""Public holidays of the départements."""

from datetime import date

import pytest

from bocage.territory.public_holidays import public_holiday


@pytest.mark.parametrize(
    ("departement", "day", "name"),
    [
        ("61", date(2026, 12, 26), ""),
        ("67", date(2026, 12, 26), "Deuxième jour de Noël"),
        ("57", date(2026, 4, 3), "Vendredi saint"),
        ("974", date(2026, 12, 20), "Abolition de l’esclavage"),
        ("971", date(2026, 5, 27), "Abolition de l’esclavage"),
        ("2A", date(2026, 12, 25), "Jour de Noël"),
    ],
)
def test_holidays_of_the_east_and_overseas(departement, day, name):
    assert public_holiday(day, departement) == name


@pytest.mark.parametrize("departement", ["", "61", "57", "971", "../1"])
@pytest.mark.parametrize(
    "day", [date.min, date(1850, 1, 1), date(1885, 12, 25), date(9999, 12, 31)]
)
def test_days_far_away_have_no_holiday_and_break_nothing(day, departement):
    assert public_holiday(day, departement) == ""
