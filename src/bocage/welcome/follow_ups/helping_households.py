"""Households that would like to help newcomers, as the welcome team reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.people.models import Person
from bocage.welcome.follow_ups.models import FollowUp
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import ARRIVED, SettlementProject
from bocage.welcome.projects.policies import projects_followed_by
from bocage.welcome.projects.querysets import ProjectQuerySet

KINDS = {
    "parrainer": _("parrainer à leur tour"),
    "temoigner": _("témoigner"),
    "club": _("rejoindre le club"),
}
"""Labels of the kinds of help, by the value in the query string."""

LIVES_HERE = Q(erased_at=None, left_on=None, stage__in=ARRIVED) & ~Q(
    status=SettlementProject.Status.CLOSED
)
"""Condition: the household lives here today. A household that still looks for a home cannot testify
about its arrival, though it may have consented to when it applied.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpingHousehold:
    """Settled household that would like to help, in which ways, and whether it waits for a
    contact.
    """

    project: SettlementProject
    sponsors: bool
    agrees_to_testify: bool
    would_testify: bool
    """True if it offered to testify by telephone, and none of its adults has consented yet."""
    joins_club: bool
    waiting: UUID | None
    """Follow-up whose answer expressed the wish, until the team has taken it up."""


def settled_households(person: Person) -> ProjectQuerySet:
    """Returns the projects that a person follows whose household lives here today."""
    return projects_followed_by(person).filter(LIVES_HERE)


def would_help(kind: str = "") -> Q:
    """Filters households that live here and would help in one way, or in any: shared by the page of
    helping households and by the filters of the board.
    """
    conditions = {
        "parrainer": _has_wish(wants_to_sponsor=True),
        "temoigner": _has_wish(wants_to_testify=True) | Q(pk__in=_agreements().values("project")),
        "club": _has_wish(wants_to_join_club=True),
    }
    anyhow = conditions["parrainer"] | conditions["temoigner"] | conditions["club"]
    return LIVES_HERE & conditions.get(kind, anyhow)


def helping_households(person: Person, kind: str = "") -> ProjectQuerySet:
    """Returns the settled households that a person follows and that would help, all or in one way;
    those that await a contact come first.
    """
    answers = _answers()
    projects = (
        settled_households(person)
        .filter(would_help(kind))
        .annotate(
            would_sponsor=Exists(answers.filter(wants_to_sponsor=True)),
            would_testify=Exists(answers.filter(wants_to_testify=True)),
            agreed_to_testify=Exists(_agreements().filter(project=OuterRef("pk"))),
            would_join_club=Exists(answers.filter(wants_to_join_club=True)),
            waits=Exists(answers.filter(FollowUp.WISHED, wishes_taken_up_at=None)),
        )
    )
    return projects.select_related("commune").order_by("-waits", "name", "pk")


def lines_of(projects: Iterable[SettlementProject]) -> list[HelpingHousehold]:
    """Returns the lines of the page for these households; one query."""
    households = list(projects)
    waiting = FollowUp.objects.filter(
        FollowUp.WISHED, project__in=households, still_here=True, wishes_taken_up_at=None
    )
    keys = dict(waiting.order_by("months").values_list("project", "pk"))
    return [_helping_household(project, keys.get(project.pk)) for project in households]


def _helping_household(project: SettlementProject, waiting: UUID | None) -> HelpingHousehold:
    agreed = project.agreed_to_testify  # type: ignore[attr-defined]  # annotated above
    return HelpingHousehold(
        project=project,
        sponsors=project.would_sponsor,  # type: ignore[attr-defined]  # annotated above
        agrees_to_testify=agreed,
        would_testify=project.would_testify and not agreed,  # type: ignore[attr-defined]  # too
        joins_club=project.would_join_club,  # type: ignore[attr-defined]  # annotated above
        waiting=waiting,
    )


def _has_wish(**wish: bool) -> Q:
    """Filters households that expressed a wish in a follow-up answered while they live here."""
    answers = FollowUp.objects.filter(still_here=True, **wish)
    return Q(pk__in=answers.values("project"))


def _answers() -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(project=OuterRef("pk"), still_here=True)


def _agreements() -> QuerySet[ProjectConsent]:
    """Returns the consents in force of current adults, with the rule of
    `operations.consents.agrees`.
    """
    return ProjectConsent.objects.filter(
        use=ProjectConsent.Use.TESTIMONY,
        person__households__project=F("project"),
        withdrawn_at=None,
    )
