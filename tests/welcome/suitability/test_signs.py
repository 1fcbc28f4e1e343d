"""Signs that a commune welcomes, read for many communes at once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bocage.welcome.communes.signs_registry import signs_of
from bocage.welcome.suitability.household_weights import SuitabilityCriteria
from bocage.welcome.suitability.operations.rows import refresh_suitability
from bocage.welcome.suitability.operations.suitability import rank_communes
from bocage.welcome.suitability.presentation import cards_of
from tests.territory.factories import CommuneFactory
from tests.welcome.charters.factories import CharterFactory
from tests.welcome.relays.factories import RelayFactory, agreeing_project, town_hall
from tests.welcome.sponsors.factories import SponsorProfileFactory, SponsorshipFactory

pytestmark = pytest.mark.django_db

WELCOME = SuitabilityCriteria(weights={"welcome": 3})


def mark_and_words(commune):
    refresh_suitability()
    ranked = rank_communes(WELCOME, limit=50)
    card = next(
        card for card in cards_of(ranked, WELCOME) if card.commune.place.code == commune.code
    )
    return card.reasons[0].mark, [fact.words for fact in card.reasons[0].facts]


def test_a_commune_without_any_sign_is_known_to_have_none(boitron):
    assert mark_and_words(boitron) == (0, ["personne n’est encore désigné en mairie"])


def test_each_sign_adds_its_points_and_its_fact(boitron):
    town_hall(boitron)
    CharterFactory(commune=boitron)
    SponsorProfileFactory(commune=boitron)
    RelayFactory(commune=boitron, yes=True)
    assert mark_and_words(boitron) == (
        100,
        [
            "quelqu’un répond aux nouveaux venus en mairie",
            "1 parrain ou marraine disponible",
            "la mairie répond en 5 heures",
            "la commune a signé la charte d’accueil",
        ],
    )


def test_a_town_hall_that_nobody_asked_is_not_judged_by_its_answers(boitron):
    town_hall(boitron)
    assert mark_and_words(boitron)[0] == 50  # 40 points of 80
    RelayFactory(commune=boitron)
    assert mark_and_words(boitron)[0] == 50


def test_slow_answers_and_silence_count_less_and_are_stated(boitron):
    town_hall(boitron)
    sent_at = timezone.now() - timedelta(days=30)
    RelayFactory(commune=boitron, sent_at=sent_at, due_at=sent_at + timedelta(days=2))
    assert mark_and_words(boitron) == (
        40,
        [
            "quelqu’un répond aux nouveaux venus en mairie",
            "la mairie n’a pas encore répondu à ce qui lui a été demandé",
        ],
    )
    RelayFactory(
        commune=boitron,
        project=agreeing_project(departement=boitron.departement),
        sent_at=sent_at,
        yes=True,
        answered_at=sent_at + timedelta(days=4),
    )
    # Half of the points of four days, out of twenty.
    assert mark_and_words(boitron) == (
        45,
        ["quelqu’un répond aux nouveaux venus en mairie", "la mairie répond en 4 jours"],
    )


def test_full_or_former_sponsor_does_not_count(boitron):
    full = SponsorProfileFactory(commune=boitron, max_at_once=1)
    SponsorshipFactory(sponsor=full, active=True)
    SponsorProfileFactory(commune=boitron, mandate=False)
    assert mark_and_words(boitron)[0] == 0


@pytest.mark.parametrize("communes", [1, 3])
def test_signs_take_as_many_queries_for_many(django_assert_num_queries, communes):
    codes = [CommuneFactory().code for _number in range(communes)]
    with django_assert_num_queries(5):
        assert len(signs_of(codes, date(2026, 11, 27))) == communes
