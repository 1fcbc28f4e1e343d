"""A night computed again by another way: it agrees with its rows, and a wrong figure is found."""

from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from bocage.evidence.errors import NothingCounted, NotTheLastNight
from bocage.evidence.models import IndicatorCell, LateFact
from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.operations.verification import verify_cells
from tests.evidence.settled_households import add_settled_household
from tests.network.factories import MemberFactory
from tests.territory.factories import CommuneFactory, EpciFactory
from tests.welcome.charters.factories import CharterFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.relays.factories import RelayFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset(
    {"settled_households", "still_here_after_12_months", "relay_delay", "welcoming_communes"}
)

PARIS = ZoneInfo("Europe/Paris")
NIGHT = date(2026, 6, 20)


@pytest.fixture
def territory():
    """Households, answers of town halls, members and charters of two intercommunalités."""
    mortagne = EpciFactory(siren="200068443", name="Pays de Mortagne")
    communes = [
        CommuneFactory(boitron=True),
        CommuneFactory(essay=True),
        CommuneFactory(mortagne=True, epci=mortagne),
        CommuneFactory(sees=True, epci=None),
    ]
    for number, commune in enumerate(communes):
        for months in range(number + 2):
            add_settled_household(commune, date(2026, 1 + months, 28), children_count=number)
        add_settled_household(commune, date(2025, 6, 10), left_on=date(2026, 6, 1 + number))
        MemberFactory(commune=commune)
        sent_at = datetime(2026, 6, 2, 9, tzinfo=PARIS)
        for hours in (number + 1, 7, 30):
            RelayFactory(
                commune=commune, sent_at=sent_at, due_at=sent_at + timedelta(days=2),
                status="answered", answer="yes",
                answered_at=sent_at + timedelta(hours=hours, minutes=number),
            )  # fmt: skip
    CharterFactory(commune=communes[0])
    ProjectFactory(sent_at=datetime(2026, 5, 31, 23, 30, tzinfo=PARIS))
    return communes


def test_every_figure_is_found_again_in_the_rows(territory):
    count_night(NIGHT)

    verification = verify_cells()

    assert verification.differences == []
    assert verification.checked == IndicatorCell.objects.known().count()


def test_figures_drawn_at_random_are_found_again_and_are_the_same_for_one_seed(territory):
    count_night(NIGHT)

    verifications = [verify_cells(30, seed) for seed in (1, 1, 2)]

    assert [verification.differences for verification in verifications] == [[], [], []]
    assert [verification.checked for verification in verifications] == [30, 30, 30]


def test_more_figures_than_there_are_is_all_of_them(territory):
    count_night(NIGHT)

    verification = verify_cells(100_000, 3)

    assert verification.checked == IndicatorCell.objects.known().count()
    assert verification.differences == []


def test_late_facts_of_closed_periods_are_what_the_night_knew(territory):
    count_night(date(2026, 7, 20))
    add_settled_household(territory[0], date(2026, 5, 20))
    count_night(date(2026, 7, 21))

    assert LateFact.objects.exists()
    assert verify_cells().differences == []
    assert verify_cells(10_000).differences == []


@pytest.mark.parametrize("number", [None, 10_000])
def test_a_figure_that_was_written_over_differs(territory, number):
    count_night(NIGHT)
    wrong = IndicatorCell.objects.known().get(
        indicator="settled_households", level="epci", code="200068443", span="year",
        starts_on=date(2026, 1, 1),
    )  # fmt: skip
    IndicatorCell.objects.filter(pk=wrong.pk).update(numerator=wrong.numerator + 1)

    (difference,) = verify_cells(number).differences

    assert difference.key == (
        "settled_households", "epci", "200068443", "year", date(2026, 1, 1),
    )  # fmt: skip
    assert (difference.stored.numerator, difference.recounted.numerator) == (5, 4)


def test_a_figure_that_ought_to_be_there_is_missed(territory):
    count_night(NIGHT)
    IndicatorCell.objects.filter(
        indicator="welcoming_communes", level="departement", span="month"
    ).delete()

    (difference,) = verify_cells().differences

    assert (difference.stored, difference.recounted.numerator) == (None, 1)


def test_a_median_and_a_share_that_are_wrong_differ(territory):
    count_night(NIGHT)
    for name in ("relay_delay", "still_here_after_12_months"):
        IndicatorCell.objects.filter(indicator=name, level="instance", span="year").update(
            numerator=2, counted=1
        )

    differing = {difference.key.indicator for difference in verify_cells().differences}

    assert differing == {"relay_delay", "still_here_after_12_months"}


def test_there_must_be_a_night_and_it_is_the_last_one(territory):
    with pytest.raises(NothingCounted):
        verify_cells()
    count_night(NIGHT - timedelta(days=1))
    count_night(NIGHT)
    with pytest.raises(NotTheLastNight):
        verify_cells(night=NIGHT - timedelta(days=1))


def test_the_command_says_what_differs_and_fails(territory):
    count_night(NIGHT)
    output = StringIO()
    call_command("verify_night", "2026-06-20", cells=20, stdout=output)
    assert output.getvalue() == "Night of 2026-06-20: 20 figures computed again, none differ.\n"
    IndicatorCell.objects.filter(
        indicator="settled_households", level="instance", starts_on=date(2026, 1, 1), span="year"
    ).update(numerator=99)

    output = StringIO()
    with pytest.raises(SystemExit) as ending:
        call_command("verify_night", stdout=output)

    assert ending.value.code == 1
    assert "settled_households, instance, year 2026-01-01: kept 99.0000" in output.getvalue()
    assert "1 differs" in output.getvalue()


@pytest.mark.parametrize(
    ("arguments", "words"), [(["2020-01-01"], "la dernière"), (["--cells", "0"], "one figure")]
)
def test_the_command_refuses_another_night_and_no_figure(territory, arguments, words):
    count_night(NIGHT)

    with pytest.raises(CommandError, match=words):
        call_command("verify_night", *arguments)
