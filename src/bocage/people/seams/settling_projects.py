"""Settlement projects, for rooms that stand below the one that keeps them.

The welcome keeps the projects of households that settle; the course asks, of somebody who
applies, whether they have one, and who lives with them. The welcome registers itself here, and
who asks keeps a key alone:

    keep_settling_projects(WelcomeProjects())       # the welcome, from its `settling_projects.py`
    settling_projects().project_of(person)          # who asks

Where no room keeps any, nobody has one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from bocage.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingProject:
    """What another room reads of a household's project: not its words. `page` is the path of the
    household's own page."""

    project_id: UUID
    words: str
    page: str
    is_settled: bool


class SettlingProjects(Protocol):
    """Who keeps the projects of households."""

    def project_of(self, person: Person) -> SettlingProject | None:
        """The project under way of somebody's household."""

    def project_with(self, project_id: UUID) -> SettlingProject | None:
        """A project by its key; None where it was erased."""

    def households_of(self, person_ids: Collection[UUID]) -> Mapping[UUID, Collection[UUID]]:
        """Those who are, or were, adults of one household with each, without themselves; a constant
        number of queries. Who lives with nobody that is known need not be there."""


class _NoProjects:
    """An instance where nobody keeps projects."""

    def project_of(self, person: Person) -> SettlingProject | None:  # noqa: ARG002
        return None

    def project_with(self, project_id: UUID) -> SettlingProject | None:  # noqa: ARG002
        return None

    def households_of(self, person_ids: Collection[UUID]) -> Mapping[UUID, Collection[UUID]]:  # noqa: ARG002
        return {}


_keepers: list[SettlingProjects] = [_NoProjects()]


def keep_settling_projects(keeper: SettlingProjects) -> None:
    """Registers who keeps projects (again replaces it)."""
    _keepers[:] = [keeper]


def settling_projects() -> SettlingProjects:
    """Who keeps projects."""
    return _keepers[0]
