"""Factories of stays, their steps, and welcome weekends."""

from dataclasses import fields
from datetime import datetime, time, timedelta

import factory
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from bocage.people.models import Role
from bocage.welcome.models import (
    NightHost,
    ProjectConsent,
    Stay,
    StayStep,
    WeekendCar,
    WeekendHousehold,
    WeekendStep,
    WelcomeWeekend,
)
from bocage.welcome.visits.stays.operations.steps import StepWish
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.traits import Trait
from tests.welcome.factories import ProjectFactory

IN_TEN_DAYS = 10


def at(hour, minute=0, *, days=IN_TEN_DAYS):
    """Returns an hour in local time (Paris), a number of days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def span(starts, ends, *, days=IN_TEN_DAYS):
    """Returns the period from one hour to another (`9`, or `(9, 30)`) of a day."""
    start, end = (hour if isinstance(hour, tuple) else (hour,) for hour in (starts, ends))
    return DateTimeTZRange(at(*start, days=days), at(*end, days=days), "[)")


def days_of_stay(days=IN_TEN_DAYS, long=3):
    """Returns the period from 08:00 of the first day to 20:00 of the last."""
    return DateTimeTZRange(at(8, days=days), at(20, days=days + long - 1), "[)")


class StayFactory(factory.django.DjangoModelFactory):
    """Three days, in ten days from now: `StayFactory(confirmed=True)`."""

    class Meta:
        model = Stay

    class Params:
        confirmed = Trait(
            status=Stay.Status.CONFIRMED, confirmed_at=factory.LazyFunction(timezone.now)
        )
        done = Trait(
            status=Stay.Status.DONE,
            confirmed_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=20)),
            done_at=factory.LazyFunction(timezone.now),
            period=factory.LazyFunction(lambda: days_of_stay(days=-5)),
        )
        called_off = Trait(
            status=Stay.Status.CALLED_OFF, called_off_at=factory.LazyFunction(timezone.now)
        )

    project = factory.SubFactory(ProjectFactory)
    name = "Trois jours autour de Boitron"
    period = factory.LazyFunction(days_of_stay)
    arrival_place = "Gare de Sées"
    arrival_commune = factory.SubFactory(CommuneFactory, sees=True)
    prepared_by = factory.SubFactory(PersonFactory)
    prepared_at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("prepared_at")


class StayStepFactory(factory.django.DjangoModelFactory):
    """Step with the mayor of Boitron, at 10:00 of the first day."""

    class Meta:
        model = StayStep

    stay = factory.SubFactory(StayFactory)
    kind = "town_hall"
    title = "Rencontre avec la maire"
    commune = factory.SubFactory(CommuneFactory, boitron=True)
    address = "1, place de la Mairie"
    period = factory.LazyFunction(lambda: span(10, 11))
    contact_name = "Odile Prévost"
    contact_phone = "02 33 00 00 01"
    contact_mail = "mairie@boitron.example"


class WeekendFactory(factory.django.DjangoModelFactory):
    """Weekend with two seats in Boitron, in ten days; not open yet with `status="draft"`."""

    class Meta:
        model = WelcomeWeekend

    departement = factory.SubFactory(DepartementFactory)
    commune = factory.SubFactory(CommuneFactory, boitron=True)
    name = "Week-end d’accueil de Boitron"
    period = factory.LazyFunction(days_of_stay)
    seats = 2
    status = WelcomeWeekend.Status.OPEN
    meeting_place = "Salle des fêtes"
    prepared_by = factory.SubFactory(PersonFactory)
    prepared_at = factory.LazyFunction(timezone.now)


class WeekendStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WeekendStep

    weekend = factory.SubFactory(WeekendFactory)
    kind = "meal"
    title = "Déjeuner partagé"
    commune = factory.SubFactory(CommuneFactory, boitron=True)
    period = factory.LazyFunction(lambda: span(12, 14))


class WeekendHouseholdFactory(factory.django.DjangoModelFactory):
    """Four people who are invited; `coming` and `placed` by trait."""

    class Meta:
        model = WeekendHousehold

    class Params:
        coming = Trait(
            status=WeekendHousehold.Status.COMING,
            invited_at=factory.SelfAttribute("added_at"),
            answered_at=factory.SelfAttribute("added_at"),
        )
        placed = Trait(coming=True, placed_at=factory.SelfAttribute("added_at"))

    weekend = factory.SubFactory(WeekendFactory)
    project = factory.SubFactory(ProjectFactory)
    people = 4
    added_at = factory.LazyFunction(timezone.now)


class WeekendCarFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WeekendCar

    weekend = factory.SubFactory(WeekendFactory)
    driver_name = "Jean Lemoine"
    driver_phone = "06 00 00 00 01"
    seats = 4


class NightHostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NightHost

    weekend = factory.SubFactory(WeekendFactory)
    name = "Lucie Gautier"
    commune = factory.SubFactory(CommuneFactory, boitron=True)
    beds = 4


def agree(project, *purposes):
    """Records the consent of the first adult to these uses."""
    adult = project.adults.get(is_first=True)
    for purpose in purposes:
        ProjectConsent.objects.create(
            project=project, person=adult.person, use=purpose, given_at=timezone.now()
        )


def coordinator_of(project, **person):
    """Creates a coordinator of the département of a project."""
    scope = ScopeFactory(of_departement=True, departement=project.departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope, person=PersonFactory(**person)).person


def wish_of(step, **changes):
    """Returns the current values of a step, with some changes."""
    values = {field.name: getattr(step, field.name, None) for field in fields(StepWish)}
    return StepWish(**{**values, **changes})
