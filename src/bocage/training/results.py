"""What learners say that a course led to: the rates that `indicators` shows, and their counts.

Of each learner the latest answer counts: who said at three months that the business would come, and
at six that it is there, created one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from bocage.training.indicators import AnswerKind, Counts, add_answers
from bocage.training.models import OutcomeFollowUp, Programme, SatisfactionAnswer

Business = OutcomeFollowUp.Business
Home = OutcomeFollowUp.Home


@dataclass(frozen=True, kw_only=True)
class Satisfaction:
    """How many were asked what they thought of a course, answered, and found it good."""

    asked: int
    answers: int
    happy: int


@dataclass(frozen=True, kw_only=True)
class Businesses:
    """What became of the projects of a course."""

    answers: int
    created: int
    soon: int
    jobs: int
    settled: int
    """Who came to live here; those who lived here already are not counted."""


def satisfaction_of(programme: Programme) -> Satisfaction:
    """What the learners of a programme thought of it; one query."""
    asked = SatisfactionAnswer.objects.filter(enrolment__cohort__programme=programme)
    counted = asked.aggregate(asked=Count("pk"), answers=Count("answered_at"), happy=_HAPPY)
    return Satisfaction(**counted)


def businesses_of(programme: Programme) -> Businesses:
    """What became of the projects of a programme; one query."""
    counted = _latest([programme.pk]).aggregate(
        answers=Count("pk"),
        created=Count("pk", filter=Q(business=Business.CREATED)),
        soon=Count("pk", filter=Q(business=Business.SOON)),
        jobs=Sum("jobs", default=0),
        settled=Count("pk", filter=Q(home=Home.SETTLED)),
    )
    return Businesses(**counted)


_HAPPY = Count("pk", filter=Q(overall__gte=SatisfactionAnswer.Mark.GOOD))


def _satisfied(programmes: Collection[UUID]) -> Counts:
    rows = (
        SatisfactionAnswer.objects.filter(
            answered_at__isnull=False, enrolment__cohort__programme__in=programmes
        )
        .order_by()
        .values("enrolment__cohort__programme")
        .annotate(yes=_HAPPY, of=Count("pk"))
    )
    return {row["enrolment__cohort__programme"]: (row["yes"], row["of"]) for row in rows}


def _created(programmes: Collection[UUID]) -> Counts:
    return _counted(programmes, Q(business=Business.CREATED))


def _settled(programmes: Collection[UUID]) -> Counts:
    return _counted(programmes, Q(home=Home.SETTLED))


def _counted(programmes: Collection[UUID], said: Q) -> Counts:
    rows = (
        _latest(programmes)
        .order_by()
        .values("enrolment__cohort__programme")
        .annotate(yes=Count("pk", filter=said), of=Count("pk"))
    )
    return {row["enrolment__cohort__programme"]: (row["yes"], row["of"]) for row in rows}


def _latest(programmes: Collection[UUID]) -> QuerySet[OutcomeFollowUp]:
    """The latest answer of each learner of some programmes."""
    answered = OutcomeFollowUp.objects.filter(answered_at__isnull=False)
    later = answered.filter(enrolment=OuterRef("enrolment"), months__gt=OuterRef("months"))
    return answered.filter(~Exists(later), enrolment__cohort__programme__in=programmes)


add_answers(
    AnswerKind(
        name="satisfaction",
        label=lambda: _("Sont satisfaits"),
        counted=lambda: _("Satisfaits"),
        definition=lambda: _(
            "Part de ceux qui jugent la formation bien ou très bien dans l’ensemble, parmi ceux "
            "qui ont répondu au questionnaire de fin."
        ),
        count=_satisfied,
    )
)
add_answers(
    AnswerKind(
        name="business",
        label=lambda: _("Ont créé leur entreprise"),
        counted=lambda: _("Entreprises créées"),
        definition=lambda: _(
            "Part de ceux dont l’entreprise est créée, parmi ceux qui ont répondu au suivi à "
            "trois, six ou douze mois ; la dernière réponse de chacun compte."
        ),
        count=_created,
    )
)
add_answers(
    AnswerKind(
        name="settled",
        label=lambda: _("Se sont installés ici"),
        counted=lambda: _("Installés ici"),
        definition=lambda: _(
            "Part de ceux qui sont venus vivre sur le territoire, parmi ceux qui ont répondu au "
            "suivi ; ceux qui y vivaient déjà n’y sont pas."
        ),
        count=_settled,
    )
)
