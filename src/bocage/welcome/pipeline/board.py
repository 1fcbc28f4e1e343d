"""Board of the projects: by stage, late ones first.

Three queries, however many projects there are: the counts of each stage, the first projects of
each, and those few with their people. The first two are index-only scans on
`welcome_project_board`, which covers their columns.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Count, F, OuterRef, Prefetch, Q, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.people.models import Person
from bocage.welcome.projects.formatting import Clock, clock_of, household_words, stage_age_words
from bocage.welcome.projects.models.messages import ProjectMessage
from bocage.welcome.projects.models.projects import STAGES, SettlementProject, Stage
from bocage.welcome.projects.querysets import ProjectQuerySet

CARDS_OF_A_STAGE = 12

ON_A_CARD = (
    "name", "stage", "stage_since", "status", "close_reason", "paused_until", "origin",
    "location_wish", "adults_count", "children_count", "answer_due_at", "answered_at",
    "next_action", "next_action_on", "commune__name", "coordinator",
)  # fmt: skip
"""Columns loaded for a project in a list."""

NO_PROJECT = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Card:
    """Project of a board or of a list, as a person sees it."""

    project: SettlementProject
    clock: Clock
    household: str
    now: datetime
    is_unread: bool
    address: str
    move_address: str
    """URL that moves it to another stage; empty if it is not open."""
    next_stage: Stage | None
    move_title: str
    move_label: str
    """Labels of the button that moves it to the next stage: short, and with the project's name."""

    @property
    def age(self) -> str:
        """Returns how long it has been at its stage, in words."""
        return stage_age_words(self.project, self.now)


@dataclass(frozen=True, slots=True)
class Column:
    """Stage of a board, with its number of projects that have a file, and the first of them."""

    stage: Stage
    total: int
    late: int
    cards: list[Card]

    @property
    def left_out(self) -> int:
        """Number of cards that are not shown."""
        return self.total - len(self.cards)


@dataclass(frozen=True, slots=True)
class StageCount:
    """Number of projects of a stage that have a file, and number of erased ones."""

    total: int = 0
    late: int = 0
    unanswered: int = 0
    erased: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """Board of projects: the columns of the stages, and their totals."""

    columns: list[Column]
    total: int
    late: int
    unanswered: int
    erased: int
    """Number of erased projects: counted, but without a card."""


def board_of(projects: ProjectQuerySet, now: datetime, *, limit: int = CARDS_OF_A_STAGE) -> Board:
    """Returns the board of some projects, in four queries."""
    counts = _counts(projects, now)
    cards = defaultdict(list)
    for card in cards_of(_first_of_each_stage(projects, limit), now):
        cards[card.project.stage].append(card)
    columns = [
        Column(stage, counts[stage].total, counts[stage].late, cards=cards[stage])
        for stage in STAGES
    ]
    return Board(
        columns=columns,
        total=sum(column.total for column in columns),
        late=sum(column.late for column in columns),
        unanswered=sum(count.unanswered for count in counts.values()),
        erased=sum(count.erased for count in counts.values()),
    )


def cards_of(projects: Iterable[SettlementProject], now: datetime) -> list[Card]:
    """Returns the cards of projects that were loaded `with_people`."""
    file_of, move_of = _addresses("project_file"), _addresses("project_move")
    stages = {stage: str(stage.label) for stage in STAGES}
    title = _("Passer à « %(stage)s »")
    label = _("%(name)s : passer à « %(stage)s »")
    cards = []
    for project in projects:
        after = stage_after(project.stage)
        cards.append(
            Card(
                project=project,
                clock=clock_of(project, now),
                household=household_words(project),
                now=now,
                is_unread=getattr(project, "is_unread", False),
                address=file_of(project.pk),
                move_address=move_of(project.pk) if project.is_open else "",
                next_stage=after,
                move_title=title % {"stage": stages[after]} if after else "",
                move_label=label % {"name": project.name, "stage": stages[after]} if after else "",
            )
        )
    return cards


def _addresses(name: str) -> Callable[[UUID], str]:
    """Returns a function that gives the URL of a project, reversed once: a board has nearly two
    hundred.
    """
    before, after = reverse(name, args=[NO_PROJECT]).split(str(NO_PROJECT))
    return lambda project: f"{before}{project}{after}"


def with_people(projects: ProjectQuerySet) -> ProjectQuerySet:
    """Loads projects with what cards show: coordinator, destination, unread messages."""
    unread = ProjectMessage.objects.filter(
        project=OuterRef("pk"), is_from_household=True, read_at=None
    )
    # Not EXISTS: PostgreSQL would read the unread messages of every project.
    one_unread = Subquery(unread.values_list(Value(True))[:1], output_field=BooleanField())
    # Few follow many: joined to each project, they would be read among all people.
    coordinators = Prefetch("coordinator", Person.objects.only("name", "email", "erased_at"))
    return (
        projects.select_related("commune")
        .prefetch_related(coordinators)
        .only(*ON_A_CARD)
        .annotate(is_unread=Coalesce(one_unread, False))
    )


def urgent_first(projects: ProjectQuerySet) -> ProjectQuerySet:
    """Orders projects by deadline: the longest overdue come first."""
    return projects.order_by(F("attention_at").asc(nulls_last=True), "pk")


def stage_after(stage: str) -> Stage | None:
    """Returns the stage that follows; None after the last."""
    rank = STAGES.index(Stage(stage)) + 1
    return STAGES[rank] if rank < len(STAGES) else None


def _counts(projects: ProjectQuerySet, now: datetime) -> defaultdict[str, StageCount]:
    has_file = Q(erased_at=None)
    is_open = has_file & Q(status="open")
    rows = (
        projects.order_by()
        .values("stage")
        .annotate(
            total=Count("pk", filter=has_file),
            late=Count("pk", filter=is_open & Q(attention_at__lte=now)),
            unanswered=Count("pk", filter=is_open & Q(answered_at=None)),
            erased=Count("pk", filter=~has_file),
        )
        .values_list("stage", "total", "late", "unanswered", "erased")
    )
    return defaultdict(StageCount, {stage: StageCount(*counts) for stage, *counts in rows})


def _first_of_each_stage(projects: ProjectQuerySet, limit: int) -> ProjectQuerySet:
    place = Window(
        RowNumber(), partition_by="stage", order_by=[F("attention_at").asc(nulls_last=True), "pk"]
    )
    first = projects.with_a_file().order_by().alias(place=place).filter(place__lte=limit)
    keys: list[UUID] = list(first.values_list("pk", flat=True))
    return urgent_first(with_people(SettlementProject.objects.filter(pk__in=keys)))
