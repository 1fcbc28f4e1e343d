"""What a programme leads to, as the public may read it: each figure with the number of answers
behind it. Below a few answers nothing is said, since it would say what one person answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Avg, Count, F, Max, Q, Sum

from bocage.training.models import (
    Cohort,
    Enrolment,
    OutcomeFollowUp,
    Programme,
    SatisfactionAnswer,
)

FEWEST_SHOWN = 3
"""Answers from which a figure is shown to everybody."""

Business = OutcomeFollowUp.Business
Home = OutcomeFollowUp.Home


@dataclass(frozen=True, kw_only=True)
class Satisfaction:
    """What learners thought: of how many asked, how many answered."""

    asked: int
    answers: int
    average: float | None
    """Out of four."""
    happy_share: int | None
    """In hundredths: those who found it good or very good."""
    recommend_share: int | None

    @property
    def is_shown(self) -> bool:
        return self.answers >= FEWEST_SHOWN


@dataclass(frozen=True, kw_only=True)
class Businesses:
    """What became of projects, by the latest answer of each learner."""

    asked: int
    answers: int
    created: int
    soon: int
    jobs: int
    settled: int
    """Who came to live here; those who lived here already are not counted."""

    @property
    def is_shown(self) -> bool:
        return self.answers >= FEWEST_SHOWN

    @property
    def created_share(self) -> int | None:
        return _share(self.created, self.answers)


@dataclass(frozen=True, kw_only=True)
class Completion:
    """Who went to the end, of those whose course is over."""

    began: int
    completed: int

    @property
    def is_shown(self) -> bool:
        return self.began >= FEWEST_SHOWN

    @property
    def share(self) -> int | None:
        return _share(self.completed, self.began)


def satisfaction_of(programme: Programme) -> Satisfaction:
    """What the learners of a programme thought of it; one query."""
    counted = SatisfactionAnswer.objects.filter(enrolment__cohort__programme=programme).aggregate(
        asked=Count("pk"),
        answers=Count("answered_at"),
        average=Avg("overall"),
        happy=Count("pk", filter=Q(overall__gte=SatisfactionAnswer.Mark.GOOD)),
        recommend=Count("pk", filter=Q(recommends=True)),
    )
    answers = counted["answers"]
    return Satisfaction(
        asked=counted["asked"],
        answers=answers,
        average=round(counted["average"], 1) if answers else None,
        happy_share=_share(counted["happy"], answers),
        recommend_share=_share(counted["recommend"], answers),
    )


def businesses_of(programme: Programme) -> Businesses:
    """What became of the projects of a programme; two queries."""
    followed = OutcomeFollowUp.objects.filter(enrolment__cohort__programme=programme)
    asked = followed.filter(asked_at__isnull=False).values("enrolment").distinct().count()
    latest = (
        followed.filter(answered_at__isnull=False)
        .alias(
            last=Max(
                "enrolment__outcomes__months",
                filter=Q(enrolment__outcomes__answered_at__isnull=False),
            )
        )
        .filter(months=F("last"))
    )
    keys = latest.values("pk")
    counted = OutcomeFollowUp.objects.filter(pk__in=keys).aggregate(
        answers=Count("pk"),
        created=Count("pk", filter=Q(business=Business.CREATED)),
        soon=Count("pk", filter=Q(business=Business.SOON)),
        jobs=Sum("jobs"),
        settled=Count("pk", filter=Q(home=Home.SETTLED)),
    )
    return Businesses(
        asked=max(asked, counted["answers"]),
        answers=counted["answers"],
        created=counted["created"],
        soon=counted["soon"],
        jobs=counted["jobs"] or 0,
        settled=counted["settled"],
    )


def completion_of(programme: Programme) -> Completion:
    """Who went to the end of the cohorts of a programme that are closed; one query."""
    counted = Enrolment.objects.filter(
        cohort__programme=programme, cohort__state=Cohort.State.CLOSED
    ).aggregate(
        began=Count("pk", filter=~Q(ended_why=Enrolment.Why.CANCELLED)),
        completed=Count("pk", filter=Q(state=Enrolment.State.COMPLETED)),
    )
    return Completion(began=counted["began"], completed=counted["completed"])


def _share(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None
