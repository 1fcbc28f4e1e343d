"""Result indicators of a programme, which the French quality mark (Qualiopi, indicator 2) requires
to be public, and the figures of the département.

Each has its definition, its period and its number of answers; a rate on fewer than `LEAST_ANSWERS`
is not shown, since it would reveal more about individuals than about the course.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from bocage.training.learning.models import OutcomeFollowUp, SatisfactionAnswer
from bocage.training.programmes.models.cohorts import Enrolment

LEAST_ANSWERS = 5
"""Fewer answers give no rate."""

Counts = dict[UUID, tuple[int, int]]
"""By programme: number of positive answers, and number of answers."""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A figure with its definition. `rate` is None if too few answered."""

    name: str
    label: str
    definition: str
    rate: int | None
    of: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Outcomes of the learners of a programme, from the last answer of each."""

    answered: int = 0
    created: int = 0
    jobs: int = 0
    settled: int = 0


def satisfied(programmes: Collection[UUID]) -> Counts:
    """Counts, by programme, the learners who found the course good or very good, and those who
    answered; one query.
    """
    rows = (
        SatisfactionAnswer.objects.filter(
            enrolment__cohort__programme__in=programmes, answered_at__isnull=False
        )
        .order_by()
        .values("enrolment__cohort__programme")
        .annotate(
            happy=Count("pk", filter=Q(overall__gte=SatisfactionAnswer.Mark.GOOD)),
            answered=Count("pk"),
        )
    )
    return {row["enrolment__cohort__programme"]: (row["happy"], row["answered"]) for row in rows}


def outcomes(programmes: Collection[UUID]) -> dict[UUID, Outcome]:
    """Returns the outcomes of the projects of each programme, from the last answer of each learner;
    one query.
    """
    last = (
        OutcomeFollowUp.objects.filter(
            enrolment__cohort__programme__in=programmes, answered_at__isnull=False
        )
        .order_by("enrolment_id", "-months")
        .distinct("enrolment_id")
        .values_list("enrolment__cohort__programme", "business", "jobs", "home")
    )
    answered: dict[UUID, list[tuple[str, int, str]]] = defaultdict(list)
    for programme, business, jobs, home in last:
        answered[programme].append((business, jobs or 0, home))
    return {
        programme: Outcome(
            answered=len(rows),
            created=sum(1 for row in rows if row[0] == OutcomeFollowUp.Business.CREATED),
            jobs=sum(row[1] for row in rows),
            settled=sum(1 for row in rows if row[2] == OutcomeFollowUp.Home.SETTLED),
        )
        for programme, rows in answered.items()
    }


@dataclass(frozen=True, kw_only=True)
class Results:
    """Results of a programme since its first cohort."""

    learners: int
    completed: int
    withdrawn: int
    indicators: list[Indicator]

    @property
    def ended(self) -> int:
        return self.completed + self.withdrawn


def results_of(programmes: Collection[UUID]) -> dict[UUID, Results]:
    """Returns the results of each programme; a constant number of queries."""
    counts = {
        row["cohort__programme"]: row
        for row in Enrolment.objects.filter(cohort__programme__in=programmes)
        .exclude(end_reason=Enrolment.EndReason.CANCELLED)
        .order_by()
        .values("cohort__programme")
        .annotate(
            learners=Count("pk"),
            completed=Count("pk", filter=Q(state="completed")),
            withdrawn=Count("pk", filter=Q(state="withdrawn")),
        )
    }
    happy, became = satisfied(programmes), outcomes(programmes)
    return {
        programme: _results(
            counts.get(programme) or {},
            happy.get(programme, (0, 0)),
            became.get(programme, Outcome()),
        )
        for programme in programmes
    }


def _results(row: Mapping[str, Any], happy: tuple[int, int], became: Outcome) -> Results:
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
            Indicator(
                name="satisfaction",
                label=_("En sont contents"),
                definition=_(
                    "Part de ceux qui l’ont trouvée bien ou très bien dans l’ensemble, parmi ceux "
                    "qui ont répondu au questionnaire de fin."
                ),
                rate=rate_of(*happy),
                of=happy[1],
            ),
            Indicator(
                name="business",
                label=_("Ont créé leur entreprise"),
                definition=_(
                    "Part de ceux dont l’entreprise est créée, parmi ceux qui ont répondu à 3, 6 "
                    "ou 12 mois ; la dernière réponse de chacun compte."
                ),
                rate=rate_of(became.created, became.answered),
                of=became.answered,
            ),
        ],
    )


def rate_of(part: int, of: int) -> int | None:
    """Returns a whole percentage, or None if there are fewer than five answers."""
    return round(100 * part / of) if of >= LEAST_ANSWERS else None
