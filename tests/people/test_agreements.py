"""« Mes accords », who opened one's file, and the same data as a document."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.people.agreements import agreements_of, openings_of
from bocage.people.models import Role
from bocage.welcome.models import ProjectConsent, ProjectView
from tests.outreach.factories import ConsentFactory, ProspectFactory
from tests.people.factories import ApplicationConsentFactory, PersonFactory
from tests.welcome.factories import ProjectFactory

pytestmark = pytest.mark.django_db

PAGE = "/compte/donnees/accords/"


def test_agreements_of_every_room_are_reported_and_those_taken_back_say_when(signed_in_client):
    person = PersonFactory()
    now = timezone.now()
    project = ProjectFactory(adults=[person])
    ProjectConsent.objects.create(
        project=project,
        person=person,
        use="club",
        given_at=now - timedelta(days=9),
        withdrawn_at=now,
    )
    ConsentFactory(prospect=ProspectFactory(email=person.email), words="Recevoir des lettres")
    ApplicationConsentFactory(person=person).delete()
    consent = ApplicationConsentFactory(person=person, application__name="Mon agenda")

    agreements = agreements_of(person)
    page = signed_in_client(person).get(PAGE).content.decode()

    assert [agreement.stands for agreement in agreements] == [True, True, False, False]
    assert {agreement.words for agreement in agreements if agreement.stands} == {
        "Recevoir des lettres",
        ", ".join(consent.opens),
    }
    assert "Mon agenda" in page
    assert "repris le" in page


def test_household_reads_who_opened_its_file_and_others_do_not(signed_in_client):
    person, stranger = PersonFactory(), PersonFactory()
    coordinator = PersonFactory(name="Rachida Bouchareb")
    ProjectView.objects.create(
        project=ProjectFactory(adults=[person]),
        person=coordinator,
        capacity=Role.COORDINATOR,
        viewed_at=timezone.now(),
    )

    assert "Rachida Bouchareb" in signed_in_client(person).get(PAGE).content.decode()
    assert openings_of(stranger) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_known_is_a_document_to_read(signed_in_client, language):
    person = PersonFactory(name="#strong[Camille] $x$ \\ @y", language=language)

    answer = signed_in_client(person).get("/compte/donnees/mes-donnees.pdf")

    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer.headers["Cache-Control"]
