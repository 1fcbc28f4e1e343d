"""Settled residents according to the welcome room: the only people who may be ambassadors."""

from django.db.models import Exists, OuterRef, QuerySet

from bocage.outreach.ambassadors.models import Ambassador
from bocage.people.models import Person
from bocage.territory.models import Departement
from bocage.welcome.follow_ups.helping_households import LIVES_HERE
from bocage.welcome.models import HouseholdAdult, SettlementProject


def settled_departements(person: Person) -> list[Departement]:
    """Lists the départements where a person belongs to a household that lives there today; one
    query.
    """
    projects = SettlementProject.objects.filter(LIVES_HERE, adults__person=person)
    return list(Departement.objects.filter(settlement_projects__in=projects).distinct())


def lives_here(person: Person, departement: Departement) -> bool:
    """Checks whether a person belongs to a household that lives in a département today."""
    projects = SettlementProject.objects.filter(LIVES_HERE, departement=departement)
    return projects.filter(adults__person=person).exists()


def possible_ambassadors(person: Person, departement: Departement) -> QuerySet[HouseholdAdult]:
    """Returns the adults of the settled households of a département who are neither invited nor
    ambassadors, without `person`. The caller checks that `person` runs its campaigns.
    """
    households = SettlementProject.objects.filter(LIVES_HERE, departement=departement)
    open_ambassadors = Ambassador.objects.open().filter(
        person=OuterRef("person"), departement=departement
    )
    return (
        HouseholdAdult.objects.filter(
            ~Exists(open_ambassadors), project__in=households, person__is_active=True
        )
        .exclude(person=person)
        .select_related("person", "project__commune")
        .order_by("person__name", "pk")
    )
