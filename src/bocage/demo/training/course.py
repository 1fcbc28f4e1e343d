"""The course of the chamber of the Orne: a cohort that runs, and one to which one may apply."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from bocage.demo.cast import TRAINING_OFFICER
from bocage.demo.days import at_hour, weekday_from
from bocage.demo.neighbours import NEIGHBOURS, identity_of
from bocage.demo.savepoints import one_attempt
from bocage.foundation.errors import Refusal
from bocage.people.models import Partner, Person
from bocage.people.seams.meeting_rooms import room_provider
from bocage.training.cohorts.operations.cohorts import CohortPlan, lead_cohort_to, plan_cohort
from bocage.training.cohorts.operations.enrolments import enrol
from bocage.training.cohorts.operations.sessions import SessionPlan, plan_sessions, weekly
from bocage.training.models import Cohort, CohortSession, Programme, ProgrammeModule
from bocage.training.programmes.operations import (
    add_module,
    add_programme_partner,
    add_teacher,
    publish_programme,
    write_programme,
)

TUESDAY = 1
NAME = "Lancer son activité sur le Web depuis l’Orne"
MODULES = (
    ("Son idée, son offre, ses prix", 6, "Dire en une phrase ce que l’on vend, à qui, combien."),
    ("Choisir son statut", 3, "Micro-entreprise, EURL, portage : ce que chacun coûte et permet."),
    ("Se faire trouver", 6, "Une page, des mots, les premiers clients à moins d’une heure d’ici."),
    ("Tenir ses comptes et ses délais", 3, "Devis, factures, encaissements, charges."),
    ("Vivre et travailler ici", 3, "Le club, les télécentres, la fibre, ceux qui peuvent aider."),
)
LEARNERS = 7


def teach_the_course(people: Mapping[str, Person], now: datetime) -> int:
    """Creates a programme with its modules, a cohort in its third week, and the next one. Returns
    how many rooms are booked."""
    officer = people[TRAINING_OFFICER.email]
    programme = _programme(officer, now)
    _running(officer, programme, people, now)
    _next(officer, programme, now)
    return rooms_of_sessions().count()


def rooms_of_sessions() -> QuerySet[CohortSession, Any]:
    """Returns the keys of the room bookings of sessions."""
    booked = CohortSession.objects.filter(room_booking__isnull=False)
    return booked.order_by("pk").values_list("room_booking", flat=True)


def _programme(officer: Person, now: datetime) -> Programme:
    before = now - timedelta(days=150)
    programme = write_programme(
        by=officer,
        partner=Partner.objects.get(scope__mandates__person=officer),
        now=before,
        name=NAME,
        pitch="De l’idée à la première facture, en restant ici.",
        aims="Dire son offre et ses prix.\nChoisir son statut en connaissance de cause.\n"
        "Trouver ses trois premiers clients.\nTenir ses comptes sans y passer ses soirées.",
        audience="Toute personne qui veut créer son activité dans les métiers du Web, installée "
        "dans l’Orne ou qui veut s’y installer.",
        prerequisites="Un projet, même à l’état d’idée, et un ordinateur portable.",
        method="Des ateliers sur votre projet, un entrepreneur du club à chaque séance, un "
        "entretien au milieu. En salle, sur votre ordinateur portable.",
        assessment="Présence signée par demi-journée. Un dossier que l’on présente à la fin. Une "
        "attestation d’assiduité et un certificat de réalisation sont remis.",
        admission="Candidature en ligne, réponse dans les trois semaines qui suivent la clôture.",
        funding="Prise en charge par France Travail, votre OPCO ou la Région, selon votre "
        "situation : nous regardons ensemble.",
        pricing=Programme.Pricing.PAID,
        price_cents=84_000,
        vat=Programme.Vat.EXEMPT,
        payment_terms="Un tiers après le délai de rétractation, un tiers à mi-parcours, un tiers à "
        "la fin, par virement.",
        accessibility="Les salles se rejoignent en fauteuil. Dites-nous ce qui vous aiderait : "
        "rythme, supports, accompagnement.",
        accessibility_contact="Isabelle Caron",
        accessibility_email=TRAINING_OFFICER.email,
        contact_email=TRAINING_OFFICER.email,
        certificate_wording="définir une offre, choisir un statut, trouver ses premiers clients "
        "et tenir sa gestion courante",
    )
    for title, hours, content in MODULES:
        add_module(
            by=officer, programme=programme, title=title, minutes=hours * 60, content=content
        )
    add_teacher(
        by=officer,
        programme=programme,
        name="Solène Aubry",
        biography="A créé deux entreprises, en accompagne une trentaine par an.",
    )
    add_programme_partner(by=officer, programme=programme, name="Le club des télétravailleurs")
    return publish_programme(by=officer, programme=programme, now=before)


def _running(
    officer: Person, programme: Programme, people: Mapping[str, Person], now: datetime
) -> None:
    """Creates a running cohort: three past half-days elsewhere, four to come in a workspace with a
    room for all of them."""
    first = at_hour(weekday_from(now - timedelta(days=21), TUESDAY), 9)
    before = first - timedelta(days=40)
    cohort = _cohort(officer, programme, "session en cours", first, before)
    modules = list(programme.modules.all())
    past = _half_day(modules[0], first, address="Salle de l’organisme, Alençon")
    plan_sessions(
        by=officer,
        cohort=cohort,
        plans=weekly(past, timezone.localdate(first + timedelta(days=14))),
        now=before,
    )
    for state in (Cohort.State.OPEN, Cohort.State.SELECTING):
        lead_cohort_to(by=officer, cohort=cohort, state=state, now=before)
    for neighbour in NEIGHBOURS[:LEARNERS]:
        person = people[neighbour.email]
        enrol(
            by=officer,
            person=person,
            identity=identity_of(neighbour),
            cohort=cohort,
            now=first - timedelta(days=12),
        )
    lead_cohort_to(by=officer, cohort=cohort, state=Cohort.State.RUNNING, now=first)
    ahead = at_hour(weekday_from(now + timedelta(days=2), TUESDAY), 9)
    for room in room_provider().rooms_of([programme.departement_id]):
        coming = _half_day(modules[2], ahead, room_id=room.room_id)
        try:
            with one_attempt():
                plan_sessions(
                    by=officer,
                    cohort=cohort,
                    plans=weekly(coming, timezone.localdate(ahead + timedelta(days=21))),
                    now=now,
                )
        except Refusal:
            continue
        break


def _next(officer: Person, programme: Programme, now: datetime) -> None:
    """Creates the cohort open to applications."""
    first = at_hour(weekday_from(now + timedelta(days=75), TUESDAY), 9)
    cohort = _cohort(officer, programme, "prochaine session", first, now - timedelta(days=20))
    lead_cohort_to(by=officer, cohort=cohort, state=Cohort.State.OPEN, now=now - timedelta(days=20))


def _cohort(
    officer: Person, programme: Programme, name: str, first: datetime, planned_at: datetime
) -> Cohort:
    day = timezone.localdate(first)
    plan = CohortPlan(
        name=name,
        starts_on=day,
        ends_on=day + timedelta(days=70),
        apply_until=day - timedelta(days=21),
        seats=10,
        smallest=5,
    )
    return plan_cohort(by=officer, programme=programme, plan=plan, now=planned_at)


def _half_day(
    module: ProgrammeModule, starts: datetime, *, room_id: UUID | None = None, address: str = ""
) -> SessionPlan:
    return SessionPlan(
        title=module.title,
        module=module,
        starts_at=starts,
        ends_at=starts + timedelta(hours=3),
        teachers=list(module.programme.teachers.all()),
        room_id=room_id,
        location=address,
    )
