"""Lookups of projects: by the URL of a page, and for a person."""

from django.http import Http404, HttpRequest

from bocage.foundation.http.access import finder
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.projects import project_under_way


def project_of(person: Person) -> SettlementProject | None:
    """Returns the project whose page a person reads: the one under way, or else the latest one that
    was not erased.
    """
    under_way = project_under_way(person)
    if under_way is not None:
        return under_way
    projects = SettlementProject.objects.of_household(person)
    return projects.select_related(
        "departement", "epci", "commune", "coordinator__portrait", "next_action_by"
    ).first()


find_project = finder(
    SettlementProject.objects.filter(erased_at=None).select_related(
        "commune__epci", "epci", "coordinator", "next_action_by", "departement", "merged_into"
    ),
    project_id="pk",
)
"""Finder of the project of a URL, unless it was erased."""


def own_project_of(request: HttpRequest) -> SettlementProject:
    """Returns the project of the person signed in.

    Raises:
        Http404: they have none.
    """
    project = project_of(current_person(request))
    if project is None:
        raise Http404
    return project
