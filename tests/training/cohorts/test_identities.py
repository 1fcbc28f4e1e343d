"""Identity of learners: required before an application is sent, corrected visibly."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from bocage.people.operations.erasure import erase_person
from bocage.training.admissions.applications.operations.applications import start_application
from bocage.training.admissions.applications.operations.scheduled import forget_old_applications
from bocage.training.admissions.applications.operations.seat_offers import offer_seat
from bocage.training.attendance.operations.retention import forget_identities
from bocage.training.models import Application, Enrolment
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.training.admissions.factories import ApplicationFactory, whole_draft
from tests.training.factories import CohortFactory, EnrolmentFactory, chamber

pytestmark = pytest.mark.django_db

CORRECTED = {
    "given_name": "Nadège",
    "family_name": "Prigent",
    "postal_address": "4 place de la Halle\n61200 Argentan",
}


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    """Records erasures in a folder of this test."""
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"data_dir": tmp_path})


def test_an_application_is_not_sent_without_a_name_and_an_address(client):
    draft = whole_draft(CohortFactory(), PersonFactory(name=""))
    part = reverse("application_part", args=[draft.pk, "vous"])
    send = reverse("application_send", args=[draft.pk])
    client.force_login(draft.applicant)
    assert client.post(part, {"given_name": " ", "family_name": "Prigent"}).status_code == 302

    page = text_of(client.get(send))
    refused = text_of(client.post(send))

    for words in ("votre prénom", "votre adresse postale"):
        assert words in page
        assert words in refused
    draft.refresh_from_db()
    assert (draft.is_draft, draft.family_name) == (True, "Prigent")
    assert client.post(part, CORRECTED).status_code == 302
    assert client.post(send).url == draft.get_absolute_url()
    assert "Nadège Prigent" in text_of(client.get(draft.get_absolute_url()))


def test_the_database_keeps_what_was_sent_from_losing_its_name():
    application = ApplicationFactory()

    with (
        pytest.raises(IntegrityError, match="training_application_identified_once_sent"),
        transaction.atomic(),
    ):
        Application.objects.filter(pk=application.pk).update(given_name="")


def test_the_next_application_begins_with_the_same_identity(client):
    first = ApplicationFactory(applicant=PersonFactory(name="Nadia Prigent"))

    second = start_application(by=first.applicant, cohort=CohortFactory())

    assert second.identity == first.identity
    assert start_application(by=PersonFactory(), cohort=CohortFactory()).given_name == ""


def test_the_seat_bears_the_name_of_the_application(client):
    teaching = chamber()
    application = ApplicationFactory(
        cohort=CohortFactory(programme=teaching.programme), applicant=PersonFactory(name="")
    )
    identity = reverse("application_identity", args=[application.cohort_id, application.pk])
    client.force_login(teaching.officer)
    assert client.post(identity, CORRECTED).status_code == 302
    application.refresh_from_db()
    offer_seat(application, application.submitted_at)
    client.force_login(application.applicant)
    answer = reverse("application_answer", args=[application.pk])
    Application.objects.get(pk=application.pk).seat_offers.update(answer_by="2099-01-01T00:00Z")

    client.post(answer, {"geste": "venir"})

    seat = Enrolment.objects.get()
    assert (seat.display_name, seat.postal_address) == (
        "Nadège Prigent",
        CORRECTED["postal_address"],
    )


def test_an_officer_corrects_a_name_and_the_history_has_both_names(client):
    teaching = chamber()
    seat = EnrolmentFactory(
        cohort__programme=teaching.programme, person=PersonFactory(name="Nadia Prigent")
    )
    correct = reverse("enrolment_identity", args=[seat.cohort_id, seat.pk])
    history = reverse("object_history", args=["inscription", seat.pk])
    client.force_login(seat.person)
    assert client.get(correct).status_code == client.get(history).status_code == 404
    client.force_login(chamber().officer)
    assert client.post(correct, CORRECTED).status_code == 404
    client.force_login(teaching.officer)

    assert client.post(correct, CORRECTED | {"family_name": " "}).status_code == 422
    assert client.post(correct, CORRECTED).status_code == 302

    history_page = text_of(client.get(history))
    for words in ("Nadia → Nadège", str(teaching.officer)):
        assert words in history_page
    learners = text_of(client.get(reverse("cohort_learners", args=[seat.cohort_id])))
    assert "Nadège Prigent" in learners
    assert "4 place de la Halle" in learners


def test_names_and_addresses_are_erased_with_the_account_and_after_the_time_of_proofs(client):
    erased, enrolment = EnrolmentFactory(), EnrolmentFactory()
    application = ApplicationFactory(applicant=erased.person)
    erase_person(by=erased.person, person=erased.person)
    forget_identities(enrolment.cohort)

    for row in (erased, enrolment, application):
        row.refresh_from_db()
        assert (row.display_name, row.postal_address) == ("—", "—")
        for version in row.events.all():
            assert (version.family_name, version.postal_address) == ("—", "—")


def test_a_forgotten_application_leaves_no_version_with_a_name():
    old = ApplicationFactory(
        status="refused",
        submitted_at="2019-01-01T00:00Z",
        decided_at="2019-02-01T00:00Z",
    )
    versions = type(old).events.rel.related_model

    assert forget_old_applications() == 1
    assert not versions.objects.filter(pgh_obj_id=old.pk).exists()
