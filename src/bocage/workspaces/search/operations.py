"""Record of the searches that found nothing, for the reports, without who searched."""

from datetime import timedelta

from django.core.cache import cache
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from bocage.foundation.db.constraints import refusing
from bocage.foundation.http.networks import line_of
from bocage.foundation.keyed_digests import keyed_digest
from bocage.people.errors import TooManyAttempts
from bocage.people.limits import Limit, count_attempt_from
from bocage.workspaces.booking_refusals.errors import RULES
from bocage.workspaces.booking_refusals.periods import local_period
from bocage.workspaces.search.models import UnmetWish
from bocage.workspaces.search.place_search import PlaceSearch

NOTED_ONCE_FOR = timedelta(days=1)
MAX_WISHES = Limit(action="unmet_wish", amount=30, window=timedelta(hours=1))
"""Limit per network: a family or an office searches less, a program more."""


def note_unmet_search(*, search: PlaceSearch, client_address: str) -> UnmetWish | None:
    """Records a search without results; returns None if it is already recorded, or over the limit.

    The same search from the same network counts once a day, however often its page is read. The
    address is only used for that: a keyed hash of it is stored for a day, apart from the record.

    Raises:
        PeriodInvalid, NoSuchHour: the hours are not a valid period that day.
    """
    if search.day is None:
        return None
    starts, ends = search.wanted_hours
    period = local_period(search.day, starts, ends)
    identity = f"{line_of(client_address)} {search.query()}"
    key = keyed_digest("bocage.workspaces.unmet_wish", identity)
    if not cache.add(f"unmet-wish-{key}", 1, NOTED_ONCE_FOR.total_seconds()):
        return None
    try:
        count_attempt_from(MAX_WISHES, client_address)
    except TooManyAttempts:
        return None
    with refusing(RULES):
        return UnmetWish.objects.create(
            commune=search.commune,
            kind=search.kind,
            period=DateTimeTZRange(*period, "[)"),
            attendees=search.people,
            reason=UnmetWish.Reason.SEARCH,
        )
