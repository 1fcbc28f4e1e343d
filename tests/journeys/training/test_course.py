"""The course, from its first page to what became of who learnt: its officer and the coordinator who
reads the figures, at a desk; who applies, a jury, who learns and who teaches, on a phone. Each page
is checked at both widths, and used at that of its role."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize, expect

from bocage.foundation.models import OutgoingMail
from bocage.people.models import Person, Role
from bocage.training.admissions.applications.operations.applications import send_application
from bocage.training.models import (
    Application,
    Cohort,
    Enrolment,
    JuryReview,
    OutcomeFollowUp,
    Programme,
)
from bocage.workspaces.models import Booking
from tests.journeys.checks import SCREENS, check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import loosely
from tests.people.factories import MandateFactory, PersonFactory
from tests.training.admissions.factories import JurorFactory, score_review, whole_draft
from tests.training.attendance.factories import TrainingProviderFactory
from tests.training.factories import CourseWorld, course_world
from tests.welcome.factories import ProjectFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]

DESK, PHONE = SCREENS["desk"], SCREENS["phone"]


@dataclass
class Stage:
    """Browser of the journey, with its current person and device."""

    page: Page
    sign_in: Callable[[Person], None]
    run_tasks: Callable[..., int]
    world: CourseWorld

    @property
    def officer(self) -> Page:
        """The page, once the officer has entered, at a desk."""
        return self.enter(self.world.officer, DESK)

    def enter(self, person: Person, size: ViewportSize) -> Page:
        """Signs a person in on their device, and returns the page."""
        self.sign_in(person)
        self.page.set_viewport_size(size)
        return self.page

    def check(self) -> None:
        """Checks the current page."""
        check_page(self.page)


@pytest.fixture
def stage(
    page: Page,
    live_server: Any,
    sign_in: Callable[[Person], None],
    run_tasks: Callable[..., int],
) -> Stage:
    return Stage(page, sign_in, run_tasks, course_world())


PROGRAMME_FIELDS = {
    "Nom de la formation": "Lancer son activité sur le Web",
    "En une phrase": "De l’idée à la première facture.",
    "Objectifs": "Dire son offre, fixer ses prix, trouver ses clients.",
    "Pour qui": "Qui veut créer son activité ici.",
    "Prérequis": "Un projet, même à l’état d’idée.",
    "Accueil des personnes handicapées": "Des salles de plain-pied.",
    "Référent handicap": "Claire Vallée",
    "Son adresse électronique": "claire@exemple.fr",
    "Adresse pour se renseigner": "formation@exemple.fr",
}


def test_a_course_from_its_programme_to_a_business(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    programme = _write_a_programme(stage)
    cohort = _plan_a_cohort(stage, programme)
    nadia, paul, zoe = (PersonFactory(name=name) for name in ("Nadia Prigent", "Paul", "Zoé"))
    ProjectFactory(adults=[nadia], departement=programme.departement, has_business_project=True)
    _apply(stage, nadia, programme)
    for person in (paul, zoe):
        send_application(by=person, application=whole_draft(cohort, person))
    _read(stage, cohort, {nadia: 5, paul: 4, zoe: 1})
    _answer(stage, cohort, refused_person=zoe)

    _say(stage, nadia, "Je ne viens pas")
    stage.run_tasks()
    subjects = OutgoingMail.objects.filter(recipient=paul.email).values_list("subject", flat=True)
    assert any("place" in subject for subject in subjects)
    _say(stage, paul, "Je viens")
    seat = Enrolment.objects.seated().get()
    assert seat.person == paul

    _sign_two_half_days(stage, cohort, seat)
    _take_the_papers(stage, cohort, seat)
    _report_the_business(stage, cohort, programme)
    _tamper(cohort, capsys)


def _write_a_programme(stage: Stage) -> Programme:
    """Writes a programme with all its public fields, a module with its hours, and a teacher."""
    page = stage.officer
    page.goto(reverse("training_home"))
    page.get_by_role("link", name="Écrire une formation").click()
    page.get_by_label("Département").select_option(label=stage.world.place.commune.departement.name)
    for label, words in PROGRAMME_FIELDS.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("Méthodes et moyens").fill("Des ateliers sur son propre projet.")
    page.get_by_label("Suivi et évaluation").fill("Présence signée par demi-journée.")
    page.locator("input[name=pricing][value=free]").check(force=True)
    stage.check()
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_label("Titre du module").fill("Trouver ses clients")
    page.locator("#id_module-minutes").select_option("180")
    page.get_by_role("button", name="Ajouter").first.click()
    page.get_by_label("Nom de l’intervenant").fill("Jeanne Prévost")
    page.locator("#id_intervenant-email").fill("jeanne@exemple.fr")
    page.get_by_role("button", name="Ajouter").nth(1).click()
    stage.check()
    programme = Programme.objects.get(name=PROGRAMME_FIELDS["Nom de la formation"])
    page.goto(reverse("training_manage", args=[programme.pk]))
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text(loosely("La formation est publiée"))).to_be_visible()
    stage.check()
    programme.refresh_from_db()
    return programme


def _plan_a_cohort(stage: Stage, programme: Programme) -> Cohort:
    """Plans a cohort of one seat, and a whole day with its room."""
    page = stage.page
    day = timezone.localdate() + timedelta(days=31)
    page.get_by_role("link", name="Préparer une promotion").click()
    page.get_by_label("Nom de la promotion").fill("printemps")
    page.get_by_label("Premier jour").fill(day.isoformat())
    page.get_by_label("Dernier jour").fill((day + timedelta(days=30)).isoformat())
    page.get_by_label("Candidatures jusqu’au").fill((day - timedelta(days=10)).isoformat())
    page.get_by_label("Places").fill("1")
    page.get_by_label("Effectif minimal").fill("1")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Prévoir des séances").click()
    page.get_by_label("Module").select_option(label="Trouver ses clients")
    page.get_by_label("Et l’après-midi, début").fill("14:00")
    page.get_by_label("Et l’après-midi, fin").fill("17:00")
    page.get_by_label("La salle à réserver").select_option(str(stage.world.room.pk))
    page.get_by_label("Jeanne Prévost").check()
    stage.check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text(loosely("2 demi-journées sont prévues"))).to_be_visible()
    stage.check()
    assert Booking.objects.holding().count() == 2
    page.get_by_role("link", name="Où l’on en est").click()
    page.get_by_role("button", name="Ouvrir les candidatures").click()
    expect(page.get_by_text(loosely("C’est fait : candidatures ouvertes"))).to_be_visible()
    stage.check()
    return programme.cohorts.get()


def _apply(stage: Stage, person: Person, programme: Programme) -> None:
    """Applies, from the page of the person's project to a sent application."""
    page = stage.enter(person, PHONE)
    page.goto(reverse("own_project"))
    page.get_by_role("link", name=programme.name).first.click()
    stage.check()
    page.get_by_role("link", name=re.compile("^Candidater")).first.click()
    stage.check()
    page.get_by_role("button", name="Commencer").click()
    page.get_by_label("Prénom").fill("Nadia")
    page.get_by_label("Nom de famille").fill("Prigent")
    page.get_by_label("Adresse postale").fill("3 rue du Pont\n61500 Sées")
    stage.check()
    page.get_by_role("button", name="Garder et continuer").click()
    page.get_by_label("Votre projet, en une phrase").fill("Des sites pour les artisans")
    page.locator("input[name=home]").first.check(force=True)
    page.get_by_label("Relier cette candidature à mon projet").check()
    stage.check()
    page.get_by_role("button", name="Garder et continuer").click()
    while page.get_by_role("button", name="Garder et continuer").count():
        _answer_the_questions(page)
        page.get_by_role("button", name="Garder et continuer").click()
    stage.check()
    page.get_by_role("link", name="Relire et envoyer").last.click()
    stage.check()
    page.get_by_role("button", name="Envoyer ma candidature").click()
    expect(page.get_by_text(loosely("Votre candidature est envoyée"))).to_be_visible()
    stage.check()


def _answer_the_questions(page: Page) -> None:
    """Answers every question of the page with its first choice."""
    for box in page.locator("main form textarea, main form input[type=text]").all():
        box.fill("Je m’y prépare depuis un an.")
    for box in page.locator("main form input[type=number]").all():
        box.fill("12")
    for name in {box.get_attribute("name") for box in page.locator("main input[type=radio]").all()}:
        page.locator(f"main input[name={name}]").first.check(force=True)


def _read(stage: Stage, cohort: Cohort, points: dict[Person, int]) -> None:
    """Two readers each: shared out by the officer, one scored on the page, the others alike."""
    jurors = JurorFactory.create_batch(2, cohort=cohort)
    page = stage.officer
    page.goto(reverse("cohort_manage", args=[cohort.pk]))
    page.get_by_role("button", name="Clore les candidatures et choisir").click()
    page.goto(reverse("cohort_jury", args=[cohort.pk]))
    page.get_by_role("button", name="Répartir les lectures").click()
    stage.check()
    reviews = list(
        JuryReview.objects.select_related("application__cohort__programme", "juror__person")
    )
    assert len(reviews) == 6
    first_review = next(review for review in reviews if review.juror == jurors[0])
    for review in reviews:
        review.application.applicant = Person.objects.get(pk=review.application.applicant_id)
        if review != first_review:
            score_review(review, points[review.application.applicant])
    stage.enter(first_review.juror.person, PHONE)
    page.goto(reverse("review_list"))
    stage.check()
    page.goto(reverse("review_detail", args=[first_review.pk]))
    for scale in page.locator("main select[id^=id_c]").all():
        scale.select_option(str(points[first_review.application.applicant]))
    stage.check()
    page.get_by_role("button", name="Donner mes notes").click()
    stage.check()


def _answer(stage: Stage, cohort: Cohort, *, refused_person: Person) -> None:
    """The first is chosen, the second waits, the third reads why not; all at once."""
    page = stage.officer
    application = Application.objects.get(applicant=refused_person)
    page.goto(reverse("application_file", args=[cohort.pk, application.pk]))
    page.locator("input[name=prepared][value=refuse]").check(force=True)
    page.get_by_label("Mot à la personne").fill("Votre offre reste à préciser : voyez le club.")
    stage.check()
    page.get_by_role("button", name="Préparer").click()
    page.goto(reverse("cohort_ranking", args=[cohort.pk]))
    page.get_by_role("button", name="Préparer d’après le classement").click()
    stage.check()
    page.get_by_role("button", name="Envoyer toutes les réponses").click()
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_role("heading", name="Réponses envoyées")).to_be_visible()
    stage.check()
    answers = Application.objects.order_by("waiting_rank").values_list("status", flat=True)
    assert sorted(answers) == ["accepted", "refused", "waiting"]


def _say(stage: Stage, person: Person, words: str) -> None:
    """Confirms or declines the seat held for them."""
    page = stage.enter(person, PHONE)
    page.goto(reverse("application_detail", args=[Application.objects.get(applicant=person).pk]))
    stage.check()
    page.get_by_role("button", name=words).click()
    page.wait_for_load_state()


def _sign_two_half_days(stage: Stage, cohort: Cohort, seat: Enrolment) -> None:
    """Learner and teacher sign for the morning and the afternoon, on the day."""
    now = timezone.now()
    morning, afternoon = cohort.sessions.all()
    spans = (
        (now - timedelta(hours=4), now - timedelta(minutes=30)),
        (
            now - timedelta(minutes=10),
            now + timedelta(hours=2),
        ),
    )
    Cohort.objects.filter(pk=cohort.pk).update(starts_on="2026-01-01", apply_until="2026-01-01")
    for session, span in zip((morning, afternoon), spans, strict=True):
        session.period = DateTimeTZRange(*span)
        session.save(update_fields=["period"])
    page = stage.officer
    page.goto(reverse("cohort_manage", args=[cohort.pk]))
    page.get_by_role("button", name="Commencer la formation").click()
    teacher = Person.objects.get(email="jeanne@exemple.fr")
    for person, name in ((seat.person, seat.display_name), (teacher, "Jeanne Prévost")):
        stage.enter(person, PHONE)
        for session in (morning, afternoon):
            page.goto(reverse("session_sign", args=[session.pk]))
            page.get_by_label("Ou écrivez votre nom en entier").fill(name)
            page.get_by_label("J’étais là pour cette demi-journée").check()
            if session == morning:
                stage.check()
            page.get_by_role("button", name="Signer", exact=True).click()
            expect(page.get_by_text(loosely("C’est signé"))).to_be_visible()
        stage.check()
    afternoon.period = DateTimeTZRange(now - timedelta(minutes=20), timezone.now())
    afternoon.save(update_fields=["period"])


def _take_the_papers(stage: Stage, cohort: Cohort, seat: Enrolment) -> None:
    """The register holds, the cohort closes, the certificate and the funder's archive are there."""
    page = stage.officer
    page.goto(reverse("cohort_attendance", args=[cohort.pk]))
    expect(page.get_by_text(loosely("Le registre est intact"))).to_be_visible()
    stage.check()
    page.goto(reverse("cohort_manage", args=[cohort.pk]))
    page.get_by_text("Terminer la promotion", exact=True).click()
    stage.check()
    page.get_by_role("button", name="La terminer").click()
    expect(page.get_by_text(loosely("Vous pouvez la rouvrir"))).to_be_visible()
    stage.run_tasks()
    page.goto(reverse("cohort_papers", args=[cohort.pk]))
    expect(page.get_by_role("link", name="L’identité de l’organisme").first).to_be_visible()
    stage.check()
    TrainingProviderFactory(partner=cohort.programme.partner)
    page.reload()
    archive = page.request.get(reverse("cohort_archive", args=[cohort.pk]))
    files = ZipFile(io.BytesIO(archive.body()))
    assert json.loads(files.read("verification.json"))["holds"] is True
    certificate = page.request.get(reverse("enrolment_paper", args=[seat.pk, "assiduite"]))
    assert (certificate.status, certificate.body()[:4]) == (200, b"%PDF")


def _report_the_business(stage: Stage, cohort: Cohort, programme: Programme) -> None:
    """Reports « Entreprise créée », which the figures of the département then count."""
    page = stage.page
    outcome = OutcomeFollowUp.objects.filter(enrolment__cohort=cohort).earliest("months")
    page.goto(reverse("cohort_follow", args=[cohort.pk]))
    stage.check()
    page.goto(reverse("outcome_note", args=[outcome.pk]))
    page.locator("input[name=entreprise][value=created]").check(force=True)
    page.get_by_label("Son SIRET").fill("732 829 320 00074")
    page.get_by_label("Combien de personnes y travaillent").fill("1")
    page.locator("input[name=logement][value=settled]").check(force=True)
    stage.check()
    page.get_by_role("button", name="Noter").click()
    coordinator = MandateFactory(
        role=Role.COORDINATOR,
        scope__of_departement=True,
        scope__departement=programme.departement,
    ).person
    stage.enter(coordinator, DESK)
    page.goto(reverse("training_figures"))
    row = page.get_by_role("row", name=loosely(programme.name))
    column = page.get_by_role("columnheader", name="Entreprises créées")
    number = column.evaluate("cell => cell.cellIndex")
    expect(row.locator("th, td").nth(number)).to_have_text("1")
    stage.check()
    page.goto(programme.get_absolute_url())
    expect(page.get_by_role("heading", name="Ce que cela donne")).to_be_visible()
    stage.check()


def _tamper(cohort: Cohort, capsys: pytest.CaptureFixture[str]) -> None:
    """Moves a signature by an hour in the database, which the check of the chain reports."""
    call_command("verify_attendance", cohort=cohort.pk)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE training_attendanceentry DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE training_attendanceentry SET recorded_at = recorded_at - interval '1 hour' "
            "WHERE number = 1"
        )
        cursor.execute("ALTER TABLE training_attendanceentry ENABLE TRIGGER USER")
    with pytest.raises(CommandError, match="do not hold"):
        call_command("verify_attendance", cohort=cohort.pk)
    assert "entry 1 was changed" in capsys.readouterr().err
