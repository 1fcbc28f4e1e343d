"""What other subjects do in the transaction that changes a project.

    @on_project_saved
    def follow_what_is_looked_for(project):
        ...

The project is locked, and saved already. What may wait for the commit follows an event instead
(`events.py`).
"""

from collections.abc import Callable

from bocage.foundation.registry import Registry, qualified_name
from bocage.welcome.projects.models.projects import SettlementProject

_hooks = Registry[Callable[[SettlementProject], object]](name=qualified_name)

on_project_saved = _hooks.add
"""Register what follows what a household says of itself, or where its project stands."""


def run_project_saved(project: SettlementProject) -> None:
    """Runs the hook of every subject that follows a saved project."""
    for hook in _hooks:
        hook(project)
