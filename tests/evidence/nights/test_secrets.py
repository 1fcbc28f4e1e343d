"""Secret figures of a night: small ones, and those that would reveal them."""

from datetime import date

import pytest

from bocage.evidence.models import HiddenFigure, IndicatorCell
from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.publication import public_condition
from tests.evidence.settled_households import add_settled_household
from tests.network.factories import MemberFactory
from tests.territory.factories import CommuneFactory, EpciFactory
from tests.welcome.charters.factories import CharterFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset(
    {"settled_households", "settled_people", "welcoming_communes", "club_members"}
)

NIGHT = date(2026, 6, 20)


def published_value(indicator, level, *, span="year", code=None):
    """Returns the published values by scope: None if secret."""
    cells = IndicatorCell.objects.with_secrecy().filter(public_condition())
    cells = cells.filter(indicator=indicator, level=level, span=span)
    if code is not None:
        cells = cells.filter(code=code)
    return {cell.code: None if cell.is_secret else int(cell.numerator) for cell in cells}


def add_settled_households(commune, households, day=date(2026, 5, 3)):
    for _number in range(households):
        add_settled_household(commune, day)


def test_few_households_are_secret_with_the_commune_beside_them(sources):
    add_settled_households(CommuneFactory(boitron=True, epci=sources), 2)
    add_settled_households(CommuneFactory(essay=True, epci=sources), 6)
    add_settled_households(CommuneFactory(sees=True, epci=sources), 9)

    count_night(NIGHT)

    assert published_value("settled_households", "commune") == {
        "61051": None,
        "61156": None,
        "61464": 9,
    }
    assert published_value("settled_households", "epci") == {sources.pk: 17}
    assert published_value("settled_people", "commune") == {
        "61051": None,
        "61156": None,
        "61464": 36,
    }


def test_an_intercommunalite_of_one_small_commune_is_secret_too(sources):
    add_settled_households(CommuneFactory(boitron=True, epci=sources), 3)
    mortagne = EpciFactory(siren="200068443", name="Pays de Mortagne")
    add_settled_households(CommuneFactory(mortagne=True, epci=mortagne), 12)

    count_night(NIGHT)

    assert published_value("settled_households", "departement") == {"61": 15}
    assert published_value("settled_households", "epci") == {sources.pk: None, mortagne.pk: None}
    assert published_value("settled_households", "commune") == {"61051": None, "61293": None}


def test_a_departement_of_few_households_is_secret_in_all_its_months(sources):
    add_settled_households(CommuneFactory(boitron=True, epci=sources), 3)

    count_night(NIGHT)

    assert published_value("settled_households", "departement") == {"61": None}
    assert published_value("settled_households", "instance") == {"": None}
    assert published_value("settled_households", "departement", span="month") == {"61": None}


def test_a_month_of_few_households_takes_another_month_with_it(sources):
    boitron = CommuneFactory(boitron=True, epci=sources)
    for month, households in ((3, 7), (4, 8), (5, 2)):
        add_settled_households(boitron, households, date(2026, month, 3))

    count_night(NIGHT)

    months = IndicatorCell.objects.with_secrecy().filter(
        indicator="settled_households", level="departement", span="month"
    )
    assert {cell.starts_on.month: cell.is_secret for cell in months} == {
        3: True, 4: False, 5: True,
    }  # fmt: skip


def test_months_of_a_commune_are_notified_of_no_household(sources):
    add_settled_households(CommuneFactory(boitron=True, epci=sources), 9)

    count_night(NIGHT)

    assert published_value("settled_households", "commune", span="month") == {}
    assert published_value("settled_households", "departement", span="month") == {"61": 9}


def test_what_tells_of_nobody_is_shown_whole():
    CharterFactory(commune=CommuneFactory(boitron=True))

    count_night(NIGHT)

    assert published_value("welcoming_communes", "commune") == {"61051": 1}


def test_members_are_a_stock_whose_months_make_no_sum():
    boitron = CommuneFactory(boitron=True)
    for _number in range(6):
        MemberFactory(commune=boitron)

    count_night(NIGHT)

    assert published_value("club_members", "departement", span="month") == {"61": 6}


def test_secrets_follow_the_figures(sources):
    boitron = CommuneFactory(boitron=True, epci=sources)
    add_settled_households(boitron, 4)
    count_night(NIGHT)
    assert published_value("settled_households", "departement") == {"61": None}
    add_settled_households(boitron, 1)

    count_night(date(2026, 6, 21))

    assert published_value("settled_households", "departement") == {"61": 5}
    assert not HiddenFigure.objects.known().filter(indicator="settled_households").exists()
