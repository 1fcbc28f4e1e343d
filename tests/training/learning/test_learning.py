"""Questionnaires to learners, their answers and indicators, and mentors."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.signed_actions import signed_action_path
from bocage.people.dashboard import tasks_of
from bocage.people.models import Entitlement
from bocage.people.personal_data import personal_data_of
from bocage.training.learning.indicators import Outcome, outcomes, results_of, satisfied
from bocage.training.learning.links import outcome_link, satisfaction_link
from bocage.training.learning.operations import (
    follow_completed,
    remind_silent,
    request_due_outcomes,
)
from bocage.training.mentoring import errors
from bocage.training.mentoring.matching import possible_mentors
from bocage.training.mentoring.operations import (
    MentorOffer,
    end_mentorship,
    offer_to_mentor,
    propose_mentor,
)
from bocage.training.models import (
    Enrolment,
    MentorNote,
    Mentorship,
    NeedsStatement,
    OutcomeFollowUp,
    SatisfactionAnswer,
)
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.training.attendance.factories import follow_course, make_course, write_course
from tests.training.factories import EnrolmentFactory

pytestmark = pytest.mark.django_db

NEEDS = {"expects": "Trouver mes prix", "ease": "some", "business_ease": "none"}
MARKS = dict.fromkeys(("overall", "content", "teaching", "organisation", "progress"), "4")
SIRET = "732 829 320 00074"


def mentor(commune, trade="Graphisme", **fields):
    """A member of the club who offers to mentor."""
    person = PersonFactory(name="Paul Aubert")
    Entitlement.objects.create(
        person=person, kind=Entitlement.Kind.CLUB_MEMBER, starts_on=timezone.localdate()
    )
    return offer_to_mentor(by=person, offer=MentorOffer(trade=trade, commune=commune, **fields))


def test_a_learner_says_their_needs_then_their_opinion_then_that_a_business_is_created(
    client, deliver_mails
):
    course, commune = make_course(), CommuneFactory(boitron=True)
    say_their_needs(client, course)
    ended = timezone.now()
    complete_the_course(course, ended)
    give_their_opinion(client, course, deliver_mails)
    report_a_business(client, course, commune, deliver_mails, later=ended + timedelta(days=200))
    check_results(client, course)


def complete_the_course(course, ended):
    """Inès followed it to its end, and its certificates are ready."""
    write_course(course)
    follow_course(course, course.morning)
    Enrolment.objects.filter(pk=course.ines.pk).update(state="completed", ended_at=ended)
    follow_completed(enrolment=course.ines, now=ended)


def say_their_needs(client, course):
    """Saves the needs of a learner, private and limited in length."""
    needs = reverse("needs_form", args=[course.ines.pk])
    client.force_login(course.malo.person)
    assert client.get(needs).status_code == 404
    client.force_login(course.ines.person)
    assert any("attendez" in str(task.title) for task in tasks_of(course.ines.person))
    assert client.post(needs, NEEDS | {"expects": "x" * 1501}).status_code == 422
    assert client.post(needs, NEEDS | {"ease": "autre"}).status_code == 422
    assert client.post(needs, NEEDS | {"arrangements": "Une salle claire"}).status_code == 302
    assert NeedsStatement.objects.get().arrangements == "Une salle claire"


def give_their_opinion(client, course, deliver_mails):
    """Sends the questionnaire with the certificates; answers it by the link of the mail alone."""
    [satisfaction_mail] = [mail for mail in deliver_mails() if "votre avis" in mail.subject]
    assert satisfaction_mail.recipient == course.ines.person.email
    assert [attachment.filename for attachment in satisfaction_mail.attachments.all()] == [
        "certificat-de-realisation.pdf",
        "attestation-d-assiduite.pdf",
    ]
    assert [follow_up.months for follow_up in OutcomeFollowUp.objects.order_by("months")] == [
        3,
        6,
        12,
    ]
    client.logout()
    token = satisfaction_link.token(course.ines.pk, course.ines.person_id)
    form = reverse("satisfaction", args=[token])
    assert client.get(reverse("satisfaction", args=["faux"])).status_code == 404
    other_token = satisfaction_link.token(course.ines.pk, course.malo.person_id)
    assert client.get(reverse("satisfaction", args=[other_token])).status_code == 410
    assert client.get(form).status_code == 200
    assert client.post(form, MARKS).status_code == 422
    assert client.post(form, MARKS | {"recommends": "oui", "overall": "9"}).status_code == 422
    assert client.post(form, MARKS | {"recommends": "oui"}).status_code == 302
    assert "Merci" in client.get(f"{form}?merci=1").content.decode()
    programme = course.cohort.programme_id
    assert satisfied([programme]) == {programme: (1, 1)}


def report_a_business(client, course, commune, deliver_mails, *, later):
    """Requests the outcome once, with one reminder, for the latest date only."""
    programme = course.cohort.programme_id
    assert (request_due_outcomes(now=later), request_due_outcomes(now=later)) == (1, 0)
    assert remind_silent(now=later + timedelta(days=8)) == 1
    assert remind_silent(now=later + timedelta(days=8)) == 0
    mails = [mail.subject for mail in deliver_mails() if "où en est votre projet" in mail.subject]
    assert len(mails) == 2
    half_year = OutcomeFollowUp.objects.get(months=6)
    form = reverse("outcome", args=[outcome_link.token(half_year.pk, course.ines.person_id)])
    answer = {"entreprise": "created", "logement": "settled", "emplois": "2", "siret": SIRET}
    for data in (
        {"entreprise": "created"},
        answer | {"siret": "732 829 320 00075"},
        answer | {"emplois": "-1"},
        answer | {"emplois": "501"},
        answer | {"commune": "x" * 121},
    ):
        assert client.post(form, data).status_code == 422
    assert client.post(form, answer | {"commune": "Boitron"}).status_code == 302
    half_year.refresh_from_db()
    assert (half_year.siret, half_year.commune) == ("73282932000074", commune)
    assert outcomes([programme])[programme] == Outcome(answered=1, created=1, jobs=2, settled=1)


def check_results(client, course):
    """Figures for the officer, nothing of one person for the public, all of it for the learner."""
    programme = course.cohort.programme_id
    # One answer gives no rate to the public.
    assert [
        (indicator.name, indicator.rate, indicator.of)
        for indicator in results_of([programme])[programme].indicators
    ][2:] == [("satisfaction", None, 1), ("business", None, 1)]
    client.force_login(course.officer)
    year = OutcomeFollowUp.objects.get(months=12)
    note = reverse("outcome_note", args=[year.pk])
    gave_up = {"entreprise": "given_up", "logement": "elsewhere", "siret": SIRET}
    assert client.post(note, gave_up).status_code == 302
    assert outcomes([programme])[programme].created == 0
    page = client.get(reverse("cohort_follow", args=[course.cohort.pk])).content.decode()
    assert "Une salle claire" in page
    personal_data = str(personal_data_of(course.ines.person))
    for words in ("Trouver mes prix", "73282932000074", "Une salle claire"):
        assert words in personal_data


def test_a_mentor_is_proposed_with_reasons_answers_by_one_click_and_keeps_notes(
    client, deliver_mails
):
    course, commune = make_course(), CommuneFactory(boitron=True)
    near, far = mentor(commune), mentor(CommuneFactory(), trade="Maçonnerie")
    with pytest.raises(NotAllowed):
        offer_to_mentor(by=PersonFactory(), offer=MentorOffer(trade="x", commune=commune))
    with pytest.raises(NotAllowed):
        propose_mentor(by=course.teacher.person, enrolment=course.ines, mentor=near)

    first, *_other_mentors = possible_mentors(course.ines, trade="graphismes", commune=commune)
    assert first.mentor == near
    assert first.reasons == ["un métier proche\u00a0: Graphisme", f"la même commune, {commune}"]
    client.force_login(course.officer)
    propose = reverse("mentor_propose", args=[course.ines.pk])
    assert "Paul Aubert" in client.get(propose, {"metier": "graphisme"}).content.decode()
    assert client.post(propose, {"mentor": "x"}).status_code == 404
    assert client.post(propose, {"mentor": near.pk}).status_code == 302
    mentorship = propose_mentor(by=course.officer, enrolment=course.ines, mentor=near)
    with pytest.raises(errors.MentorProposed):
        propose_mentor(by=course.officer, enrolment=course.ines, mentor=far)
    with pytest.raises(errors.MentorBusy):
        propose_mentor(by=course.officer, enrolment=course.malo, mentor=near)
    assert near not in [
        possible_mentor.mentor
        for possible_mentor in possible_mentors(course.malo, trade="", commune=None)
    ]

    client.logout()
    accept = signed_action_path("training.accept_mentorship", {"mentorship": str(mentorship.pk)})
    decline = signed_action_path("training.decline_mentorship", {"mentorship": str(mentorship.pk)})
    assert client.get(accept).status_code == 200
    assert Mentorship.objects.get().state == "proposed"
    assert client.post(accept).status_code == client.post(accept).status_code == 200
    assert client.post(decline).status_code == 410
    recipients = {mail.recipient for mail in deliver_mails() if "Paul Aubert" in mail.subject}
    assert recipients == {course.ines.person.email, course.officer.email}
    page = reverse("mentorship", args=[mentorship.pk])
    client.force_login(course.malo.person)
    assert client.get(page).status_code == 404
    client.force_login(course.ines.person)
    assert near.person.email in client.get(page).content.decode()
    note = reverse("mentorship_note", args=[mentorship.pk])
    assert client.post(note, {"words": "Bonjour"}).status_code == 404
    client.force_login(near.person)
    for words in (" ", "x" * 501, "Revoir les prix."):
        client.post(note, {"words": words})
    assert [note.words for note in MentorNote.objects.all()] == ["Revoir les prix."]
    end_mentorship(by=course.ines.person, mentorship=mentorship)
    assert propose_mentor(by=course.officer, enrolment=course.ines, mentor=far).state == "proposed"


def test_the_pages_of_a_cohort_are_read_in_as_many_queries_for_three_learners_as_for_one(
    client,
):
    course = make_course()
    client.force_login(course.officer)
    names = ("cohort_attendance", "cohort_papers", "cohort_follow", "cohort_mentors")

    def counts():
        query_counts = {}
        for name in names:
            client.get(reverse(name, args=[course.cohort.pk]))
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse(name, args=[course.cohort.pk])).status_code == 200
            query_counts[name] = len(queries)
        return query_counts

    before = counts()
    for enrolment in EnrolmentFactory.create_batch(3, cohort=course.cohort):
        NeedsStatement.objects.create(enrolment=enrolment, **NEEDS, answered_at=timezone.now())
        SatisfactionAnswer.objects.create(enrolment=enrolment, requested_at=timezone.now())
        OutcomeFollowUp.objects.create(enrolment=enrolment, months=3, due_on=timezone.localdate())
    assert counts() == before
