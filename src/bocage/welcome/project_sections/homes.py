"""Homes: those that the household follows, and those that it may not have seen yet."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from bocage.housing.alert_words import criteria_in_words
from bocage.housing.criteria import Criteria
from bocage.housing.criteria_addresses import address_of
from bocage.housing.home_presentation import cards_of
from bocage.housing.home_search import HomeSearch, homes_of
from bocage.housing.lead_words import price_words, size_words, title_words
from bocage.housing.models import Lead
from bocage.people.models import Person
from bocage.welcome.followed_homes import followed_homes
from bocage.welcome.models import FollowedHome, SettlementProject
from bocage.welcome.project_criteria import criteria_of
from bocage.welcome.sections import ProjectSection, add_file_section, add_household_section

SHOWN_MATCHES = 3
SHOWN_LEADS = 5


def own_homes(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """What the adults share of the homes that they look at; nothing once they have arrived."""
    lines = followed_homes(project)
    if project.has_arrived and not lines:
        return None
    return {"homes": lines, "has_arrived": project.has_arrived}


def homes_in_file(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Where the household stands with each home, without its notes."""
    lines = followed_homes(project)
    return {"homes": lines} if lines else None


def matches(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """The newest homes and leads that fit what the household looks for, but for those that it
    follows already.
    """
    if project.has_arrived or not project.is_open:
        return None
    searches = criteria_of(project)
    if not searches:
        return {"searches": [], "leads": [], "has_home": project.home_wish == "has_one"}
    followed = FollowedHome.objects.filter(project=project.pk)
    dwellings = set(followed.exclude(dwelling=None).values_list("dwelling", flat=True))
    return {
        "searches": [_matching(criteria, dwellings) for criteria in searches],
        "leads": [
            {
                "lead": lead,
                "title": title_words(lead),
                "facts": " · ".join(filter(None, [price_words(lead), size_words(lead)])),
            }
            for lead in _leads(project, person)[:SHOWN_LEADS]
        ],
        "has_home": False,
    }


def _matching(criteria: Criteria, followed: set[Any]) -> dict[str, Any]:
    newest = homes_of(HomeSearch(criteria)).exclude(pk__in=followed).select_related("commune")
    homes = list(newest.defer("description", "search_vector")[:SHOWN_MATCHES])
    return {
        "words": criteria_in_words(criteria),
        "query": address_of(criteria),
        "cards": cards_of(homes) if homes else [],
        "criteria": criteria,
    }


def _leads(project: SettlementProject, person: Person) -> QuerySet[Lead]:
    """Those of the intercommunalités of the communes that are wished, for who may see them."""
    if not person.has_perm("housing.see_leads"):
        return Lead.objects.none()
    around = project.communes.order_by().values("epci")
    markets = {
        SettlementProject.HomeWish.BUY: (Lead.Market.SALE, Lead.Market.SOON),
        SettlementProject.HomeWish.RENT: (Lead.Market.RENTAL, Lead.Market.SOON),
    }.get(SettlementProject.HomeWish(project.home_wish), tuple(Lead.Market))
    return (
        Lead.objects.shown()
        .filter(commune__epci__in=around, market__in=markets)
        .exclude(households__project=project.pk)
        .select_related("commune")
        .order_by("-shared_at", "pk")
    )


add_household_section(
    ProjectSection(
        name="logements",
        title=pgettext_lazy("section", "Logements suivis"),
        template="welcome/homes/own_section.html",
        rank=20,
        context=own_homes,
    )
)
add_household_section(
    ProjectSection(
        name="trouvailles",
        title=pgettext_lazy("section", "Trouvailles"),
        template="welcome/homes/matches.html",
        rank=25,
        context=matches,
    )
)
add_file_section(
    ProjectSection(
        name="logements",
        title=pgettext_lazy("section", "Logements"),
        template="welcome/homes/file_section.html",
        rank=60,
        context=homes_in_file,
    )
)
