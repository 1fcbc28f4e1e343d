"""The SIRET of a business, and that of a partner, against the official register of companies."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.training.learning.links import outcome_link
from bocage.training.learning.operations import recheck_companies
from bocage.training.models import OutcomeFollowUp, TrainingProvider
from tests.pages.page_text import text_of
from tests.servers.company_register import SIRET, open_place, telling
from tests.servers.local_server import saying
from tests.training.attendance.factories import make_course

pytestmark = pytest.mark.django_db
CREATED = {"entreprise": "created", "logement": "settled", "siret": SIRET}
IDENTITY = {
    "legal_name": "Chambre de métiers de l’Orne",
    "address": "12 rue du Pont, 61000 Alençon",
    "city": "Alençon",
    "siret": SIRET,
    "declaration_number": "25610000061",
    "declaration_region": "Normandie",
    "representative": "Claire Vallée",
    "representative_role": "présidente",
}


def test_a_business_that_the_register_does_not_know_yet_is_kept_and_looked_for_again(
    client, company_register
):
    course = make_course()
    outcome = OutcomeFollowUp.objects.create(
        enrolment=course.ines, months=3, due_on=timezone.localdate()
    )
    form = reverse("outcome", args=[outcome_link.token(outcome.pk, course.ines.person_id)])

    client.post(form, CREATED)
    outcome.refresh_from_db()
    assert outcome.siret_status == "not_checked"
    company_register(telling())
    assert "ne connaît pas encore" in text_of(client.post(form, CREATED, follow=True))
    outcome.refresh_from_db()
    assert (outcome.siret, outcome.siret_status) == (SIRET, "unknown")
    company_register(telling(open_place()))
    now = timezone.now()
    assert recheck_companies(now=now) == 0
    assert recheck_companies(now=now + timedelta(days=8)) == 1
    client.force_login(course.officer)
    page = client.get(reverse("cohort_follow", args=[course.cohort.pk]))
    assert "au registre officiel (" in text_of(page)
    # A confirmed number is not looked up again; a changed one is.
    company_register(saying(status=500))
    client.post(form, CREATED)
    outcome.refresh_from_db()
    assert outcome.siret_status == "open"
    client.post(form, CREATED | {"siret": "552 100 554 00013"})
    outcome.refresh_from_db()
    assert outcome.siret_status == "not_answered"
    client.post(form, {"entreprise": "given_up", "logement": "settled"})
    outcome.refresh_from_db()
    assert (outcome.siret, outcome.siret_status, outcome.siret_looked_up_at) == ("", "", None)


def test_the_papers_of_a_partner_carry_a_number_that_the_register_knows(client, company_register):
    course = make_course()
    client.force_login(course.officer)
    page = reverse("provider_write", args=[course.cohort.programme_id])

    company_register(telling(open_place("F")))
    closed = client.post(page, IDENTITY)
    assert (closed.status_code, TrainingProvider.objects.count()) == (422, 0)
    assert "est fermé" in text_of(closed)
    company_register(saying(status=500))
    assert "la clé du SIRET seule" in text_of(client.post(page, IDENTITY, follow=True))
    assert TrainingProvider.objects.get().siret_checked_at is None
    company_register(telling(open_place()))
    client.post(page, IDENTITY)
    assert TrainingProvider.objects.get().siret_checked_at is not None
