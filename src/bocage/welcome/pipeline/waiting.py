"""Late items of a coordinator: first answers, next actions, unread messages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from bocage.people.models import Person
from bocage.welcome.projects.models.messages import ProjectMessage
from bocage.welcome.projects.models.projects import SettlementProject, Stage
from bocage.welcome.projects.policies import projects_followed_by

MAX_LINES = 8


@dataclass(frozen=True, slots=True)
class WaitingProject:
    """Project that waits, as described in a mail or a list."""

    project_id: UUID
    name: str
    kind: str
    """`answer`, `nobody` (no coordinator), `action`, `nothing` (no next action), `message`."""
    words: str
    due_at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """First projects that wait, and how many there are of each kind."""

    lines: list[WaitingProject]
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def waiting_for(person: Person, now: datetime, *, limit: int = MAX_LINES) -> Waiting:
    """Returns the late items of a person: their own projects, and those without a coordinator. Two
    queries, however many there are.
    """
    waiting = (
        projects_followed_by(person)
        .open()
        .filter(Q(coordinator=person) | Q(coordinator=None) | Q(next_action_by=person))
        .annotate(is_unread=Exists(_unread()))
        .filter(Q(answered_at=None) | Q(attention_at__lte=now) | Q(is_unread=True) | _has_nobody())
        .annotate(kind=_kind(now))
    )
    counts = dict(
        waiting.order_by().values("kind").annotate(n=Count("pk")).values_list("kind", "n")
    )
    first = waiting.order_by(F("attention_at").asc(nulls_last=True), "pk")[:limit]
    return Waiting(lines=[_waiting_project(project, now) for project in first], counts=counts)


def _unread() -> QuerySet[ProjectMessage]:
    return ProjectMessage.objects.filter(
        project=OuterRef("pk"), is_from_household=True, read_at=None
    )


def _has_nobody() -> Q:
    """Filters projects without a coordinator, except rooted households, which need none."""
    return Q(coordinator=None) & ~Q(stage=Stage.ROOTED)


def _kind(now: datetime) -> Case:
    return Case(
        When(answered_at=None, then=Value("answer")),
        When(_has_nobody(), then=Value("nobody")),
        When(attention_at__gt=now, then=Value("message")),
        When(attention_at=None, then=Value("message")),
        When(next_action="", then=Value("nothing")),
        default=Value("action"),
    )


def _waiting_project(project: SettlementProject, now: datetime) -> WaitingProject:
    kind: str = project.kind  # type: ignore[attr-defined]  # annotated above
    return WaitingProject(
        project_id=project.pk,
        name=project.name,
        kind=kind,
        words=project.next_action if kind == "action" else "",
        due_at=project.attention_at if kind in {"answer", "action"} else None,
        is_late=kind != "message" and project.is_late(now),
    )
