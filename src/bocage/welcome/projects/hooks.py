"""Hooks of other subjects in the transaction that changes a project.

    @on_project_saved
    def update_saved_searches(project):
        ...

The project is already locked and saved. Use an event (`events.py`) for what may wait for the
commit.
"""

from collections.abc import Callable

from bocage.foundation.registry import Registry, qualified_name
from bocage.welcome.projects.models.projects import SettlementProject

_hooks = Registry[Callable[[SettlementProject], object]](name=qualified_name)

on_project_saved = _hooks.add
"""Registers a hook on changes of a household's answers, or of the stage or status of its
project.
"""


def run_project_saved(project: SettlementProject) -> None:
    """Runs the hook of every subject that follows a saved project."""
    for hook in _hooks:
        hook(project)
