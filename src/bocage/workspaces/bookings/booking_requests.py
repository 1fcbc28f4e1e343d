"""Booking form put to the operations of the room."""

from collections.abc import Hashable, Sequence
from datetime import date
from threading import Lock
from time import monotonic
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import Alternative, BeyondHorizon, InThePast
from bocage.workspaces.booking_rules.models import HouseRules
from bocage.workspaces.bookings.operations.bookings import book_any, book_resources, book_with_any
from bocage.workspaces.bookings.together import desks_needed
from bocage.workspaces.bookings.wishes import PlaceWish, RequestedBooking
from bocage.workspaces.house_rules.errors import HouseRulesChanged
from bocage.workspaces.house_rules.operations.house_rules import accept_house_rules
from bocage.workspaces.opening_hours.availability import Interval, local_day
from bocage.workspaces.place_plans.plans import ANY_DESK, PlacePlan, plan_of
from bocage.workspaces.places.models import Place, ResourceKind
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.moments import last_bookable_day, period_of

SECONDS_CACHED = 2.0
PAGES_CACHED = 200
OF_EACH_SORT = 2


def requested_period(plan: PlacePlan, day: date, wish: PlaceWish) -> Interval:
    """Returns the period that the moment and the hours of a wish mean in a place on a day.

    Raises:
        BookingRefused: the place is closed then, or the hours make no period.
    """
    now = timezone.now()
    if day < local_day(now):
        raise InThePast
    rules = plan.loosest_rules
    if day > last_bookable_day(rules, now):
        raise BeyondHorizon
    return period_of(
        plan.open_day(day),
        wish.moment,
        starts=wish.starts,
        ends=wish.ends,
        rules=rules,
        now=now,
    )


def book_wish(*, by: Person, place: Place, wish: RequestedBooking) -> Booking:
    """Books a complete wish in a place.

    Raises:
        BookingRefused: with the sentence that says why; nothing is written.
    """
    plan = plan_of(place)
    if wish.house_rules_id:
        accept_shown_rules(by, place, wish.house_rules_id)
    details: dict[str, Any] = {
        "by": by,
        "place": place,
        "period": requested_period(plan, wish.day, wish),
        "attendees": wish.people,
        "purpose": wish.purpose,
        "guests": wish.guests,
        "is_private": wish.is_private,
        "idempotency_key": wish.idempotency_key,
    }
    if len(wish.spaces) > 1:
        return _book_together(plan, wish, details)
    [space] = wish.spaces
    if space != ANY_DESK:
        return book_resources(resources=[UUID(space)], **details)
    if wish.people == 1:
        return book_any(kind=ResourceKind.DESK, **details)
    return book_with_any(resources=[], count=desks_needed([], wish.people), **details)


def accept_shown_rules(by: Person, place: Place, house_rules_id: UUID) -> None:
    """Records that the person accepted the version of the house rules that was shown, even if the
    booking is then refused.

    Raises:
        HouseRulesChanged: it is not a version of this place, or no longer the latest.
    """
    house_rules = HouseRules.objects.filter(place=place, pk=house_rules_id).first()
    if house_rules is None:
        raise HouseRulesChanged
    house_rules.place = place
    accept_house_rules(by=by, house_rules=house_rules)


class RecentPages:
    """Cache of page fragments that this process rendered in the last two seconds.

    Many people may lose the same race at once and get the same fragment; their choice is checked
    when they book it.
    """

    def __init__(self) -> None:
        self._pages: dict[Hashable, tuple[float, str]] = {}
        self._lock = Lock()

    def get(self, key: Hashable) -> str | None:
        with self._lock:
            written_at, html = self._pages.get(key, (0.0, ""))
        return html if written_at and monotonic() - written_at < SECONDS_CACHED else None

    def add(self, key: Hashable, html: str) -> None:
        with self._lock:
            if len(self._pages) >= PAGES_CACHED:
                self._pages.clear()
            self._pages[key] = (monotonic(), html)


def losers_key(place: Place, wish: PlaceWish) -> Hashable:
    """Returns the cache key shared by all who lose the same booking: their page holds no personal
    data.
    """
    period = (wish.day, wish.moment, wish.starts, wish.ends)
    return (get_language(), place.pk, place.plan_version, *period, wish.spaces, wish.people)


def few_of_each_sort(alternatives: Sequence[Alternative], place: Place) -> list[Alternative]:
    """Picks two in the place at the same time, two at other times, two in places around."""
    in_place = [alternative for alternative in alternatives if alternative.place_id == place.pk]
    first = in_place[0].period if in_place else None
    sorts = (
        [alternative for alternative in in_place if alternative.period == first],
        [alternative for alternative in in_place if alternative.period != first],
        [alternative for alternative in alternatives if alternative.place_id != place.pk],
    )
    return [alternative for sort in sorts for alternative in sort[:OF_EACH_SORT]]


def _book_together(plan: PlacePlan, wish: RequestedBooking, details: dict[str, Any]) -> Booking:
    """Books all the ticked spaces in one booking, or none of them."""
    resource_ids = [UUID(space) for space in wish.spaces if space != ANY_DESK]
    if len(resource_ids) == len(wish.spaces):
        return book_resources(resources=resource_ids, **details)
    spaces = [space for space in map(plan.space, resource_ids) if space is not None]
    return book_with_any(resources=resource_ids, count=desks_needed(spaces, wish.people), **details)
