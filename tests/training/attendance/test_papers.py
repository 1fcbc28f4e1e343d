"""Content of documents: entered facts and past events only."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.formatting.times import format_date
from bocage.training.attendance.errors import PaperNotReady
from bocage.training.attendance.operations.convocations import convoke
from bocage.training.models import Enrolment, Programme, TrainingProvider
from tests.pages.page_text import text_of
from tests.training.attendance.factories import STROKES, follow_course, make_course, write_course
from tests.training.factories import CohortSessionFactory, half_day
from tests.training.pdfs import pdf_text

pytestmark = pytest.mark.django_db

EMPTY = {
    "method": "les méthodes et moyens",
    "assessment": "le suivi et l’évaluation",
    "pricing": "le tarif",
}
"""Optional facts of a programme, with the labels of their page."""


def paper(client, enrolment, key):
    return client.get(reverse("enrolment_paper", args=[enrolment.pk, key]))


def papers_page(client, course):
    return client.get(reverse("cohort_papers", args=[course.cohort.pk]))


def _write(course, **values):
    Programme.objects.filter(pk=course.cohort.programme_id).update(**values)


@pytest.fixture
def course():
    """Creates a course that began yesterday, with one future session and all facts filled in."""
    course = make_course()
    write_course(course)
    CohortSessionFactory(cohort=course.cohort, period=half_day(5), title="Ses comptes")
    return course


def test_a_contract_is_refused_while_something_is_not_written_and_each_field_is_named(
    client, course
):
    client.force_login(course.officer)
    assert paper(client, course.ines, "contrat").status_code == 200
    _write(course, **dict.fromkeys(EMPTY, ""))
    course.cohort.programme.modules.all().delete()
    course.cohort.programme.teachers.update(biography="")

    refused = paper(client, course.ines, "contrat")
    page = papers_page(client, course)

    assert refused.status_code == 409
    for field, words in EMPTY.items():
        assert words in text_of(refused)
        assert f"{reverse('training_change', args=[course.cohort.programme_id])}#id_{field}" in (
            page.content.decode()
        )
    for words in ("les modules", "le parcours de l’intervenant Jeanne Prévost"):
        assert words in text_of(refused)
    parts = reverse("training_parts", args=[course.cohort.programme_id])
    assert f"{parts}#modules" in page.content.decode()
    form = client.get(reverse("training_change", args=[course.cohort.programme_id]))
    for field in EMPTY:
        assert f'id="id_{field}' in form.content.decode()


def test_no_paper_is_made_before_it_is_written_who_teaches(client, course):
    follow_course(course, course.morning)
    TrainingProvider.objects.all().delete()
    client.force_login(course.officer)

    for key in ("convocation", "contrat", "assiduite"):
        refused = paper(client, course.ines, key)
        assert refused.status_code == 409
        assert "l’identité de l’organisme" in text_of(refused)
    assert client.get(reverse("cohort_archive", args=[course.cohort.pk])).status_code == 409
    page = papers_page(client, course)
    assert reverse("provider_write", args=[course.cohort.programme_id]) in page.content.decode()
    assert "Envoyer les convocations" not in text_of(page)
    response = client.post(reverse("cohort_convoke", args=[course.cohort.pk]), follow=True)
    assert "l’identité de l’organisme" in text_of(response)
    with pytest.raises(PaperNotReady):
        convoke(by=course.officer, cohort=course.cohort)


def test_a_contract_states_the_price_that_was_chosen_and_who_signs_it(client, course):
    client.force_login(course.officer)
    free = pdf_text(paper(client, course.ines, "contrat").content)
    _write(course, pricing="paid", price_cents=84_000, vat="exempt")
    refused = text_of(paper(client, course.ines, "contrat"))
    _write(course, payment_terms="Un tiers à l’inscription.")
    TrainingProvider.objects.update(cancellation_terms="Les séances suivies sont dues.")
    contract = pdf_text(paper(client, course.ines, "contrat").content)

    assert "Gratuite pour le ou la stagiaire." in free
    for words in ("trente pour cent", "force majeure", "abandon"):
        assert words not in free
        assert words in contract
    assert "les modalités de règlement" in refused
    assert "les conditions en cas d’abandon" in refused
    for words in ("840,00 €", "261-4-4°", "Un tiers à l’inscription.", "Les séances suivies"):
        assert words in contract
    for words in ("Inès Le Goff", "3 rue du Pont", "61500 Sées", "Vingt ans de Web"):
        assert words in free
    assert course.ines.person.email not in free


def test_the_form_asks_for_the_price_and_what_goes_with_it(client, course):
    client.force_login(course.officer)
    change = reverse("training_change", args=[course.cohort.programme_id])
    form = client.get(change).context["form"]
    data = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    data = {name: value for name, value in data.items() if value is not None}

    assert client.post(change, data | {"pricing": ""}).status_code == 422
    assert client.post(change, data | {"pricing": "paid"}).status_code == 422
    assert client.post(change, data | {"pricing": "paid", "price_cents": "0"}).status_code == 422
    price_fields = {"pricing": "paid", "price_cents": "840", "vat": "exempt"}
    assert client.post(change, data | price_fields).status_code == 302
    course.cohort.programme.refresh_from_db()
    assert course.cohort.programme.price_cents == 84_000
    page = client.get(course.cohort.programme.get_absolute_url())
    assert "840,00 €" in text_of(page)
    assert client.post(change, data | {"pricing": "free", "price_cents": "840"}).status_code == 302
    course.cohort.programme.refresh_from_db()
    assert (course.cohort.programme.price_cents, course.cohort.programme.vat) == (None, "")


def test_nothing_is_certified_of_a_course_that_has_not_begun_or_of_who_was_not_there(
    client, course
):
    client.force_login(course.malo.person)
    refused = paper(client, course.malo, "assiduite")
    course_page = text_of(client.get(reverse("own_course", args=[course.malo.pk])))

    assert refused.status_code == 409
    assert "une séance suivie jusqu’à sa fin" in text_of(refused)
    assert "Assiduité : pas encore prêt" in course_page
    course.cohort.sessions.update(state="cancelled", cancelled_at=timezone.now())
    refused = text_of(paper(client, course.malo, "assiduite"))
    assert "une séance terminée" in refused


def test_a_session_under_way_counts_for_nothing_before_its_end(client, course):
    now = timezone.now()
    course.morning.period = DateTimeTZRange(now - timedelta(minutes=5), now + timedelta(hours=3))
    course.morning.save(update_fields=["period"])
    client.force_login(course.ines.person)
    sign = reverse("session_sign", args=[course.morning.pk])
    assert client.post(sign, {"certifies": "on", "strokes": STROKES.strokes}).status_code == 302

    assert "0 min suivies" in text_of(client.get(reverse("own_course", args=[course.ines.pk])))
    assert paper(client, course.ines, "assiduite").status_code == 409
    client.force_login(course.officer)
    register = client.get(reverse("cohort_attendance", args=[course.cohort.pk]))
    assert {learner["attended"] for learner in register.context["learners"]} == {"0 min"}


def test_a_certificate_tells_the_days_that_were_and_no_day_to_come(client, course):
    follow_course(course, course.morning, course.afternoon)
    Enrolment.objects.filter(pk=course.ines.pk).update(state="completed", ended_at=timezone.now())
    client.force_login(course.ines.person)

    for key in ("assiduite", "realisation"):
        text = pdf_text(paper(client, course.ines, key).content)
        assert "7 h" in text
        day = format_date(timezone.localdate(course.morning.starts_at), with_weekday=False)
        assert f"du {day}" in text
        assert format_date(course.cohort.ends_on, with_year=True, with_weekday=False) not in text
        assert course.ines.person.email not in text
        assert "rue du Pont" not in text


def test_nobody_signs_before_a_session_begins(client, course):
    moment = timezone.now() + timedelta(minutes=20)
    course.afternoon.period = DateTimeTZRange(moment, moment + timedelta(hours=3))
    course.afternoon.save(update_fields=["period"])
    client.force_login(course.ines.person)
    sign = reverse("session_sign", args=[course.afternoon.pk])

    assert "Signez dans le cadre" not in text_of(client.get(sign))
    refused = client.post(sign, {"certifies": "on", "strokes": STROKES.strokes})
    assert refused.status_code == 422
    assert not course.afternoon.attendance_entries.exists()
