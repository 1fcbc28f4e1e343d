"""Households and their projects."""

from datetime import timedelta

import factory
from django.utils import timezone

from bocage.people.models import Role
from bocage.welcome.models import (
    FollowedHome,
    HouseholdAdult,
    ProjectConsent,
    ProjectMessage,
    ProjectTask,
    SettlementProject,
    Stage,
)
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.traits import Trait


class ProjectFactory(factory.django.DjangoModelFactory):
    """Project of a couple with two children, sent three days ago: `ProjectFactory(settled=True)`…
    `adults=[person]` sets its adults, the first of whom sent it; otherwise one is created.
    """

    class Meta:
        model = SettlementProject
        skip_postgeneration_save = True

    class Params:
        answered = Trait(
            answered_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=2)),
            stage=Stage.QUALIFIED,
        )
        settled = Trait(
            stage=Stage.SETTLED,
            answered_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=90)),
            commune=factory.SubFactory(CommuneFactory, boitron=True),
            moved_in_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=40)),
        )

    departement = factory.SubFactory(DepartementFactory)
    name = factory.Sequence(lambda number: f"Famille Marchand {number}")
    stage_since = factory.LazyFunction(lambda: timezone.now() - timedelta(days=3))
    origin = "Paris"
    adults_count = 2
    children_count = 2
    schools = ["primary"]
    languages = ["français"]
    work = SettlementProject.Work.INDEPENDENT
    trade = "graphiste"
    telework_days = 4
    workspace_days = 2
    home_wish = SettlementProject.HomeWish.BUY
    budget_eur = 180_000
    words = "Nous cherchons une maison avec un jardin, près d’une école."
    sent_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=3))
    answer_due_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=2))
    last_contact_at = factory.SelfAttribute("sent_at")
    coordinator = None
    next_action = ""
    next_action_by = factory.LazyAttribute(
        lambda project: project.coordinator if project.next_action else None
    )

    @factory.post_generation
    def adults(self, create, extracted, **_kwargs):
        if create:
            for number, person in enumerate(extracted or [PersonFactory()]):
                HouseholdAdultFactory(project=self, person=person, is_first=number == 0)


class HouseholdAdultFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HouseholdAdult

    project = factory.SubFactory(ProjectFactory)
    person = factory.SubFactory(PersonFactory)
    joined_at = factory.LazyFunction(timezone.now)


class ProjectMessageFactory(factory.django.DjangoModelFactory):
    """Message of the household with a question, on its page."""

    class Meta:
        model = ProjectMessage

    project = factory.SubFactory(ProjectFactory)
    author = factory.SubFactory(PersonFactory)
    is_from_household = True
    words = "Y a-t-il une place à la crèche d’Essay ?"
    written_at = factory.LazyFunction(timezone.now)


class ProjectTaskFactory(factory.django.DjangoModelFactory):
    """Task written by a person: for the welcome team, unless `side` is given."""

    class Meta:
        model = ProjectTask

    project = factory.SubFactory(ProjectFactory)
    stage = factory.SelfAttribute("project.stage")
    title = factory.Sequence(lambda number: f"Appeler la caisse numéro {number}")
    opened_at = factory.LazyFunction(timezone.now)


class ProjectConsentFactory(factory.django.DjangoModelFactory):
    """Consent of the household to be mentioned to town halls, given by the first adult of
    `ProjectFactory` unless another person is passed.
    """

    class Meta:
        model = ProjectConsent

    project = factory.SubFactory(ProjectFactory)
    person = factory.LazyAttribute(lambda consent: consent.project.adults.first().person)
    use = ProjectConsent.Use.TOWN_HALLS
    given_at = factory.LazyFunction(timezone.now)


def coordinator_of(project, **options):
    """Creates a coordinator of the département of a project, with a mandate in force today."""
    scope = ScopeFactory(of_departement=True, departement=project.departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope, **options).person


def first_adult(project):
    """Returns the adult who sent the project."""
    return project.adults.get(is_first=True).person


class FollowedHomeFactory(factory.django.DjangoModelFactory):
    """Home of the market that a household follows."""

    class Meta:
        model = FollowedHome

    project = factory.SubFactory(ProjectFactory)
    dwelling = factory.SubFactory("tests.housing.factories.DwellingFactory")
    added_at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("added_at")
