"""What a programme gave: the result indicators that the French quality mark (Qualiopi, indicator
2) asks to be public, and the figures that roll up for the département.

Each has its definition, its period and how many answers it stands on; a rate on fewer than
`LEAST_ANSWERS` is not shown, since it would say more of somebody than of the course. Learners who
are counted by nobody else (satisfaction, business created) are read from `Answers`, which who keeps
those answers gives: see `add_answers`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from bocage.training.models import Enrolment

LEAST_ANSWERS = 5
"""Fewer answers give no rate."""

Counts = dict[UUID, tuple[int, int]]
"""By programme: how many said yes, of how many who answered."""
Answers = Callable[[Collection[UUID]], Counts]


@dataclass(frozen=True, kw_only=True)
class AnswerKind:
    """A rate that is read from what learners answered. `label` names the rate, `counted` how many
    said yes."""

    name: str
    label: Callable[[], str]
    counted: Callable[[], str]
    definition: Callable[[], str]
    count: Answers


_answers: dict[str, AnswerKind] = {}


def add_answers(kind: AnswerKind) -> None:
    """Registers a rate, once by name (again replaces it)."""
    _answers[kind.name] = kind


def answer_kinds() -> list[AnswerKind]:
    """The rates that are read from what learners answered, in their order."""
    return [_answers[name] for name in sorted(_answers)]


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A figure with its definition. `rate` is None where too few answered."""

    name: str
    label: str
    definition: str
    rate: int | None
    of: int


@dataclass(frozen=True, kw_only=True)
class Results:
    """What a programme gave since its first cohort."""

    learners: int
    completed: int
    withdrawn: int
    indicators: list[Indicator]

    @property
    def ended(self) -> int:
        return self.completed + self.withdrawn


def results_of(programmes: Collection[UUID]) -> dict[UUID, Results]:
    """The results of programmes, each of which has some; a constant number of queries."""
    counted = {
        row["cohort__programme"]: row
        for row in Enrolment.objects.filter(cohort__programme__in=programmes)
        .exclude(ended_why=Enrolment.Why.CANCELLED)
        .order_by()
        .values("cohort__programme")
        .annotate(
            learners=Count("pk"),
            completed=Count("pk", filter=Q(state="completed")),
            withdrawn=Count("pk", filter=Q(state="withdrawn")),
        )
    }
    answers = {name: kind.count(programmes) for name, kind in _answers.items()}
    return {
        programme: _results(counted.get(programme) or {}, programme, answers)
        for programme in programmes
    }


def _results(row: Mapping[str, Any], programme: UUID, answers: dict[str, Counts]) -> Results:
    completed, withdrawn = row.get("completed", 0), row.get("withdrawn", 0)
    ended = completed + withdrawn
    return Results(
        learners=row.get("learners", 0),
        completed=completed,
        withdrawn=withdrawn,
        indicators=[
            Indicator(
                name="completion",
                label=_("Vont au bout"),
                definition=_(
                    "Part de ceux qui ont suivi la formation jusqu’à sa fin, parmi ceux dont "
                    "l’inscription est terminée ; les promotions annulées n’y sont pas."
                ),
                rate=rate_of(completed, ended),
                of=ended,
            ),
            Indicator(
                name="abandonment",
                label=_("Abandonnent"),
                definition=_(
                    "Part de ceux qui sont partis avant la fin, parmi ceux dont l’inscription est "
                    "terminée, quelle qu’en soit la raison."
                ),
                rate=rate_of(withdrawn, ended),
                of=ended,
            ),
            *(
                _answered(kind, *answers[name].get(programme, (0, 0)))
                for name, kind in _answers.items()
            ),
        ],
    )


def _answered(kind: AnswerKind, yes: int, of: int) -> Indicator:
    return Indicator(
        name=kind.name,
        label=kind.label(),
        definition=kind.definition(),
        rate=rate_of(yes, of),
        of=of,
    )


def rate_of(part: int, of: int) -> int | None:
    """A whole percentage, or None where too few are counted to tell."""
    return round(100 * part / of) if of >= LEAST_ANSWERS else None
