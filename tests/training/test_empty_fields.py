"""Documents, mails and pages of the course with every optional field empty: no sentence states an
unknown fact, and none has a gap."""

import re
from dataclasses import MISSING, fields, replace

import pytest
from django.db import models
from django.urls import reverse

from bocage.foundation.mail.messages import registered_mails
from bocage.foundation.mail.rendering import render_mail
from bocage.training.models import (
    Application,
    CohortSession,
    Programme,
    ProgrammeModule,
    ProgrammeTeacher,
    TrainingProvider,
)
from tests.mail_examples import example
from tests.pages.page_text import text_of
from tests.training.admissions.factories import ApplicationFactory
from tests.training.attendance.factories import follow_course, make_course, write_course
from tests.training.pdfs import pdf_text

pytestmark = pytest.mark.django_db

HOLES = re.compile(r"« »|\( ?\)|: ?\.|:$|, ?,|· ?·|\bNone\b|,\s*\.|, ?$")
"""Punctuation left in a sentence by an empty value."""
ASSERTED = (
    "gratuit",
    "Gratuit",
    "mises en situation",
    "sont remis",
    "……",
    "le lien envoyé",
    "convocation avant le premier jour",
    "personne suivante",
)
"""Sentences once shown about an empty field."""


def check(words: str) -> None:
    words = re.sub(r"\s+", " ", re.sub(r"https?://\S+", "", words))
    assert not [word for word in ASSERTED if word in words], words
    assert HOLES.search(words) is None, words


def empty_row(row: models.Model) -> models.Model:
    """The row with each of its optional words emptied."""
    names = [
        field.name
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and field.blank
        and field.name not in ("price_cents", "location", "status", "state")
    ]
    type(row)._default_manager.filter(pk=row.pk).update(**dict.fromkeys(names, ""))
    row.refresh_from_db()
    return row


@pytest.fixture
def course():
    """A course that is over, of which nothing optional is written."""
    course = make_course()
    write_course(course)
    follow_course(course, course.morning)
    course.cohort.programme = empty_row(course.cohort.programme)
    for model in (ProgrammeModule, ProgrammeTeacher, CohortSession, TrainingProvider):
        for row in model.objects.all():
            empty_row(row)
    return course


def mails():
    """Returns each mail of the course, as its preview has it, with its optional values empty."""
    training_mails = [
        registered_mail
        for registered_mail in registered_mails()
        if registered_mail.__module__.startswith("bocage.training.")
    ]
    assert len(training_mails) > 15
    for kind in training_mails:
        mail = example(kind)
        optional = {
            field.name: field.default
            for field in fields(mail)
            if field.default is not MISSING and isinstance(field.default, str | tuple | int)
        }
        blank = {name: type(value)() for name, value in optional.items()}
        yield replace(mail, **blank)


def test_no_mail_has_a_hole_without_its_optional_words():
    for mail in mails():
        rendered = render_mail(mail, language="fr")
        check(rendered.subject)
        check(rendered.text)


def test_papers_are_refused_or_state_only_what_is_written(client, course):
    client.force_login(course.officer)
    for key in ("convocation", "contrat", "assiduite", "realisation"):
        answer = client.get(reverse("enrolment_paper", args=[course.ines.pk, key]))
        if answer.status_code == 200:
            check(pdf_text(answer.content))
        else:
            assert answer.status_code in (404, 409)
    sheet = client.get(reverse("session_sheet", args=[course.morning.pk]))
    check(pdf_text(sheet.content))


def test_pages_state_only_what_is_written(client, course):
    programme = Programme.objects.get(pk=course.cohort.programme_id)
    check(text_of(client.get(programme.get_absolute_url())))
    client.force_login(course.ines.person)
    check(text_of(client.get(reverse("own_course", args=[course.ines.pk]))))
    check(text_of(client.get(reverse("own_training"))))
    for status in ("submitted", "under_review"):
        application = ApplicationFactory(
            cohort__programme=programme, applicant=course.ines.person, status=status
        )
        check(text_of(client.get(application.get_absolute_url())))
    draft = ApplicationFactory(draft=True, title="", home="", applicant=course.malo.person)
    Application.objects.filter(pk=draft.pk).update(given_name="", family_name="", postal_address="")
    client.force_login(course.malo.person)
    check(text_of(client.get(reverse("application_send", args=[draft.pk]))))
    client.force_login(course.officer)
    for name in ("cohort_manage", "cohort_learners", "cohort_papers", "cohort_attendance"):
        check(text_of(client.get(reverse(name, args=[course.cohort.pk]))))
