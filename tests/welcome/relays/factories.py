"""Factories of relays, of households that consent, and of people who answer for a commune."""

from datetime import timedelta

import factory
from django.utils import timezone

from bocage.people.models import Role
from bocage.welcome.models import ProjectConsent, Relay
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.traits import Trait
from tests.welcome.factories import ProjectFactory


def agree(project, purpose="town_halls"):
    """Records the consent of the first adult of a household to the given uses."""
    adult = project.adults.select_related("person").first()
    return ProjectConsent.objects.create(
        project=project, person=adult.person, use=purpose, given_at=timezone.now()
    )


def agreeing_project(**options):
    """Creates a project whose household consents to be mentioned to town halls."""
    project = ProjectFactory(**options)
    agree(project)
    return project


def town_hall(commune, role=Role.TOWN_HALL, **options):
    """Creates a person of the town hall of a commune."""
    scope = ScopeFactory(of_commune=True, commune=commune)
    return MandateFactory(role=role, scope=scope, **options).person


def elected_of_epci(commune, **options):
    """Creates an elected member of the intercommunalité of a commune."""
    scope = ScopeFactory(of_epci=True, epci=commune.epci, departement=commune.departement)
    return MandateFactory(role=Role.ELECTED, scope=scope, **options).person


def coordinator(departement, **options):
    """Creates a coordinator of a département."""
    scope = ScopeFactory(of_departement=True, departement=departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope, **options).person


class RelayFactory(factory.django.DjangoModelFactory):
    """Relay sent to a town hall an hour ago, about a household that consents."""

    class Meta:
        model = Relay

    class Params:
        yes = Trait(
            status=Relay.Status.ANSWERED,
            answer=Relay.Answer.YES,
            answered_at=factory.LazyAttribute(lambda relay: relay.sent_at + timedelta(hours=5)),
            answered_by=factory.SubFactory(PersonFactory),
        )

    commune = factory.SubFactory(CommuneFactory, boitron=True)
    project = factory.LazyAttribute(
        lambda relay: agreeing_project(departement=relay.commune.departement)
    )
    words = "Camille et Hugo cherchent une maison avec un jardin."
    sent_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    due_at = factory.LazyAttribute(lambda relay: relay.sent_at + timedelta(days=2))
