"""The board of the projects: by stage, what is late first.

However many projects there are, it asks the database three times: how many stand at each stage,
which come first in each, and those few with their people. The second question is one part for
each stage, so that each reads the first lines of its index (`welcome_project_board`) and stops.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q

from bocage.welcome.models import STAGES, ProjectMessage, SettlementProject, Stage
from bocage.welcome.project_words import Clock, clock_of, household_words, stage_age_words
from bocage.welcome.querysets import ProjectQuerySet

CARDS_OF_A_STAGE = 12

NOT_ON_A_CARD = ("words", "worries", "search_text")


@dataclass(frozen=True, slots=True)
class Card:
    """A project of a board or of a list, as somebody reads it."""

    project: SettlementProject
    clock: Clock
    household: str
    age: str
    is_unread: bool
    next_stage: Stage | None


@dataclass(frozen=True, slots=True)
class Column:
    """A stage, how many projects stand there, and the first of them."""

    stage: Stage
    total: int
    late: int
    cards: list[Card]

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return self.total - len(self.cards)


@dataclass(frozen=True, slots=True)
class Board:
    """The columns of the stages, and their sums."""

    columns: list[Column]
    total: int
    late: int
    unanswered: int


def board_of(projects: ProjectQuerySet, now: datetime, *, most: int = CARDS_OF_A_STAGE) -> Board:
    """The board of some projects, in three queries."""
    counts = _counts(projects, now)
    cards = defaultdict(list)
    for card in cards_of(_first_of_each_stage(projects, most), now):
        cards[card.project.stage].append(card)
    columns = [
        Column(stage, *counts.get(stage, (0, 0, 0))[:2], cards=cards[stage]) for stage in STAGES
    ]
    return Board(
        columns=columns,
        total=sum(column.total for column in columns),
        late=sum(column.late for column in columns),
        unanswered=sum(row[2] for row in counts.values()),
    )


def cards_of(projects: Iterable[SettlementProject], now: datetime) -> list[Card]:
    """The cards of projects that were read `with_people`."""
    return [
        Card(
            project=project,
            clock=clock_of(project, now),
            household=household_words(project),
            age=stage_age_words(project, now),
            is_unread=getattr(project, "is_unread", False),
            next_stage=stage_after(project.stage),
        )
        for project in projects
    ]


def with_people(projects: ProjectQuerySet) -> ProjectQuerySet:
    """Projects as cards show them: who follows them, where they go, what nobody read yet."""
    unread = ProjectMessage.objects.filter(
        project=OuterRef("pk"), is_from_household=True, read_at=None
    )
    return (
        projects.select_related("commune", "coordinator", "next_action_by")
        .defer(*NOT_ON_A_CARD)
        .annotate(is_unread=Exists(unread))
    )


def urgent_first(projects: ProjectQuerySet) -> ProjectQuerySet:
    """In the order of their clocks: what is late the longest comes first."""
    return projects.order_by(F("attention_at").asc(nulls_last=True), "pk")


def stage_after(stage: str) -> Stage | None:
    """The stage that follows, None after the last."""
    rank = STAGES.index(Stage(stage)) + 1
    return STAGES[rank] if rank < len(STAGES) else None


def _counts(projects: ProjectQuerySet, now: datetime) -> dict[str, tuple[int, int, int]]:
    rows = (
        projects.order_by()
        .values("stage")
        .annotate(
            total=Count("pk"),
            late=Count("pk", filter=Q(status="open", attention_at__lte=now)),
            unanswered=Count("pk", filter=Q(status="open", answered_at=None)),
        )
        .values_list("stage", "total", "late", "unanswered")
    )
    return {stage: (total, late, unanswered) for stage, total, late, unanswered in rows}


def _first_of_each_stage(projects: ProjectQuerySet, most: int) -> ProjectQuerySet:
    parts = [
        projects.filter(stage=stage).order_by("attention_at", "pk").values("pk")[:most]
        for stage in STAGES
    ]
    found: list[UUID] = [row["pk"] for row in parts[0].union(*parts[1:], all=True).order_by()]
    return urgent_first(with_people(SettlementProject.objects.filter(pk__in=found)))
