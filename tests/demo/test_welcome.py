"""The welcome of the demo, as its rooms hold it once it is loaded."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from bocage.demo.cast import CAST, COORDINATOR
from bocage.demo.company import HOSTESS
from bocage.demo.households import FERRAND, HOUSEHOLDS, LE_GOFF, NEWCOMERS
from bocage.demo.loading import PLACES
from bocage.demo.welcome import welcome_households
from bocage.foundation.mail import without_mails
from bocage.people.models import Role
from bocage.welcome.models import HelpRequest, SettlementProject
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The households, loaded once for this module and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        communes = {
            facts.commune: CommuneFactory(code=facts.commune, postcodes=[facts.postcode])
            for facts in PLACES
        }
        people = {
            email: PersonFactory(email=email, name=name, language=language)
            for email, name, language in (
                *((one.email, one.name, one.language) for one in CAST),
                *NEWCOMERS,
                (HOSTESS.email, HOSTESS.name, "fr"),
            )
        }
        for member in CAST:
            if member.mandate in (Role.TOWN_HALL, Role.ELECTED, Role.SPONSOR):
                scope = ScopeFactory(of_commune=True, commune=communes[member.scope])
            elif member is COORDINATOR:
                departement = communes["61051"].departement
                scope = ScopeFactory(of_departement=True, departement=departement)
            else:
                continue
            MandateFactory(
                person=people[member.email],
                role=member.mandate,
                scope=scope,
                starts_on=(NOW - timedelta(days=700)).date(),
            )
        with without_mails():
            welcome_households(people, NOW)
        yield people
        transaction.set_rollback(True)


@pytest.fixture
def welcomed(loaded, db):
    return loaded


def test_households_stand_where_their_story_says(welcomed):
    stages = dict(SettlementProject.objects.values_list("name", "stage"))

    assert stages == {household.name: household.stage for household in HOUSEHOLDS}
    assert Counter(SettlementProject.objects.values_list("status", flat=True)) == {
        "open": len(HOUSEHOLDS) - 2,
        "paused": 1,
        "closed": 1,
    }
    waiting = SettlementProject.objects.filter(answered_at=None)
    assert set(waiting.values_list("name", flat=True)) == {FERRAND.name, LE_GOFF.name}


def test_helpers_answered_were_thanked_and_still_think(welcomed):
    answers = Counter(HelpRequest.objects.values_list("answer", flat=True))

    assert answers == {"yes": 2, "no": 1, "": 1}
    assert HelpRequest.objects.filter(answer="yes", thanked_at=None).count() == 1
