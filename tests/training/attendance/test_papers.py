"""What papers state: only what somebody wrote, and only what has happened."""

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
from tests.training.attendance.factories import DRAWN, course, followed, written
from tests.training.factories import CohortSessionFactory, half_day
from tests.training.pdfs import pdf_text

pytestmark = pytest.mark.django_db

EMPTY = {
    "method": "les méthodes et moyens",
    "assessment": "le suivi et l’évaluation",
    "pricing": "le tarif",
}
"""What a programme may leave unwritten, in the words of the page that asks for it."""


def paper(client, enrolment, key):
    return client.get(reverse("enrolment_paper", args=[enrolment.pk, key]))


def papers_page(client, made):
    return client.get(reverse("cohort_papers", args=[made.cohort.pk]))


def say(made, **values):
    Programme.objects.filter(pk=made.cohort.programme_id).update(**values)


@pytest.fixture
def made():
    """A course whose first day was yesterday, with one to come; nothing is left to write."""
    made = course()
    written(made)
    CohortSessionFactory(cohort=made.cohort, period=half_day(5), title="Ses comptes")
    return made


def test_a_contract_is_refused_while_something_is_not_written_and_each_field_is_named(client, made):
    client.force_login(made.officer)
    assert paper(client, made.ines, "contrat").status_code == 200
    say(made, **dict.fromkeys(EMPTY, ""))
    made.cohort.programme.modules.all().delete()
    made.cohort.programme.teachers.update(biography="")

    refused = paper(client, made.ines, "contrat")
    page = papers_page(client, made)

    assert refused.status_code == 409
    for field, words in EMPTY.items():
        assert words in text_of(refused)
        assert f"{reverse('training_change', args=[made.cohort.programme_id])}#id_{field}" in (
            page.content.decode()
        )
    for words in ("les modules", "le parcours de l’intervenant Jeanne Prévost"):
        assert words in text_of(refused)
    parts = reverse("training_parts", args=[made.cohort.programme_id])
    assert f"{parts}#modules" in page.content.decode()
    form = client.get(reverse("training_change", args=[made.cohort.programme_id]))
    for field in EMPTY:
        assert f'id="id_{field}' in form.content.decode()


def test_no_paper_is_made_before_it_is_written_who_teaches(client, made):
    followed(made, made.morning)
    TrainingProvider.objects.all().delete()
    client.force_login(made.officer)

    for key in ("convocation", "contrat", "assiduite"):
        refused = paper(client, made.ines, key)
        assert refused.status_code == 409
        assert "l’identité de l’organisme" in text_of(refused)
    assert client.get(reverse("cohort_archive", args=[made.cohort.pk])).status_code == 409
    page = papers_page(client, made)
    assert reverse("provider_write", args=[made.cohort.programme_id]) in page.content.decode()
    assert "Envoyer les convocations" not in text_of(page)
    sent = client.post(reverse("cohort_convoke", args=[made.cohort.pk]), follow=True)
    assert "l’identité de l’organisme" in text_of(sent)
    with pytest.raises(PaperNotReady):
        convoke(by=made.officer, cohort=made.cohort)


def test_a_contract_states_the_price_that_was_chosen_and_who_signs_it(client, made):
    client.force_login(made.officer)
    free = pdf_text(paper(client, made.ines, "contrat").content)
    say(made, pricing="paid", price_cents=84_000, vat="exempt")
    refused = text_of(paper(client, made.ines, "contrat"))
    say(made, payment_terms="Un tiers à l’inscription.")
    TrainingProvider.objects.update(cancellation_terms="Les séances suivies sont dues.")
    paid = pdf_text(paper(client, made.ines, "contrat").content)

    assert "Gratuite pour le ou la stagiaire." in free
    for words in ("trente pour cent", "force majeure", "abandon"):
        assert words not in free
        assert words in paid
    assert "les modalités de règlement" in refused
    assert "les conditions en cas d’abandon" in refused
    for words in ("840,00 €", "261-4-4°", "Un tiers à l’inscription.", "Les séances suivies"):
        assert words in paid
    for words in ("Inès Le Goff", "3 rue du Pont", "61500 Sées", "Vingt ans de Web"):
        assert words in free
    assert made.ines.person.email not in free


def test_the_form_asks_for_the_price_and_what_goes_with_it(client, made):
    client.force_login(made.officer)
    change = reverse("training_change", args=[made.cohort.programme_id])
    form = client.get(change).context["form"]
    said = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    said = {name: value for name, value in said.items() if value is not None}

    assert client.post(change, said | {"pricing": ""}).status_code == 422
    assert client.post(change, said | {"pricing": "paid"}).status_code == 422
    assert client.post(change, said | {"pricing": "paid", "price_cents": "0"}).status_code == 422
    paid = {"pricing": "paid", "price_cents": "840", "vat": "exempt"}
    assert client.post(change, said | paid).status_code == 302
    made.cohort.programme.refresh_from_db()
    assert made.cohort.programme.price_cents == 84_000
    page = client.get(made.cohort.programme.get_absolute_url())
    assert "840,00 €" in text_of(page)
    assert client.post(change, said | {"pricing": "free", "price_cents": "840"}).status_code == 302
    made.cohort.programme.refresh_from_db()
    assert (made.cohort.programme.price_cents, made.cohort.programme.vat) == (None, "")


def test_nothing_is_certified_of_a_course_that_has_not_begun_or_of_who_was_not_there(client, made):
    client.force_login(made.malo.person)
    refused = paper(client, made.malo, "assiduite")
    own = text_of(client.get(reverse("own_course", args=[made.malo.pk])))

    assert refused.status_code == 409
    assert "une séance suivie jusqu’à sa fin" in text_of(refused)
    assert "Assiduité : pas encore prêt" in own
    made.cohort.sessions.update(state="cancelled", cancelled_at=timezone.now())
    refused = text_of(paper(client, made.malo, "assiduite"))
    assert "une séance terminée" in refused


def test_a_session_under_way_counts_for_nothing_before_its_end(client, made):
    now = timezone.now()
    made.morning.period = DateTimeTZRange(now - timedelta(minutes=5), now + timedelta(hours=3))
    made.morning.save(update_fields=["period"])
    client.force_login(made.ines.person)
    sign = reverse("session_sign", args=[made.morning.pk])
    assert client.post(sign, {"certifie": "on", "trace": DRAWN.strokes}).status_code == 302

    assert "0 min suivies" in text_of(client.get(reverse("own_course", args=[made.ines.pk])))
    assert paper(client, made.ines, "assiduite").status_code == 409
    client.force_login(made.officer)
    register = client.get(reverse("cohort_attendance", args=[made.cohort.pk]))
    assert {one["done"] for one in register.context["learners"]} == {"0 min"}


def test_a_certificate_tells_the_days_that_were_and_no_day_to_come(client, made):
    followed(made, made.morning, made.afternoon)
    Enrolment.objects.filter(pk=made.ines.pk).update(state="completed", ended_at=timezone.now())
    client.force_login(made.ines.person)

    for key in ("assiduite", "realisation"):
        said = pdf_text(paper(client, made.ines, key).content)
        assert "7 h" in said
        day = format_date(timezone.localdate(made.morning.starts_at), with_weekday=False)
        assert f"du {day}" in said
        assert format_date(made.cohort.ends_on, with_year=True, with_weekday=False) not in said
        assert made.ines.person.email not in said
        assert "rue du Pont" not in said


def test_nobody_signs_before_a_session_begins(client, made):
    soon = timezone.now() + timedelta(minutes=20)
    made.afternoon.period = DateTimeTZRange(soon, soon + timedelta(hours=3))
    made.afternoon.save(update_fields=["period"])
    client.force_login(made.ines.person)
    sign = reverse("session_sign", args=[made.afternoon.pk])

    assert "Signez dans le cadre" not in text_of(client.get(sign))
    refused = client.post(sign, {"certifie": "on", "trace": DRAWN.strokes})
    assert refused.status_code == 422
    assert not made.afternoon.attendance_entries.exists()
