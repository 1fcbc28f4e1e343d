"""What else goes when a project is erased, told by each subject that holds words or people.

    @erased_with_a_project
    def relays(project):
        project.relays.update(words="", answer="")

It runs in the transaction that erases: what counts in the figures stays, without words or names.
"""

from __future__ import annotations

from collections.abc import Callable

from bocage.welcome.models import SettlementProject

Eraser = Callable[[SettlementProject], None]

_erasers: dict[str, Eraser] = {}


def erased_with_a_project(eraser: Eraser) -> Eraser:
    """Registers what removes the words and the people of one subject."""
    _erasers[f"{eraser.__module__}.{eraser.__qualname__}"] = eraser
    return eraser


def erase_all_of(project: SettlementProject) -> None:
    """Has every subject remove what it holds of a project."""
    for eraser in _erasers.values():
        eraser(project)
