"""Programmes: edited with all that Qualiopi requires to publish, public, managed by their
officers."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Role
from bocage.training.models import Enrolment, OutcomeFollowUp, Programme
from bocage.training.programmes.operations import publish_programme, write_programme
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory
from tests.training.factories import (
    CohortFactory,
    EnrolmentFactory,
    ProgrammeFactory,
    ProgrammeModuleFactory,
    chamber,
)

pytestmark = pytest.mark.django_db

FORM_DATA = {
    "name": "Lancer son activité sur le Web",
    "pitch": "De l’idée à la première facture.",
    "aims": "Écrire son offre.",
    "audience": "Qui veut créer.",
    "prerequisites": "Aucun",
    "pricing": "free",
    "accessibility": "Salles de plain-pied.",
    "accessibility_contact": "Claire Vallée",
    "accessibility_email": "claire@exemple.fr",
    "contact_email": "formation@exemple.fr",
}


def png() -> SimpleUploadedFile:
    image = BytesIO()
    Image.new("RGB", (40, 20), "green").save(image, "PNG")
    return SimpleUploadedFile("logo.png", image.getvalue(), "image/png")


def test_an_officer_writes_a_programme_gives_it_its_parts_and_publishes_it(client):
    teaching = chamber()
    client.force_login(teaching.officer)
    data = FORM_DATA | {
        "partner": teaching.programme.partner_id,
        "departement": teaching.programme.departement_id,
    }

    assert client.post(reverse("training_write"), data | {"name": " "}).status_code == 422
    assert client.post(reverse("training_write"), data).status_code == 302
    programme = Programme.objects.exclude(pk=teaching.programme.pk).get()
    page, parts = programme.get_absolute_url(), reverse("training_parts", args=[programme.pk])
    client.post(reverse("training_state", args=[programme.pk]))
    programme.refresh_from_db()
    assert programme.state == "draft"  # Nothing to teach yet.

    for text in (
        {"partie": "module", "module-title": "Trouver ses clients", "module-minutes": "420"},
        {
            "partie": "intervenant",
            "intervenant-name": "Jeanne Prévost",
            "intervenant-email": "jeanne@exemple.fr",
        },
        {"partie": "partenaire", "partenaire-name": "La Région", "partenaire-logo": png()},
    ):
        assert client.post(parts, text).status_code == 302
    second_answer = client.post(
        parts, {"partie": "intervenant", "intervenant-name": "Jeanne Prévost"}
    )
    assert (second_answer.status_code, client.post(parts, {"partie": "rien"}).status_code) == (
        422,
        404,
    )
    fake_logo = SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>", "image/png")
    form = {"partie": "partenaire", "partenaire-name": "Autre", "partenaire-logo": fake_logo}
    assert client.post(parts, form).status_code == 422

    client.post(reverse("training_state", args=[programme.pk]))
    client.logout()
    page_text = text_of(client.get(page))
    for text in ("7 heures", "Jeanne Prévost", "La Région", "Claire Vallée", "claire@exemple.fr"):
        assert text in page_text
    assert "jeanne@exemple.fr" not in page_text
    logo = programme.partners.get().logo_digest
    assert client.get(reverse("training_logo", args=[programme.slug, logo])).status_code == 200


def test_the_officer_of_another_partner_finds_nothing_and_the_coordinator_only_reads(client):
    teaching, other_teaching = chamber(state="draft", published_at=None), chamber()
    cohort = CohortFactory(programme=teaching.programme, draft=True)
    manage_page = reverse("training_manage", args=[teaching.programme.pk])

    client.force_login(other_teaching.officer)
    assert teaching.programme.name not in text_of(client.get(reverse("training_home")))
    for address in (manage_page, teaching.programme.get_absolute_url(), cohort.get_absolute_url()):
        assert client.get(address).status_code == 404
    with pytest.raises(NotAllowed):
        write_programme(
            by=other_teaching.officer,
            partner=teaching.programme.partner,
            departement=teaching.programme.departement,
            **FORM_DATA,
        )
    with pytest.raises(NotAllowed):
        publish_programme(by=other_teaching.officer, programme=teaching.programme)

    scope = {"scope__of_departement": True, "scope__departement": teaching.programme.departement}
    client.force_login(MandateFactory(role=Role.COORDINATOR, **scope).person)
    assert teaching.programme.name in text_of(client.get(reverse("training_home")))
    assert client.get(manage_page).status_code == 200
    assert client.get(reverse("training_change", args=[teaching.programme.pk])).status_code == 404


def test_a_rate_is_shown_with_its_definition_once_five_are_counted(client):
    programme = ProgrammeFactory()
    ended = {"cohort": CohortFactory(programme=programme), "ended_at": "2026-05-01T10:00Z"}
    EnrolmentFactory.create_batch(3, state="completed", **ended)
    EnrolmentFactory(state="withdrawn", end_reason=Enrolment.EndReason.FUNDING, **ended)
    EnrolmentFactory(state="withdrawn", end_reason=Enrolment.EndReason.CANCELLED, **ended)

    before = text_of(client.get(programme.get_absolute_url()))
    EnrolmentFactory(state="completed", **ended)
    after = text_of(client.get(programme.get_absolute_url()))

    assert ("moins de 5 réponses" in before, "%" in before) == (True, False)
    assert "80 % sur 5 personnes" in after


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_the_same_whatever_their_length(client, django_assert_num_queries, count):
    teaching = chamber()
    for programme in (teaching.programme, *ProgrammeFactory.create_batch(count - 1)):
        ProgrammeModuleFactory(programme=programme)
        CohortFactory.create_batch(count, programme=programme)

    with django_assert_num_queries(2):
        client.get(reverse("training_list"))


def test_figures_roll_up_for_the_departement_with_what_became_of_projects(client):
    teaching, other_teaching = chamber(), chamber()
    seats = EnrolmentFactory.create_batch(
        2,
        cohort=CohortFactory(programme=teaching.programme),
        state="completed",
        ended_at="2026-05-01T10:00Z",
    )
    EnrolmentFactory(cohort=CohortFactory(programme=other_teaching.programme))
    answer = {"due_on": "2026-08-01", "answered_at": "2026-08-02T10:00Z", "home": "settled"}
    for months, business in ((3, "soon"), (6, "created")):
        OutcomeFollowUp.objects.create(
            enrolment=seats[0], months=months, business=business, **answer
        )
    scope = {"scope__of_departement": True, "scope__departement": teaching.programme.departement}
    client.force_login(MandateFactory(role=Role.COORDINATOR, **scope).person)

    table = b"".join(client.get(reverse("training_figures_table")).streaming_content).decode()
    lines = [line.split(";") for line in table.splitlines()]
    text = {line[0]: dict(zip(lines[0], line, strict=True)) for line in lines}
    assert text["Ensemble"]["Apprenants"] == "3"
    assert text[teaching.programme.name]["Entreprises créées"] == "1"
    assert "dernière réponse de chacun" in text_of(client.get(reverse("training_figures")))

    client.force_login(other_teaching.officer)
    assert teaching.programme.name not in text_of(client.get(reverse("training_figures")))
