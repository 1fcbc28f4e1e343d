"""Presentation of « Mes recherches »: criteria in words, results, and recent alerts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, UUIDField, Value
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.mail import page_url
from bocage.housing.criteria.addresses import address_of
from bocage.housing.criteria.formatting import criteria_in_words
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.searches.columns import criteria_of
from bocage.housing.searches.holders import AddressHolder, Holder, searches_of
from bocage.housing.searches.models import Alert, SavedSearch

RECENT = timedelta(days=7)
MAX_COUNTED = 100
NO_ALERTS = (0, None)
COUNTED_STATUSES = (SavedSearch.Status.ACTIVE, SavedSearch.Status.PAUSED)
SHOWN_STATUSES = (
    SavedSearch.Status.ACTIVE,
    SavedSearch.Status.PAUSED,
    SavedSearch.Status.UNCONFIRMED,
    SavedSearch.Status.STOPPED,
)


@dataclass(frozen=True, slots=True)
class ShownSearch:
    """Search as its holder sees it. `found` is counted up to `MAX_COUNTED`."""

    search: SavedSearch
    token: str
    match_count: int
    this_week: int
    last_alert_at: datetime | None

    @property
    def words(self) -> str:
        return criteria_in_words(criteria_of(self.search))

    @property
    def is_capped(self) -> bool:
        return self.match_count >= MAX_COUNTED

    @property
    def query(self) -> str:
        """Query string of the search page for these criteria."""
        return address_of(criteria_of(self.search))

    @property
    def feed_url(self) -> str:
        return page_url("search_feed", self.search.feed_key)

    @property
    def url(self) -> str:
        if self.token:
            return reverse("address_search", args=[self.token, self.search.pk])
        return reverse("saved_search", args=[self.search.pk])

    @property
    def pause_url(self) -> str:
        return self._change_url("pause")

    @property
    def resume_url(self) -> str:
        return self._change_url("reprise")

    @property
    def confirm_url(self) -> str:
        return self._change_url("confirmation")

    @property
    def stop_url(self) -> str:
        return self._change_url("arret")

    @property
    def settings_url(self) -> str:
        return self._change_url("reglages")

    @property
    def feed_key_url(self) -> str:
        return self._change_url("flux")

    def _change_url(self, verb: str) -> str:
        if self.token:
            return reverse("address_search_change", args=[self.token, self.search.pk, verb])
        return reverse("search_change", args=[self.search.pk, verb])


def shown_searches(
    holder: Holder, *, token: str = "", now: datetime | None = None
) -> list[ShownSearch]:
    """Returns the searches of a holder, the active ones first; three queries."""
    order = {status: rank for rank, status in enumerate(SHOWN_STATUSES)}
    searches = searches_of(holder).select_related("commune").order_by("-created_at", "id")
    ordered = sorted(searches, key=lambda search: order[SavedSearch.Status(search.status)])
    return presented(ordered, token=token, now=now)


def presented(
    searches: Sequence[SavedSearch], *, token: str = "", now: datetime | None = None
) -> list[ShownSearch]:
    """Returns searches as « Mes recherches » shows them, in the given order (see
    `shown_searches`)."""
    week_ago = (now or timezone.now()) - RECENT
    counts = found_today(searches)
    notified: dict[UUID, tuple[int, datetime | None]] = {
        row["search"]: (row["this_week"], row["last"])
        for row in Alert.objects.filter(search__in=[search.pk for search in searches])
        .values("search")
        .annotate(
            this_week=Count(
                "fact__dwelling", distinct=True, filter=Q(fact__happened_at__gte=week_ago)
            ),
            last=Max("notified_at"),
        )
        .order_by()
    }
    return [
        ShownSearch(
            search=search,
            token=token,
            match_count=counts[search.pk],
            this_week=notified.get(search.pk, NO_ALERTS)[0],
            last_alert_at=notified.get(search.pk, NO_ALERTS)[1],
        )
        for search in searches
    ]


def found_today(searches: Sequence[SavedSearch]) -> Counter[UUID]:
    """Counts the homes of today's market that answer each active or paused search, up to
    `MAX_COUNTED`; one query for all.
    """
    parts = [_homes_of(search) for search in searches if search.status in COUNTED_STATUSES]
    if not parts:
        return Counter()
    rows = parts[0].union(*parts[1:], all=True).order_by() if parts[1:] else parts[0]
    return Counter(result_count for (result_count,) in rows)


def _homes_of(search: SavedSearch) -> QuerySet[Dwelling, tuple[UUID]]:
    """Returns a row with the identifier of the search for each home that answers it."""
    criteria = criteria_of(search)
    homes = Dwelling.objects.on_the_market().meeting(criteria)
    if criteria.area:
        homes = homes.inside(criteria.area)
    found_for = Value(search.pk, output_field=UUIDField())
    return homes.order_by().annotate(found_for=found_for).values_list("found_for")[:MAX_COUNTED]


def recent_alerts(search: SavedSearch, limit: int) -> list[Alert]:
    """Returns the last homes of which a search notified its holder, with their facts; one query."""
    return list(
        search.alerts.exclude(notified_at=None)
        .select_related("fact__dwelling__commune", "fact__lead__commune")
        .order_by("-notified_at", "id")[:limit]
    )


def list_url(holder: Holder, token: str) -> str:
    """Returns the address of the page of a holder's searches."""
    if isinstance(holder, AddressHolder):
        return reverse("address_searches", args=[token])
    return reverse("saved_searches")
