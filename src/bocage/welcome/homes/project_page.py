"""Additions of homes to the pages of a project: a section and timeline entries."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext, pgettext_lazy

from bocage.housing.criteria.addresses import address_of
from bocage.housing.criteria.criteria import Criteria
from bocage.housing.criteria.formatting import criteria_in_words
from bocage.housing.homes.presentation import cards_of
from bocage.housing.homes.search import HomeSearch, homes_of
from bocage.housing.leads.formatting import price_words, size_words, title_words
from bocage.housing.models import Lead
from bocage.people.models import Person
from bocage.welcome.homes.followed_homes import followed_homes
from bocage.welcome.homes.models import FollowedHome, HomesNotification
from bocage.welcome.homes.moves import home_moves_of
from bocage.welcome.homes.project_criteria import communes_looked_at, criteria_of
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source

SHOWN_MATCHES = 3
SHOWN_LEADS = 5


def own_homes(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns, for the household's page, the homes that its adults follow; None if it has settled
    and follows none.
    """
    lines = followed_homes(project)
    if project.has_arrived and not lines:
        return None
    return {"homes": lines, "has_arrived": project.has_arrived}


def homes_in_file(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns, for the project's file, the homes that the household follows and their status,
    without its notes; None if there are none.
    """
    lines = followed_homes(project)
    return {"homes": lines} if lines else None


def matches(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """Returns the newest homes and leads that match what the household looks for, without those
    that it follows already.
    """
    if project.has_arrived or not project.is_open:
        return None
    followed = rows_of(project, FollowedHome.objects.filter(project=project.pk)).values_list(
        "dwelling", "status"
    )
    dwellings, statuses = set(), set()
    for dwelling, status in followed:
        dwellings.add(dwelling)
        statuses.add(status)
    is_found = FollowedHome.Status.CHOSEN in statuses
    searches = [] if is_found else criteria_of(project)
    if not searches:
        has_home = project.home_wish == SettlementProject.HomeWish.HAS_ONE
        return {
            "searches": [],
            "leads": [],
            "has_home": has_home,
            "is_found": is_found,
            "has_commune": bool(communes_looked_at(project)),
        }
    return {
        "searches": [_matching(criteria, dwellings - {None}) for criteria in searches],
        "leads": [
            {
                "lead": lead,
                "title": title_words(lead),
                "facts": " · ".join(filter(None, [price_words(lead), size_words(lead)])),
            }
            for lead in _leads(project, person, searches)[:SHOWN_LEADS]
        ],
        "has_home": False,
        "is_found": False,
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


def _leads(
    project: SettlementProject, person: Person, searches: Sequence[Criteria]
) -> QuerySet[Lead]:
    """Returns the leads that match the household's search, for people who may see leads; newest
    first.
    """
    if not person.has_perm("housing.see_leads"):
        return Lead.objects.none()
    within_criteria = reduce(
        or_, (Lead.objects.shared().meeting(criteria) for criteria in searches)
    )
    return (
        within_criteria.exclude(households__project=project.pk)
        .select_related("commune")
        .order_by("-shared_at", "pk")
    )


add_household_section(
    name="logements",
    title=pgettext_lazy("section", "Logements suivis"),
    template="welcome/homes/own_section.html",
    rank=20,
    context=own_homes,
)
add_household_section(
    name="trouvailles",
    title=pgettext_lazy("section", "Trouvailles"),
    template="welcome/homes/matches.html",
    rank=25,
    context=matches,
)
add_file_section(
    name="logements",
    title=pgettext_lazy("section", "Logements"),
    template="welcome/homes/file_section.html",
    rank=60,
    context=homes_in_file,
)


@timeline_source
def alerts(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields one timeline entry for all alerts of a day, at the time of the last; one query."""
    by_day: dict[date, list[HomesNotification]] = defaultdict(list)
    for home_message in rows_of(project, project.homes_notifications.all()).order_by("notified_at"):
        by_day[timezone.localdate(home_message.notified_at)].append(home_message)
    for messages in by_day.values():
        homes = sum(home_message.homes for home_message in messages)
        yield TimelineEntry(
            at=messages[-1].notified_at,
            kind="alert",
            title=ngettext(
                "Alerte envoyée : %(count)d logement",
                "Alerte envoyée : %(count)d logements",
                homes,
            )
            % {"count": homes},
            is_shown_to_household=True,
        )


@timeline_source
def homes(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields a timeline entry for each status change of a home, dropped ones included; one
    query.
    """
    for line in home_moves_of(project):
        yield TimelineEntry(
            at=line.move.moved_at,
            kind="home",
            title=line.title,
            detail=" · ".join(filter(None, [line.move.home_words, line.visit])),
            by=str(line.move.moved_by) if line.move.moved_by is not None else "",
            url=line.url,
            is_shown_to_household=True,
        )
