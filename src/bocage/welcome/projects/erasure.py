"""Registry of the erasers of a project, one for each subject that stores words or people.

    @erased_with_a_project
    def relays(project):
        project.relays.update(words="", answer="")

It runs in the transaction of the erasure: the data of the figures are retained, without words or
names.
"""

from collections.abc import Callable

from bocage.foundation.registry import Registry, qualified_name
from bocage.welcome.projects.models.projects import SettlementProject

Eraser = Callable[[SettlementProject], None]

_erasers = Registry[Eraser](name=qualified_name)

erased_with_a_project = _erasers.add
"""Registers the function that erases the words and the people of one subject."""


def erase_all_of(project: SettlementProject) -> None:
    """Runs the eraser of every subject, so that each removes what it stores about a project."""
    for eraser in _erasers:
        eraser(project)
