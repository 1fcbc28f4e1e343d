"""Settlement projects: the interface for rooms below the one that stores them.

The welcome stores the projects of households that settle; the course reads the project and the
household of an applicant. The welcome registers itself here, and its callers store a key alone:

    provide_relocation_projects(WelcomeProjects())  # the welcome, in its `relocation_projects.py`
    relocation_projects().project_of(person)  # the caller

If no room is registered, nobody has one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from bocage.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingProject:
    """Summary of a household's project for other rooms, without its description. `page` is the path
    of the household's own page.
    """

    project_id: UUID
    words: str
    page: str
    is_settled: bool


class RelocationProjects(Protocol):
    """Interface of the room that stores the projects of households."""

    def project_of(self, person: Person) -> SettlingProject | None:
        """Returns the project under way of a person's household, or None."""

    def project_with(self, project_id: UUID) -> SettlingProject | None:
        """Returns a project by its key; None if it was erased."""

    def households_of(self, person_ids: Collection[UUID]) -> Mapping[UUID, Collection[UUID]]:
        """Returns, for each person, the other present and former adults of their households.

        A constant number of queries. People without known household members may be missing.
        """


class _NoProjects:
    """Fallback of an instance without a registered room."""

    def project_of(self, person: Person) -> SettlingProject | None:  # noqa: ARG002
        return None

    def project_with(self, project_id: UUID) -> SettlingProject | None:  # noqa: ARG002
        return None

    def households_of(self, person_ids: Collection[UUID]) -> Mapping[UUID, Collection[UUID]]:  # noqa: ARG002
        return {}


_providers: list[RelocationProjects] = [_NoProjects()]


def provide_relocation_projects(provider: RelocationProjects) -> None:
    """Registers who keeps projects (again replaces it)."""
    _providers[:] = [provider]


def relocation_projects() -> RelocationProjects:
    """Returns the registered provider of projects; without one, nobody has a project."""
    return _providers[0]
