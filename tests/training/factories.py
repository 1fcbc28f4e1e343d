"""Programmes, cohorts, sessions and seats for tests, and the chamber that teaches."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

import factory
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from bocage.people.models import Person, Role
from bocage.training.cohorts.operations.enrolments import enrol
from bocage.training.cohorts.operations.sessions import SessionPlan
from bocage.training.models import (
    Cohort,
    CohortSession,
    Enrolment,
    Identity,
    Programme,
    ProgrammeModule,
    ProgrammeTeacher,
)
from bocage.workspaces.models import Place, Resource
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import DepartementFactory
from tests.workspaces.factories import PlaceFactory, ResourceFactory


def at(days: int, hour: int) -> datetime:
    """An hour of the clock on the wall, so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def half_day(days: int, starts: int = 9, ends: int = 12) -> DateTimeTZRange:
    return DateTimeTZRange(at(days, starts), at(days, ends))


class ProgrammeFactory(factory.django.DjangoModelFactory):
    """A programme of a chamber, published."""

    class Meta:
        model = Programme

    class Params:
        draft = factory.Trait(state=Programme.State.DRAFT, published_at=None)

    partner = factory.LazyFunction(lambda: ScopeFactory(of_partner=True).partner)
    departement = factory.SubFactory(DepartementFactory)
    slug = factory.Sequence(lambda number: f"lancer-son-activite-{number}")
    name = factory.Sequence(lambda number: f"Lancer son activité sur le Web {number}")
    pitch = "De l’idée à la première facture, sans quitter l’Orne."
    aims = "Écrire son offre, fixer ses prix, trouver ses premiers clients."
    audience = "Toute personne qui veut créer son activité dans les métiers du Web."
    prerequisites = "Un projet, même à l’état d’idée."
    method = "Des ateliers sur son propre projet, en salle."
    assessment = "Présence signée par demi-journée, un dossier présenté à la fin."
    pricing = Programme.Pricing.FREE
    accessibility = "Les salles se rejoignent en fauteuil ; dites-nous ce qu’il vous faut."
    accessibility_contact = "Claire Vallée"
    accessibility_email = "claire.vallee@exemple.fr"
    contact_email = "formation@exemple.fr"
    state = Programme.State.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)
    made_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)


class ProgrammeModuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgrammeModule

    programme = factory.SubFactory(ProgrammeFactory)
    position = factory.Sequence(lambda number: number + 1)
    title = factory.Sequence(lambda number: f"Trouver ses clients {number}")
    minutes = 7 * 60


class ProgrammeTeacherFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgrammeTeacher

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda number: f"Jeanne Prévost {number}")
    biography = "Vingt ans de Web, dix d’enseignement."


class CohortFactory(factory.django.DjangoModelFactory):
    """A cohort of eight that takes applications, and begins in a month."""

    class Meta:
        model = Cohort

    class Params:
        draft = factory.Trait(state=Cohort.State.DRAFT, opened_at=None)
        running = factory.Trait(state=Cohort.State.RUNNING)

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda number: f"Printemps {number}")
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=90))
    apply_until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=20))
    seats = 8
    smallest = 1
    state = Cohort.State.OPEN
    opened_at = factory.LazyFunction(timezone.now)
    made_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)


class CohortSessionFactory(factory.django.DjangoModelFactory):
    """Morning session, in a month or on the first day after, in a room that is not bookable."""

    class Meta:
        model = CohortSession

    cohort = factory.SubFactory(CohortFactory)
    title = factory.Sequence(lambda number: f"Séance {number}")
    period = factory.LazyAttribute(
        lambda session: half_day(30 + CohortSession.objects.filter(cohort=session.cohort).count())
    )
    location = "Salle du conseil, mairie de Boitron"
    changed_at = factory.LazyFunction(timezone.now)


class IdentifiedFactory(factory.django.DjangoModelFactory):
    """Person with an identity for documents, under the name of their account."""

    class Meta:
        abstract = True

    given_name = factory.LazyAttribute(
        lambda application: identity_of(_person_of(application)).given_name
    )
    family_name = factory.LazyAttribute(
        lambda application: identity_of(_person_of(application)).family_name
    )
    postal_address = "3 rue du Pont\n61500 Sées"


def _person_of(factory_object) -> Person:
    return getattr(factory_object, "person", None) or factory_object.applicant


def identity_of(person: Person) -> Identity:
    """Returns the identity of a person, as written by an officer or an application."""
    given_name, _space, family = (person.name or "Nadia Prigent").partition(" ")
    return Identity(
        given_name=given_name,
        family_name=family or "Prigent",
        postal_address="3 rue du Pont\n61500 Sées",
    )


def seat(person: Person, cohort: Cohort, *, by: Person | None = None) -> Enrolment:
    """A seat that is given, under the name of the account."""
    return enrol(by=by, person=person, identity=identity_of(person), cohort=cohort)


class EnrolmentFactory(IdentifiedFactory):
    class Meta:
        model = Enrolment

    cohort = factory.SubFactory(CohortFactory)
    person = factory.SubFactory(PersonFactory)
    enrolled_at = factory.LazyFunction(timezone.now)


@dataclass
class Chamber:
    """The officer of a chamber, and a programme of theirs."""

    officer: Person
    programme: Programme


def chamber(**programme) -> Chamber:
    mandate = MandateFactory(role=Role.TRAINING_OFFICER, scope=ScopeFactory(of_partner=True))
    return Chamber(
        officer=mandate.person,
        programme=ProgrammeFactory(partner=mandate.scope.partner, **programme),
    )


@dataclass
class CourseWorld:
    """A chamber with a cohort, and a place of the same département with a room for twelve, open
    all day, for which bookings are taken so many days ahead."""

    officer: Person
    cohort: Cohort
    place: Place
    room: Resource

    def plan(self, days: int = 31, starts: int = 9, ends: int = 12, **changes) -> SessionPlan:
        fields = {
            "title": "Trouver ses clients",
            "starts_at": at(days, starts),
            "ends_at": at(days, ends),
            "room_id": self.room.pk,
        }
        return SessionPlan(**(fields | changes))


def course_world(horizon_days: int = 60, **cohort) -> CourseWorld:
    all_day = {weekday: [(8 * 60, 22 * 60)] for weekday in range(7)}
    place = PlaceFactory(
        boitron=True,
        hours=all_day,
        observes_public_holidays=False,
        rules={"horizon_days": horizon_days},
    )
    teaching = chamber(departement=place.commune.departement)
    return CourseWorld(
        officer=teaching.officer,
        cohort=CohortFactory(programme=teaching.programme, **cohort),
        place=place,
        room=ResourceFactory(place=place, meeting_room=True, capacity=12),
    )
