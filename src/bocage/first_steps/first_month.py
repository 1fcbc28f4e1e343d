"""Goals of an instance's first month, each computed from its content."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Min
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.first_steps.steps import has_territory
from bocage.network.models import Gathering
from bocage.outreach.models import Campaign
from bocage.people.models import Mandate, Person, Role
from bocage.people.operations.mandates import OF_A_TOWN_HALL
from bocage.people.policies import holds_anywhere
from bocage.workspaces.models import Place

SHOWN_FOR = timedelta(days=60)
"""How long the list stays on the home of the Espace: the first month often takes two."""


@dataclass(frozen=True, kw_only=True)
class First:
    """First achievement of a new instance, with the action that brings it about."""

    title: str | Promise
    why: str | Promise
    action: str | Promise
    url_name: str
    permission: str
    """Permission for the action: people without it see the goal, without its link."""
    is_done: bool


def first_times() -> list[First]:
    """Returns the four goals, in a helpful order; five queries at most."""
    roles_held = set(
        Mandate.objects.not_over()
        .filter(role__in=[Role.HOST, *OF_A_TOWN_HALL])
        .values_list("role", flat=True)
        .distinct()
    )
    return [
        _first_host(is_done=Role.HOST in roles_held),
        First(
            title=_("La première mairie"),
            why=_("Un élu ou un secrétariat répond aux ménages et signale les logements."),
            action=_("Confier un mandat"),
            url_name="mandate_scope",
            permission="people.see_mandates",
            is_done=bool(roles_held & set(OF_A_TOWN_HALL)),
        ),
        First(
            title=_("La première rencontre"),
            why=_("Un café du matin suffit : celles et ceux qui télétravaillent se découvrent."),
            action=_("Préparer une rencontre"),
            url_name="gathering_plan",
            permission="network.plan_gatherings",
            is_done=Gathering.objects.exists(),
        ),
        First(
            title=_("La première campagne"),
            why=_("Des affiches, un salon, un employeur : chacune dira qui elle a fait venir."),
            action=_("Ouvrir une campagne"),
            url_name="campaign_open",
            permission="outreach.run_campaigns",
            is_done=Campaign.objects.exists(),
        ),
    ]


def _first_host(*, is_done: bool) -> First:
    """Returns the goal of a first host, whose link leads to workspaces while there is none."""
    has_place = is_done or Place.objects.exists()
    return First(
        title=_("Le premier lieu animé"),
        why=_("Une personne ouvre la porte, tient les horaires et accueille."),
        action=_("Confier un mandat") if has_place else _("Ouvrir un lieu"),
        url_name="mandate_scope" if has_place else "host_open",
        permission="people.see_mandates" if has_place else "workspaces.open_place",
        is_done=is_done,
    )


def with_actions(firsts: list[First], person: Person) -> list[tuple[First, bool]]:
    """Pairs each achievement with True if it is still to be done and the person may do it."""
    return [(first, not first.is_done and person.has_perm(first.permission)) for first in firsts]


def month_for(person: Person) -> list[tuple[First, bool]] | None:
    """Returns the list for people who can act on it, while the instance is new and a goal
    remains."""
    if not holds_anywhere(person, {Role.ADMIN, Role.COORDINATOR}) or not _is_new():
        return None
    if not has_territory():
        return None
    firsts = first_times()
    if all(first.is_done for first in firsts):
        return None
    return with_actions(firsts, person)


def _is_new() -> bool:
    """Checks whether the instance's first administrator started less than `SHOWN_FOR` ago."""
    first_mandate = Mandate.objects.filter(role=Role.ADMIN).aggregate(first=Min("starts_on"))[
        "first"
    ]
    return first_mandate is not None and first_mandate > timezone.localdate() - SHOWN_FOR
