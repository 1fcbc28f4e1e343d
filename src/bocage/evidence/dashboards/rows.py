"""Rows behind a figure: permission to read them, and the page that lists them.

A person who may read the rows of a figure reads the exact figure; others read the published one
(docs/decisions/evidence-dashboards.md). The page is that of the room, with the period and the place
of the figure in its address where the page has such filters.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.evidence.dashboards.grounds import Ground
from bocage.evidence.dashboards.period import Period
from bocage.evidence.models.scopes import Level
from bocage.evidence.registry import TERRITORIES, Indicator, Theme, Words
from bocage.people.models import Role
from bocage.people.policies import holds, is_administrator

OF_THE_TOWN_HALL = (Role.ELECTED, Role.TOWN_HALL)
MANAGERS = (*OF_THE_TOWN_HALL, Role.COORDINATOR)
OF_COMMUNES = ("relays_answered", "relay_delay", "welcoming_communes", "charters_signed")
ON_THE_MARKET = (
    "homes_for_sale",
    "homes_to_rent",
    "houses_on_the_market",
    "apartments_on_the_market",
    "other_properties_on_the_market",
)
CLUB = (Role.CLUB_ORGANISER, Role.COORDINATOR)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Group of rows, and the figures that are counted from them.

    `roles` may read them, over all of the ground; `address` returns the page that lists them, or
    an empty string if no page lists them for a ground.
    """

    label: Words
    roles: tuple[Role, ...]
    address: Callable[[Ground, Period], str]
    names: tuple[str, ...] = ()
    theme: Theme | None = None
    levels: tuple[Level, ...] = TERRITORIES

    def are_of(self, indicator: Indicator, level: Level) -> bool:
        """Checks whether an indicator is counted from these rows, at a level."""
        return level in self.levels and (
            indicator.name in self.names or indicator.theme == self.theme
        )


@dataclass(frozen=True)
class RowsLink:
    """The way to some rows, for who may read them."""

    label: Words
    url: str


def _page_url(name: str, *parts: str, **query: str) -> str:
    parameters = {word: value for word, value in query.items() if value}
    return reverse(name, args=parts) + (f"?{urlencode(parameters)}" if parameters else "")


def _projects(stage: str) -> Callable[[Ground, Period], str]:
    def address(ground: Ground, _period: Period) -> str:
        return _page_url(
            "project_list",
            etape=stage,
            etat="tous",
            epci=ground.code if ground.level == Level.EPCI else "",
            commune=ground.code if ground.level == Level.COMMUNE else "",
        )

    return address


def _everywhere(name: str) -> Callable[[Ground, Period], str]:
    """Returns the address of a page that lists all visible rows, without filters."""
    return lambda _ground, _period: reverse(name)


def _communes(ground: Ground, _period: Period) -> str:
    return _page_url("communes_table", epci=ground.code if ground.level == Level.EPCI else "")


def _commune_page(ground: Ground, _period: Period) -> str:
    return reverse("own_commune", args=[ground.slug]) if ground.slug else ""


def _leads(ground: Ground, _period: Period) -> str:
    if ground.level == Level.COMMUNE:
        return reverse("commune_leads", args=[ground.code])
    return reverse("territory_leads")


def _homes(ground: Ground, _period: Period) -> str:
    return _page_url("home_list", commune=ground.code if ground.level == Level.COMMUNE else "")


def _report(ground: Ground, period: Period) -> str:
    days = {"du": period.starts_on.isoformat(), "au": period.last_day.isoformat()}
    if ground.level == Level.PLACE:
        return _page_url("place_report", ground.key, **days)
    return _page_url("territory_report", **days)


def _campaigns(ground: Ground, period: Period) -> str:
    days = {"du": period.starts_on.isoformat(), "au": period.last_day.isoformat()}
    if ground.level == Level.CAMPAIGN:
        return _page_url("campaign_detail", ground.key, **days)
    return _page_url("campaign_list", **days)


ALL_ROWS: tuple[Rows, ...] = (
    Rows(
        label=_("Voir les projets installés"),
        theme=Theme.SETTLING,
        roles=(Role.COORDINATOR,),
        address=_projects("settled"),
    ),
    Rows(
        label=_("Voir les projets installés"),
        theme=Theme.ECONOMY,
        roles=(Role.COORDINATOR,),
        address=_projects("settled"),
    ),
    Rows(
        label=_("Voir les ménages arrivés"),
        names=("settled_households",),
        roles=OF_THE_TOWN_HALL,
        levels=(Level.EPCI, Level.COMMUNE),
        address=_commune_page,
    ),
    Rows(
        label=_("Voir les projets"),
        names=("projects_received", "first_answer_delay"),
        roles=(Role.COORDINATOR,),
        address=_projects(""),
    ),
    Rows(
        label=_("Voir les communes"),
        names=OF_COMMUNES,
        roles=(Role.COORDINATOR,),
        address=_communes,
    ),
    Rows(
        label=_("Voir les questions posées"),
        names=OF_COMMUNES,
        roles=OF_THE_TOWN_HALL,
        levels=(Level.COMMUNE,),
        address=_commune_page,
    ),
    Rows(
        label=_("Voir les parrains et marraines"),
        names=("sponsorships_accepted",),
        roles=(Role.COORDINATOR,),
        address=_everywhere("sponsor_list"),
    ),
    Rows(
        label=_("Voir les cérémonies"),
        names=("ceremonies_held", "households_presented"),
        roles=MANAGERS,
        address=_everywhere("ceremony_list"),
    ),
    Rows(
        label=_("Voir les réunions"),
        names=("awareness_meetings",),
        roles=(Role.COORDINATOR,),
        address=_everywhere("meeting_list"),
    ),
    Rows(
        label=_("Voir les pistes"),
        names=("hidden_homes_reported", "hidden_market_share"),
        roles=MANAGERS,
        address=_leads,
    ),
    Rows(
        label=_("Voir les logements"),
        names=ON_THE_MARKET,
        roles=MANAGERS,
        address=_homes,
    ),
    Rows(
        label=_("Voir le bilan du lieu"),
        theme=Theme.WORKSPACES,
        roles=(Role.HOST, Role.COORDINATOR),
        levels=(Level.PLACE,),
        address=_report,
    ),
    Rows(
        label=_("Voir le bilan des lieux"),
        theme=Theme.WORKSPACES,
        roles=(Role.COORDINATOR,),
        address=_report,
    ),
    Rows(
        label=_("Voir les membres"),
        names=("club_members",),
        roles=CLUB,
        address=_everywhere("club_members"),
    ),
    Rows(
        label=_("Voir les rencontres"),
        names=("gatherings_held", "gathering_arrivals"),
        roles=CLUB,
        address=_everywhere("club_gatherings"),
    ),
    Rows(
        label=_("Voir l’École du Web"),
        names=("web_school_sessions",),
        roles=CLUB,
        address=_everywhere("managed_editions"),
    ),
    Rows(
        label=_("Voir les paires"),
        names=("introductions",),
        roles=CLUB,
        address=_everywhere("club_pairs"),
    ),
    Rows(
        label=_("Voir l’entraide"),
        names=("help_given",),
        roles=CLUB,
        address=_everywhere("club_help_posts"),
    ),
    Rows(
        label=_("Voir les candidatures"),
        names=("training_applications",),
        roles=(Role.TRAINING_OFFICER,),
        levels=(Level.PARTNER,),
        address=_everywhere("training_home"),
    ),
    Rows(
        label=_("Voir les formations"),
        theme=Theme.TRAINING,
        roles=(Role.TRAINING_OFFICER, Role.COORDINATOR),
        levels=(*TERRITORIES, Level.PARTNER),
        address=_everywhere("training_home"),
    ),
    Rows(
        label=_("Voir les prospects"),
        names=("prospects_met",),
        roles=(Role.COORDINATOR,),
        levels=TERRITORIES[:2],
        address=_everywhere("prospect_list"),
    ),
    Rows(
        label=_("Voir la campagne"),
        theme=Theme.OUTREACH,
        roles=(Role.COORDINATOR,),
        levels=(Level.CAMPAIGN,),
        address=_campaigns,
    ),
    Rows(
        label=_("Voir les campagnes"),
        theme=Theme.OUTREACH,
        roles=(Role.COORDINATOR,),
        levels=TERRITORIES[:2],
        address=_campaigns,
    ),
)


def sees_rows(
    person: Any, indicator: Indicator, ground: Ground, level: Level | None = None
) -> bool:
    """Checks whether a person may read all the rows behind a figure of a ground or, with `level`,
    behind the figures of its parts at that level.
    """
    return any(
        _may_read(person, rows, ground) for rows in _rows_of(indicator, level or ground.level)
    )


def rows_behind(
    person: Any, indicator: Indicator, ground: Ground, period: Period
) -> RowsLink | None:
    """Returns the page that lists the rows behind a figure of a ground; None if the person may not
    read them, or if there is none.
    """
    for rows in _rows_of(indicator, ground.level):
        if _may_read(person, rows, ground) and (url := rows.address(ground, period)):
            return RowsLink(rows.label, url)
    return None


def _rows_of(indicator: Indicator, level: Level) -> list[Rows]:
    return [rows for rows in ALL_ROWS if rows.are_of(indicator, level)]


def _may_read(person: Any, rows: Rows, ground: Ground) -> bool:
    return bool(is_administrator(person)) or all(
        holds(person, rows.roles, lineage) for lineage in ground.lineages
    )
