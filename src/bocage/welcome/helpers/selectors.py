"""Lists of the address book: filters, and the number of requests to each helper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from bocage.territory.models import Commune
from bocage.territory.spelling import normalise
from bocage.welcome.helpers.models import Helper
from bocage.welcome.helpers.proposals import MONTH
from bocage.welcome.helpers.querysets import HelperQuerySet


@dataclass(frozen=True, kw_only=True)
class HelperLine:
    """Helper's card as a line of the list."""

    helper: Helper
    requests_this_month: int
    last_requested_at: datetime | None

    @property
    def has_reached_limit(self) -> bool:
        return self.requests_this_month >= self.helper.max_per_month


def filter_helpers(helpers: HelperQuerySet, criteria: dict[str, Any]) -> HelperQuerySet:
    """Filters cards by the data of the form; only the open ones, unless closed ones are
    requested.
    """
    helpers = helpers.filter(is_open=criteria.get("state") != "closed")
    if criteria.get("kind"):
        helpers = helpers.filter(kind=criteria["kind"])
    if criteria.get("place"):
        communes = Commune.objects.search(criteria["place"])
        helpers = helpers.filter(commune__in=[commune.pk for commune in communes])
    for word in (criteria.get("words") or "").split():
        helpers = helpers.filter(
            Q(name__unaccent__icontains=word)
            | Q(can_do__unaccent__icontains=word)
            | Q(tags__contains=[normalise(word)])
            | Q(languages__icontains=word)
        )
    return helpers


def lines(helpers: HelperQuerySet, now: datetime) -> HelperQuerySet:
    """Returns the helpers by name, with their communes and their number of requests of the last
    month: one query.
    """
    return helpers.select_related("commune").with_requests(now - MONTH).order_by("name", "pk")


def helper_lines(helpers: Iterable[Any]) -> list[HelperLine]:
    """Returns the rows of one page of cards."""
    return [
        HelperLine(
            helper=helper,
            requests_this_month=helper.recent_requests,
            last_requested_at=helper.last_requested_at,
        )
        for helper in helpers
    ]
