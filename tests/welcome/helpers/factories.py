"""Factories of helpers, of requests to them, and of the required consent."""

from datetime import timedelta

import factory
from django.utils import timezone

from bocage.people.models import Role
from bocage.welcome.models import Helper, HelpKind, HelpRequest, ProjectConsent
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.traits import Trait
from tests.welcome.factories import ProjectFactory


class HelperFactory(factory.django.DjangoModelFactory):
    """Headmaster of the school of Boitron, who agreed to two requests a month."""

    class Meta:
        model = Helper

    name = factory.Sequence(lambda number: f"Odile Prévost {number}")
    kind = HelpKind.SCHOOL_HEAD
    can_do = "Faire visiter l’école le mercredi, expliquer les inscriptions."
    commune = factory.SubFactory(CommuneFactory, boitron=True)
    email = factory.Sequence(lambda number: f"odile{number}@ecole.example")
    phone = "02 33 00 00 01"
    consented_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))
    confirmed_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=30))
    added_at = factory.SelfAttribute("confirmed_at")


class HelpRequestFactory(factory.django.DjangoModelFactory):
    """Request sent yesterday; answered with a yes by `answered=True`."""

    class Meta:
        model = HelpRequest

    class Params:
        answered = Trait(answer="yes", answered_at=factory.LazyFunction(timezone.now))

    project = factory.SubFactory(ProjectFactory)
    helper = factory.SubFactory(HelperFactory)
    need = HelpKind.SCHOOL_HEAD
    words = "Un ménage aimerait visiter l’école."
    first_names = "Camille et Jean"
    requested_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))


def coordinator_of(departement, **options):
    """Creates a coordinator of a département."""
    scope = ScopeFactory(of_departement=True, departement=departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope, **options).person


def commune_elsewhere():
    """Creates a commune of the Sarthe."""
    return CommuneFactory(
        code="72181", name="Mamers", slug="mamers", departement=DepartementFactory(sarthe=True)
    )


def project_that_agrees(commune, **options):
    """Creates a household that looks around a commune, and consents to be mentioned to helpers."""
    project = ProjectFactory(departement=commune.departement, **options)
    project.communes.add(commune)
    ProjectConsent.objects.create(
        project=project,
        person=project.adults.get(is_first=True).person,
        use=ProjectConsent.Use.HELPERS,
        given_at=timezone.now(),
    )
    return project
