"""Address book: cards, closing, and scheduled jobs."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.personal_data import personal_data_of
from bocage.welcome.helpers.errors import HelperClosed, HelperExists
from bocage.welcome.helpers.operations.profiles import (
    Card,
    add_helper,
    ask_quiet_helpers,
    change_helper,
    close_helper,
    close_own_card,
    close_silent_helpers,
    confirm_own_card,
    forget_closed_helpers,
    reopen_helper,
)
from bocage.welcome.models import Helper, HelpKind, HelpRequest
from tests.people.factories import PersonFactory
from tests.welcome.helpers.factories import (
    HelperFactory,
    HelpRequestFactory,
    commune_elsewhere,
    coordinator_of,
)

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def claire(boitron):
    return coordinator_of(boitron.departement, person__name="Claire Dubois")


def card(commune, **changes):
    card_content = {
        "name": " Odile Prévost ",
        "kind": HelpKind.SCHOOL_HEAD,
        "can_do": "Faire visiter l’école.",
        "tags": ("École", "ecole", ""),
        "commune": commune,
        "email": "Odile@Ecole.example",
        "consented_on": NOW.date(),
    }
    return Card(**{**card_content, **changes})


def test_somebody_is_added_and_learns_it(boitron, claire, new_mails):
    helper = add_helper(by=claire, card=card(boitron))

    assert (helper.name, helper.email, helper.tags) == (
        "Odile Prévost",
        "odile@ecole.example",
        ["ecole"],
    )
    (mail,) = new_mails()
    assert mail.recipient == "odile@ecole.example"
    assert "Claire Dubois note que vous acceptez" in mail.text
    assert "fermer ma fiche" in mail.text


def test_an_account_of_that_address_is_found(boitron, claire):
    person = PersonFactory(email="odile@ecole.example")

    assert add_helper(by=claire, card=card(boitron)).person == person


def test_an_address_is_there_once_for_a_kind(boitron, claire):
    add_helper(by=claire, card=card(boitron))

    with pytest.raises(HelperExists):
        add_helper(by=claire, card=card(boitron, email="ODILE@ecole.example"))
    add_helper(by=claire, card=card(boitron, kind=HelpKind.NEIGHBOUR))
    assert Helper.objects.count() == 2


def test_nobody_is_added_where_one_coordinates_nothing(boitron):
    distant_commune = commune_elsewhere()
    stranger = coordinator_of(distant_commune.departement)

    for person in (stranger, PersonFactory()):
        with pytest.raises(NotAllowed):
            add_helper(by=person, card=card(boitron))


def test_a_card_moves_only_where_one_coordinates_both(boitron, claire):
    helper = HelperFactory(commune=boitron)
    distant_commune = commune_elsewhere()

    with pytest.raises(NotAllowed):
        change_helper(by=claire, helper=helper, card=card(distant_commune))
    change_helper(by=claire, helper=helper, card=card(boitron, max_per_month=1))
    helper.refresh_from_db()
    assert (helper.name, helper.max_per_month) == ("Odile Prévost", 1)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"max_per_month": 0}, "asked_in_measure"),
        ({"max_per_month": 13}, "asked_in_measure"),
        ({"radius_km": 201}, "within_reach"),
        ({"is_open": False}, "closed_at_a_time"),
    ],
)
def test_the_database_refuses(changes, rule):
    helper = HelperFactory()

    with pytest.raises(IntegrityError, match=f"welcome_helper_{rule}"), transaction.atomic():
        Helper.objects.filter(pk=helper.pk).update(**changes)


def test_closing_a_card_withdraws_its_open_requests(boitron, claire, new_mails):
    helper = HelperFactory(commune=boitron)
    open_request = HelpRequestFactory(
        helper=helper, project__departement=boitron.departement, requested_by=claire
    )
    answered_request = HelpRequestFactory(helper=helper, answered=True)

    close_own_card(helper_id=helper.pk)
    close_own_card(helper_id=helper.pk)

    open_request.refresh_from_db()
    answered_request.refresh_from_db()
    assert open_request.withdrawn_at is not None
    assert answered_request.withdrawn_at is None
    (mail,) = new_mails()
    assert mail.recipient == claire.email
    assert "ne figure plus au carnet" in mail.subject


def test_card_is_closed_and_reopened_by_its_keeper(boitron, claire, new_mails):
    helper = HelperFactory(commune=boitron)
    stranger = coordinator_of(commune_elsewhere().departement)

    for action in (close_helper, reopen_helper):
        with pytest.raises(NotAllowed):
            action(by=stranger, helper=helper)
    assert close_helper(by=claire, helper=helper).is_open is False
    reopened_helper = reopen_helper(by=claire, helper=helper)
    assert (reopened_helper.is_open, reopened_helper.closed_at) == (True, None)
    (mail,) = new_mails()
    assert mail.subject == "Vous êtes au carnet des personnes qui aident"


def test_the_quiet_are_asked_once_then_closed_then_forgotten(new_mails):
    quiet_helper = HelperFactory(confirmed_at=NOW - timedelta(days=731))
    heard_of = HelperFactory(confirmed_at=NOW - timedelta(days=729))

    assert (ask_quiet_helpers(now=NOW), ask_quiet_helpers(now=NOW)) == (1, 0)
    (mail,) = new_mails()
    assert mail.recipient == quiet_helper.email
    assert "toujours d’accord" in mail.subject

    assert close_silent_helpers(now=NOW + timedelta(days=59)) == 0
    assert close_silent_helpers(now=NOW + timedelta(days=61)) == 1
    quiet_helper.refresh_from_db()
    assert not quiet_helper.is_open
    assert forget_closed_helpers(now=NOW + timedelta(days=400)) == 0
    HelpRequestFactory(helper=quiet_helper, withdrawn_at=NOW)
    forget_closed_helpers(now=NOW + timedelta(days=430))
    assert list(Helper.objects.all()) == [heard_of]
    assert not HelpRequest.objects.exists()


def test_one_word_keeps_a_card():
    helper = HelperFactory(
        confirmed_at=NOW - timedelta(days=740), confirmation_requested_at=NOW - timedelta(days=9)
    )

    confirmed_helper = confirm_own_card(helper_id=helper.pk, now=NOW)

    assert (confirmed_helper.confirmed_at, confirmed_helper.confirmation_requested_at) == (
        NOW,
        None,
    )
    close_own_card(helper_id=helper.pk)
    with pytest.raises(HelperClosed):
        confirm_own_card(helper_id=helper.pk)


def test_personal_data_is_disclosed_to_helper_and_household():
    person = PersonFactory(email="odile@ecole.example")
    helper = HelperFactory(email="odile@ecole.example")
    adult = PersonFactory()
    HelpRequestFactory(helper=helper, answered=True, project__adults=[adult])
    HelperFactory()

    card, requests, for_us = (
        "Votre fiche au carnet des personnes qui aident",
        "Les coups de main que l’on vous a demandés",
        "Ce qui a été demandé pour votre ménage à des personnes qui aident",
    )
    assert "Faire visiter" in personal_data_of(person)[card][0]["detail"]
    assert "oui" in personal_data_of(person)[requests][0]["detail"]
    assert "Camille et Jean" in personal_data_of(adult)[for_us][0]["detail"]
    stranger = personal_data_of(PersonFactory())
    assert [stranger[title] for title in (card, requests, for_us)] == [[], [], []]
