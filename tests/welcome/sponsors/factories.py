"""Factories of sponsors, and of their sponsorships."""

from datetime import timedelta

import factory
from django.utils import timezone

from bocage.people.models import Role
from bocage.welcome.models import ProjectConsent, SponsorProfile, Sponsorship
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.traits import Trait
from tests.welcome.factories import ProjectFactory


class SponsorProfileFactory(factory.django.DjangoModelFactory):
    """Sponsor of Boitron with a mandate; without one by `SponsorProfileFactory(mandate=False)`…"""

    class Meta:
        model = SponsorProfile
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    commune = factory.SubFactory(CommuneFactory, boitron=True)
    status = SponsorProfile.Status.ACTIVE
    trade = "infirmière"
    languages = ["français"]
    offered_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=30))

    @factory.post_generation
    def mandate(self, create, extracted, **options):
        if create and extracted is not False:
            scope = ScopeFactory(of_commune=True, commune=self.commune)
            MandateFactory(person=self.person, role=Role.SPONSOR, scope=scope, **options)
            self.person.forget_mandates()


def _make_agreeing_project():
    return agreeing_project()


class SponsorshipFactory(factory.django.DjangoModelFactory):
    """Request sent to a sponsor yesterday; `SponsorshipFactory(active=True)`…"""

    class Meta:
        model = Sponsorship

    class Params:
        active = Trait(
            status=Sponsorship.Status.ACTIVE,
            answered_at=factory.LazyFunction(timezone.now),
        )
        ended = Trait(
            status=Sponsorship.Status.ENDED,
            answered_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=20)),
            ended_at=factory.LazyFunction(timezone.now),
            reason=Sponsorship.Reason.DONE,
        )

    project = factory.LazyFunction(_make_agreeing_project)
    sponsor = factory.SubFactory(SponsorProfileFactory)
    proposed_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    answer_due_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=2))


def agreeing_project(**options):
    """Creates a household that wishes for Boitron, and consents to be mentioned to helpers."""
    communes = options.pop("communes", None)
    project = ProjectFactory(**options)
    if project.commune is None:
        project.communes.set(communes or [CommuneFactory(boitron=True)])
    ProjectConsent.objects.create(
        project=project,
        person=project.adults.get(is_first=True).person,
        use=ProjectConsent.Use.HELPERS,
        given_at=project.sent_at,
    )
    return project


def coordinator_of(project):
    """Creates a coordinator who follows the project."""
    scope = ScopeFactory(of_departement=True, departement=project.departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope).person
