"""The households that would like to help those who come after them, as the welcome reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.people.models import Person
from bocage.welcome.models import ARRIVED, FollowUp, ProjectConsent, SettlementProject
from bocage.welcome.policies.projects import projects_followed_by
from bocage.welcome.querysets import ProjectQuerySet

KINDS = {
    "parrainer": _("parrainer à leur tour"),
    "temoigner": _("témoigner"),
    "club": _("rejoindre le club"),
}
"""The words of the address, and what is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpingHousehold:
    """One household, what it would like to do, and whether that waits for somebody."""

    project: SettlementProject
    sponsors: bool
    agrees_to_testify: bool
    would_testify: bool
    """It said so on the telephone, and none of its adults agreed yet."""
    joins_club: bool
    waiting: UUID | None
    """The answer in which it said so, as long as nobody took it up."""


def settled_households(person: Person) -> ProjectQuerySet:
    """Those that somebody follows and that live here today. Who is still looking has no arrival
    to tell of, though it may have agreed to testify when it wrote."""
    followed = projects_followed_by(person).filter(erased_at=None, left_on=None, stage__in=ARRIVED)
    return followed.exclude(status=SettlementProject.Status.CLOSED)


def helping_households(person: Person, kind: str = "") -> ProjectQuerySet:
    """Of the settled ones that somebody follows, those that would help; the ones that wait for a
    word first."""
    asked = _answers()
    found = settled_households(person).annotate(
        would_sponsor=Exists(asked.filter(wants_to_sponsor=True)),
        would_testify=Exists(asked.filter(wants_to_testify=True)),
        agreed_to_testify=Exists(_agreed()),
        would_join_club=Exists(asked.filter(wants_to_join_club=True)),
        waits=Exists(asked.filter(FollowUp.WISHED, wishes_taken_up_at=None)),
    )
    asks = {
        "parrainer": Q(would_sponsor=True),
        "temoigner": Q(would_testify=True) | Q(agreed_to_testify=True),
        "club": Q(would_join_club=True),
    }
    wanted = asks.get(kind, asks["parrainer"] | asks["temoigner"] | asks["club"])
    return found.filter(wanted).select_related("commune").order_by("-waits", "name", "pk")


def lines_of(projects: Iterable[SettlementProject]) -> list[HelpingHousehold]:
    """What the page says of each; one query."""
    shown = list(projects)
    waiting = FollowUp.objects.filter(
        FollowUp.WISHED, project__in=shown, still_here=True, wishes_taken_up_at=None
    )
    keys = dict(waiting.order_by("months").values_list("project", "pk"))
    return [_line(project, keys.get(project.pk)) for project in shown]


def _line(project: SettlementProject, waiting: UUID | None) -> HelpingHousehold:
    agreed = project.agreed_to_testify  # type: ignore[attr-defined]  # annotated above
    return HelpingHousehold(
        project=project,
        sponsors=project.would_sponsor,  # type: ignore[attr-defined]  # annotated above
        agrees_to_testify=agreed,
        would_testify=project.would_testify and not agreed,  # type: ignore[attr-defined]  # too
        joins_club=project.would_join_club,  # type: ignore[attr-defined]  # annotated above
        waiting=waiting,
    )


def _answers() -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(project=OuterRef("pk"), still_here=True)


def _agreed() -> QuerySet[ProjectConsent]:
    """As `operations.consents.agrees` asks: the word of somebody who is of the household today."""
    return ProjectConsent.objects.filter(
        project=OuterRef("pk"),
        use=ProjectConsent.Use.TESTIMONY,
        person__households__project=OuterRef("pk"),
        withdrawn_at=None,
    )
