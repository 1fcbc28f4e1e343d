"""Helpers proposed for the needs of a project: nearest first, then least often requested."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from bocage.people.models import Person
from bocage.territory.geography import distance_between
from bocage.territory.models import Commune
from bocage.territory.spelling import normalise
from bocage.welcome.helpers.models import Helper, HelpKind
from bocage.welcome.helpers.needs import HelpNeed, needs_of, other_languages, same_trade
from bocage.welcome.helpers.policies import helpers_managed_by
from bocage.welcome.projects.models.projects import SettlementProject

MONTH = timedelta(days=30)
"""Period over which the maximum number of requests to a helper applies, whatever the day of the
month.
"""
MAX_A_NEED = 3
KM_A_REQUEST = 8
"""Distance in kilometres equivalent, in the ranking, to one request this month."""


@dataclass(frozen=True, kw_only=True)
class ProposedHelper:
    """Helper available for a request. `metres` is their distance; None if one of the positions is
    unknown.
    """

    helper: Helper
    metres: float | None
    requests_this_month: int
    last_requested_at: datetime | None
    waits_until: datetime | None = None
    """Date before which no request is sent, if it is to come; None otherwise."""

    @property
    def has_reached_limit(self) -> bool:
        return self.requests_this_month >= self.helper.max_per_month


@dataclass(frozen=True, kw_only=True)
class NeedWithHelpers:
    """Need of a project, with the helpers available for it."""

    need: HelpNeed
    helpers: list[ProposedHelper]


def proposals_for(
    project: SettlementProject, *, by: Person, now: datetime | None = None
) -> list[NeedWithHelpers]:
    """Lists, for each need of the project, the helpers among the cards that `by` manages who could
    meet it.

    Helpers already requested for this project are left out. Three queries, whatever the number of
    cards and needs.
    """
    needs = needs_of(project)
    if not needs:
        return []
    now = now or timezone.now()
    helpers = _open_helpers(project, needs, by=by, since=now - MONTH)
    places = _places_of(project)
    near = [
        proposed for helper in helpers if (proposed := _proposed(helper, places, now)) is not None
    ]
    return [NeedWithHelpers(need=need, helpers=_best(near, need, project)) for need in needs]


def _open_helpers(
    project: SettlementProject, needs: Iterable[HelpNeed], *, by: Person, since: datetime
) -> QuerySet[Helper]:
    return (
        helpers_managed_by(by)
        .filter(is_open=True, kind__in=[need.kind for need in needs])
        .exclude(requests__project=project)
        .select_related("commune")
        .with_requests(since)
        .order_by("name", "pk")
    )


def _places_of(project: SettlementProject) -> list[Commune]:
    if project.commune is not None:
        return [project.commune]
    return list(project.communes.all())


def _proposed(helper: Any, places: list[Commune], now: datetime) -> ProposedHelper | None:
    """Returns the helper with their distance to the nearest place of the project; None beyond their
    radius.
    """
    metres = [
        distance_between(
            place.latitude,
            place.longitude,
            helper.commune.latitude,
            helper.commune.longitude,
        )
        for place in places
        if place.latitude is not None and place.longitude is not None and helper.commune.is_located
    ]
    nearest = min(metres, default=None)
    if nearest is not None and round(nearest / 1000) > helper.radius_km:
        return None
    return ProposedHelper(
        helper=helper,
        metres=nearest,
        requests_this_month=helper.recent_requests,
        last_requested_at=helper.last_requested_at,
        waits_until=None if helper.can_receive_request(now) else helper.available_from,
    )


def _best(
    near: list[ProposedHelper], need: HelpNeed, project: SettlementProject
) -> list[ProposedHelper]:
    fit = [candidate for candidate in near if candidate.helper.kind == need.kind]
    if need.kind == HelpKind.NEIGHBOUR:
        fit = [candidate for candidate in fit if _shares(candidate.helper, project)]
    return sorted(fit, key=_weight)[:MAX_A_NEED]


def _shares(helper: Helper, project: SettlementProject) -> bool:
    """Checks whether a neighbour has the household's trade, or speaks its language."""
    tags = {word for tag in helper.tags for word in normalise(tag).split()}
    helper_languages = {normalise(language) for language in helper.languages}
    return bool(tags & same_trade(project) or helper_languages & other_languages(project))


def _weight(proposed: ProposedHelper) -> tuple[bool, int, str]:
    km = proposed.helper.radius_km if proposed.metres is None else round(proposed.metres / 1000)
    return (
        proposed.has_reached_limit or proposed.waits_until is not None,
        km + KM_A_REQUEST * proposed.requests_this_month,
        proposed.helper.name,
    )
