"""Registry of the conditions to enter a stage.

A subject declares its conditions with its facts:

    @entry_condition(Stage.VISITING, missing=_("un séjour avec sa date"))
    def has_a_stay(project) -> bool: ...

A move checks the conditions of the stage entered and of those skipped.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from bocage.foundation.registry import Registry, qualified_name
from bocage.welcome.projects.models.projects import STAGES, SettlementProject, Stage

ROOTED_AFTER_MONTHS = 12

Holds = Callable[[SettlementProject], bool]


@dataclass(frozen=True)
class EntryCondition:
    """Condition to enter a stage, with the words shown if it is not met, as in « il manque … »."""

    stage: Stage
    missing: str | Promise
    holds: Holds


_conditions = Registry[EntryCondition](
    name=lambda condition: qualified_name(condition.holds),
    order=lambda condition: STAGES.index(condition.stage),
)


def entry_condition(stage: Stage, *, missing: str | Promise) -> Callable[[Holds], Holds]:
    """Registers a condition to enter a stage."""

    def register(holds: Holds) -> Holds:
        _conditions.add(EntryCondition(stage, missing, holds))
        return holds

    return register


def missing_for(project: SettlementProject, stage: Stage) -> list[str]:
    """Lists what the project lacks to move forward to a stage from its current one; empty for a
    move back.
    """
    passed = STAGES[STAGES.index(Stage(project.stage)) + 1 : STAGES.index(stage) + 1]
    return [
        str(condition.missing)
        for condition in _conditions
        if condition.stage in passed and not condition.holds(project)
    ]
