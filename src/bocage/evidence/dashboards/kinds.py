"""Kinds of dashboards: readers, main figures, and table of parts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bocage.evidence.dashboards.grounds import (
    Ground,
    of_campaign,
    of_commune,
    of_departement,
    of_epci,
    of_partner,
    of_place,
    whole_instance,
)
from bocage.evidence.models.scopes import Level
from bocage.evidence.registry import Indicator, Theme, Words, indicator_named, indicators
from bocage.people.models import Role
from bocage.people.scopes.lineage import LineageOf


@dataclass(frozen=True, kw_only=True)
class DashboardKind:
    """Kind of dashboard.

    `themes` are those by which it can be filtered; all if empty. `columns` are the figures of the
    tables of its parts.
    """

    word: str
    """First word of its address."""
    over: Words
    """Type of its ground, shown above its name."""
    level: Level
    roles: tuple[Role, ...]
    """Roles whose mandate over its ground gives access. Administrators have access to all."""
    find: Callable[[str], Ground | None]
    figures: tuple[str, ...]
    columns: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    below: tuple[Level, ...] = ()

    @property
    def is_narrowed_by_epci(self) -> bool:
        """True if its tables can be limited to one intercommunalité."""
        return Level.EPCI in self.below

    def indicators(self) -> list[Indicator]:
        """Lists the indicators that the dashboard shows first."""
        return [indicator_named(name) for name in self.figures]

    def all_indicators(self) -> list[Indicator]:
        """Lists the indicators that this kind of dashboard can show and set targets for, theme by
        theme.
        """
        return [indicator for theme in self.offered_themes() for indicator in self.of_theme(theme)]

    def of_theme(self, theme: Theme) -> list[Indicator]:
        """Lists the indicators of a theme that are counted at this level."""
        return [
            indicator
            for indicator in indicators()
            if indicator.theme == theme and self.level in indicator.levels
        ]

    def offered_themes(self) -> list[Theme]:
        """Lists the themes that have an indicator at this level."""
        return [theme for theme in self.themes or tuple(Theme) if self.of_theme(theme)]

    def columns_of(self, level: Level, theme: Theme | None) -> list[Indicator]:
        """Lists the columns of the table of a level beneath, limited to a theme if given."""
        columns = [
            indicator
            for indicator in indicators()
            if level in indicator.levels
            and (indicator.theme == theme if theme else indicator.name in self.columns)
            and (not self.themes or indicator.theme in self.themes)
        ]
        return columns[:MAX_COLUMNS]


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """Dashboard of a kind for a ground; it is the object of permissions and of pages."""

    kind: DashboardKind
    ground: Ground

    lineage = LineageOf("ground")


MAX_COLUMNS = 5

OF_A_TERRITORY = (
    "settled_households",
    "still_here_after_12_months",
    "projects_received",
    "first_answer_delay",
    "relays_answered",
    "bookings_kept",
)
COLUMNS_OF_A_TERRITORY = (
    "settled_households",
    "relays_answered",
    "ceremonies_held",
    "hidden_homes_reported",
    "bookings_kept",
    "visits",
    "campaign_touches",
    "campaign_clicks",
    "campaign_spending",
    "training_applications",
    "learners",
    "businesses_created",
)

KINDS: tuple[DashboardKind, ...] = (
    DashboardKind(
        word="instance",
        over=_("Toute l’instance"),
        level=Level.INSTANCE,
        roles=(Role.ADMIN,),
        find=whole_instance,
        figures=OF_A_TERRITORY,
        columns=COLUMNS_OF_A_TERRITORY,
        below=(Level.DEPARTEMENT,),
    ),
    DashboardKind(
        word="departement",
        over=_("Département"),
        level=Level.DEPARTEMENT,
        roles=(Role.COORDINATOR,),
        find=of_departement,
        figures=OF_A_TERRITORY,
        columns=COLUMNS_OF_A_TERRITORY,
        below=(Level.EPCI, Level.COMMUNE, Level.PLACE, Level.CAMPAIGN, Level.PARTNER),
    ),
    DashboardKind(
        word="intercommunalite",
        over=_("Intercommunalité"),
        level=Level.EPCI,
        roles=(Role.COORDINATOR, Role.ELECTED),
        find=of_epci,
        figures=(
            "settled_households",
            "settled_jobs",
            "relays_answered",
            "ceremonies_held",
            "hidden_homes_reported",
            "visits",
        ),
        columns=COLUMNS_OF_A_TERRITORY,
        below=(Level.COMMUNE, Level.PLACE),
    ),
    DashboardKind(
        word="commune",
        over=_("Commune"),
        level=Level.COMMUNE,
        roles=(Role.COORDINATOR, Role.ELECTED, Role.TOWN_HALL),
        find=of_commune,
        figures=(
            "settled_households",
            "relays_answered",
            "relay_delay",
            "ceremonies_held",
            "hidden_homes_reported",
            "visits",
        ),
        columns=COLUMNS_OF_A_TERRITORY,
        below=(Level.PLACE,),
    ),
    DashboardKind(
        word="lieu",
        over=_("Lieu de travail"),
        level=Level.PLACE,
        roles=(Role.HOST, Role.COORDINATOR),
        find=of_place,
        figures=(
            "bookings_kept",
            "occupancy",
            "visits",
            "hours_taken",
            "seats",
            "download_speed",
        ),
        themes=(Theme.WORKSPACES,),
    ),
    DashboardKind(
        word="club",
        over=_("Le club"),
        level=Level.DEPARTEMENT,
        roles=(Role.CLUB_ORGANISER, Role.COORDINATOR),
        find=of_departement,
        figures=(
            "club_members",
            "gatherings_held",
            "gathering_arrivals",
            "introductions",
            "help_given",
            "web_school_sessions",
        ),
        columns=("club_members", "gatherings_held", "gathering_arrivals", "help_given"),
        themes=(Theme.NETWORK,),
        below=(Level.EPCI, Level.COMMUNE),
    ),
    DashboardKind(
        word="formation",
        over=_("La création d’entreprise"),
        level=Level.PARTNER,
        roles=(Role.TRAINING_OFFICER, Role.COORDINATOR),
        find=of_partner,
        figures=(
            "training_applications",
            "learners",
            "businesses_created",
            "businesses_alive_after_12_months",
        ),
        themes=(Theme.TRAINING,),
    ),
    DashboardKind(
        word="campagne",
        over=_("Campagne"),
        level=Level.CAMPAIGN,
        roles=(Role.COORDINATOR,),
        find=of_campaign,
        figures=(
            "campaign_clicks",
            "campaign_touches",
            "campaign_spending",
            "cost_by_first_contact",
            "cost_by_last_contact",
        ),
        themes=(Theme.OUTREACH,),
    ),
)

BY_WORD = {kind.word: kind for kind in KINDS}
KIND_OF_LEVEL = {kind.level: kind for kind in reversed(KINDS)}
"""The dashboard to which a line of a table leads."""
