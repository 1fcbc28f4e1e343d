"""Applications: drafts are saved, sent once and in time; documents are scanned."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.files.sent_documents import DocumentUnreadable
from bocage.training.admissions.applications.errors import (
    ApplicationIncomplete,
    ApplicationOver,
    ApplicationsClosed,
    ApplicationSent,
    DocumentThere,
    TooManyDocuments,
)
from bocage.training.admissions.applications.operations.applications import (
    grant_delay,
    save_application,
    send_application,
    start_application,
    take_application_back,
    withdraw_application,
)
from bocage.training.admissions.applications.operations.documents import (
    add_document,
    remove_document,
    scan_waiting_documents,
)
from bocage.training.admissions.applications.operations.questions import (
    questions_of,
    write_question,
)
from bocage.training.admissions.applications.operations.scheduled import (
    end_applications_of,
    forget_old_applications,
    remind_of_drafts,
)
from bocage.training.admissions.applications.operations.seat_offers import offer_seat
from bocage.training.models import Application, ApplicationDocument
from tests.people.factories import PersonFactory
from tests.servers.clamd import EICAR, clamd
from tests.training.admissions.factories import ApplicationFactory, pdf, whole_draft
from tests.training.factories import CohortFactory, chamber

pytestmark = pytest.mark.django_db
Status = Application.Status


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


def test_a_draft_is_kept_sent_whole_once_and_taken_back_until_it_is_read(deliver_mails):
    cohort, person = CohortFactory(), PersonFactory()
    draft = start_application(by=person, cohort=cohort)
    first, *_other_questions = questions_of(cohort.programme)
    save_application(by=person, application=draft, answers={first.pk: "Des sites"})

    with pytest.raises(ApplicationIncomplete, match="votre projet en une phrase"):
        send_application(by=person, application=draft)
    assert draft.answers.get().words == "Des sites"
    assert start_application(by=person, cohort=cohort) == draft
    with pytest.raises(NotAllowed):
        save_application(by=PersonFactory(), application=draft, title="Un autre")

    whole_draft(cohort, person)
    submitted = send_application(by=person, application=draft)
    assert send_application(by=person, application=submitted).submitted_at == submitted.submitted_at
    assert draft.answers.first().question_label == first.label
    (mail,) = deliver_mails()
    assert mail.recipient == person.email
    with pytest.raises(ApplicationSent):
        save_application(by=person, application=submitted, title="Autre chose")
    assert take_application_back(by=person, application=submitted).is_draft
    send_application(by=person, application=submitted)
    Application.objects.update(status=Status.UNDER_REVIEW)
    with pytest.raises(ApplicationSent):
        take_application_back(by=person, application=submitted)


def test_a_deadline_keeps_the_draft_and_an_officer_may_grant_more_time(deliver_mails):
    teaching = chamber()
    cohort = CohortFactory(programme=teaching.programme)
    person = PersonFactory()
    draft = whole_draft(cohort, person)
    moment = timezone.now() + timedelta(days=25)

    with pytest.raises(ApplicationsClosed):
        send_application(by=person, application=draft, now=moment)
    with pytest.raises(ApplicationsClosed):
        start_application(by=PersonFactory(), cohort=cohort, now=moment)
    assert save_application(by=person, application=draft, title="Gardé", now=moment).is_draft
    with pytest.raises(NotAllowed):
        grant_delay(by=person, application=draft, until=moment.date())
    grant_delay(by=teaching.officer, application=draft, until=timezone.localdate(moment))
    assert send_application(by=person, application=draft, now=moment).status == Status.SUBMITTED
    assert [mail.recipient for mail in deliver_mails()] == [person.email] * 2
    with pytest.raises(ApplicationOver):
        grant_delay(by=teaching.officer, application=draft, until=timezone.localdate(moment))


def test_applicant_who_withdraws_may_apply_again_and_an_unknown_project_is_ignored(deliver_mails):
    cohort, person = CohortFactory(), PersonFactory()
    draft = whole_draft(cohort, person)
    saved = save_application(by=person, application=draft, project_id=draft.pk)
    assert saved.project_id is None
    send_application(by=person, application=draft)
    withdrawn = withdraw_application(by=person, application=draft)
    assert withdraw_application(by=person, application=draft).withdrawn_at == withdrawn.withdrawn_at
    with pytest.raises(ApplicationOver):
        send_application(by=person, application=draft)
    assert start_application(by=person, cohort=cohort) != draft


def test_documents_are_what_they_hold_and_few(settings):
    draft = whole_draft(CohortFactory())
    person = draft.applicant

    with pytest.raises(DocumentUnreadable):
        add_document(by=person, application=draft, file=io.BytesIO(b"MZ..."), name="devis.pdf")
    for pages in range(1, 9):
        add_document(by=person, application=draft, file=pdf(pages), name="../devis.exe")
    with pytest.raises(TooManyDocuments):
        add_document(by=person, application=draft, file=pdf(9), name="devis.pdf")
    document, *_other_documents = draft.documents.all()
    assert (document.name, document.is_readable) == ("devis.pdf", True)
    with pytest.raises(NotAllowed):
        remove_document(by=PersonFactory(), document=document)
    remove_document(by=person, document=document)
    with pytest.raises(DocumentThere):
        add_document(by=person, application=draft, file=pdf(2), name="le même.pdf")
    send_application(by=person, application=draft)
    with pytest.raises(ApplicationSent):
        add_document(by=person, application=draft, file=pdf(12), name="tard.pdf")


def test_nobody_reads_a_document_before_clamav_did(settings, deliver_mails):
    draft = whole_draft(CohortFactory())

    def add(file: io.BytesIO) -> ApplicationDocument:
        return add_document(by=draft.applicant, application=draft, file=file, name="devis.pdf")

    with clamd() as address:
        settings.BOCAGE = settings.BOCAGE.model_copy(update={"clamav": address})
        clean, infected = add(pdf()), add(io.BytesIO(pdf().getvalue() + EICAR))
        assert not clean.is_readable
        stored = infected.file.path
        mails = deliver_mails()
    clean.refresh_from_db()
    infected.refresh_from_db()
    assert (clean.scan, infected.scan, infected.file.name) == ("clean", "infected", "")
    assert [mail.facts["document_name"] for mail in mails] == ["devis.pdf"]
    waiting = add(pdf(3))
    assert scan_waiting_documents() == 0
    with clamd(is_mute=False) as address:
        settings.BOCAGE = settings.BOCAGE.model_copy(update={"clamav": address})
        assert scan_waiting_documents() == 1
    waiting.refresh_from_db()
    assert waiting.is_readable
    assert stored.endswith(".pdf")


def test_what_came_to_nothing_is_forgotten_and_drafts_are_reminded_of(deliver_mails):
    now = timezone.now()
    long_ago = now - timedelta(days=800)
    refused = ApplicationFactory(status=Status.REFUSED, decided_at=long_ago)
    recent = ApplicationFactory(status=Status.REFUSED, decided_at=now)
    assert forget_old_applications() == 1
    assert not Application.objects.filter(pk=refused.pk).exists()
    assert Application.objects.filter(pk=recent.pk).exists()

    draft = whole_draft(CohortFactory(apply_until=timezone.localdate() + timedelta(days=3)))
    assert (remind_of_drafts(), remind_of_drafts()) == (1, 0)
    assert [mail.recipient for mail in deliver_mails()] == [draft.applicant.email]


def test_a_cohort_that_is_called_off_closes_applications_and_frees_seats(deliver_mails):
    cohort = CohortFactory()
    accepted, submitted = ApplicationFactory.create_batch(2, cohort=cohort)
    offer_seat(accepted, timezone.now())
    assert (end_applications_of(cohort=cohort), end_applications_of(cohort=cohort)) == (2, 0)
    cohort.refresh_from_db()
    assert cohort.seats_taken == 0
    submitted.refresh_from_db()
    assert submitted.withdrawal_reason == "cancelled"
    kinds = [mail.facts.get("cause") for mail in deliver_mails()]
    assert kinds.count("cancelled") == 2


def test_an_answer_keeps_the_words_of_the_question_that_it_answered():
    teaching = chamber()
    draft = whole_draft(CohortFactory(programme=teaching.programme))
    send_application(by=draft.applicant, application=draft)
    first, *_other_questions = questions_of(teaching.programme)
    label = first.label
    write_question(
        by=teaching.officer, programme=teaching.programme, question=first, label="Autre chose ?"
    )
    assert draft.answers.get(question=first).question_label == label
