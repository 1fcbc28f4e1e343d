"""Scheduled readings of the addresses of sources; failing ones are read less and less often."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.row_locks import lock_free_rows, lock_row
from bocage.foundation.errors import Refusal
from bocage.foundation.events import publish
from bocage.foundation.http.fetching import Fetched, FetchRefused, Limits, fetch
from bocage.foundation.jobs.tasks import periodic
from bocage.housing.feeds.events import SourceDue
from bocage.housing.feeds.operations.feed_runs import receive_feed
from bocage.housing.feeds.operations.parser_fingerprint import is_read_as_today
from bocage.housing.market.models.sources import FeedRun, Source

LIMITS = Limits(octets=200 * 1024 * 1024, seconds=180.0, step_s=20.0)
"""A fetched delivery is held in memory: heavier ones come by the push address."""
TAKEN_AT_ONCE = 100
LONGEST_WAIT = timedelta(hours=12)
"""Between two readings of an address that fails, each wait being twice the one before."""
CHUNK = 1024 * 1024


@periodic("* * * * *", description=_("Lit les annonces aux adresses des sources"))
def take_due_sources(*, now: datetime | None = None) -> int:
    """Schedules a task for each source address whose next reading is due; returns how many.

    Two concurrent workers take different sources.
    """
    now = now or timezone.now()
    with transaction.atomic():
        due = list(
            lock_free_rows(
                Source.objects.filter(is_active=True, next_fetch_at__lte=now).exclude(
                    fetch_address=""
                )
            ).order_by("next_fetch_at")[:TAKEN_AT_ONCE]
        )
        for source in due:
            source.next_fetch_at = now + timedelta(minutes=source.fetch_every_minutes)
            publish(SourceDue(source_id=source.pk))
        Source.objects.bulk_update(due, ["next_fetch_at"])
    return len(due)


def fetch_source(*, source_id: UUID, now: datetime | None = None) -> FeedRun | None:
    """Reads the address of a source; returns None if there is nothing new, or nothing available.

    A file that would be read otherwise than last time is requested whole, changed or not. Nothing
    is locked during the request. A failure is recorded on the source, whose listings stay
    unchanged, and the next reading is delayed further each time.
    """
    now = now or timezone.now()
    source = Source.objects.filter(pk=source_id, is_active=True).exclude(fetch_address="").first()
    if source is None:
        return None
    is_known = is_read_as_today(source)
    try:
        fetched = fetch(
            source.fetch_address,
            limits=LIMITS,
            etag=source.etag if is_known else "",
            last_modified=source.last_modified if is_known else "",
            loopback=settings.BOCAGE.fetch_loopback,
        )
        run = None if fetched.is_unchanged else _received(source, fetched, now)
    except FetchRefused as refusal:
        _write_failure(source, refusal.code, refusal.retry_after_s, now)
        return None
    except Refusal as refusal:
        _write_failure(source, refusal.code, 0, now)
        return None
    _write_success(source, fetched, now)
    return run


def _received(source: Source, fetched: Fetched, now: datetime) -> FeedRun:
    content = fetched.content
    return receive_feed(
        source=source,
        content=(content[start : start + CHUNK] for start in range(0, len(content), CHUNK)),
        file_name=source.fetch_address.partition("?")[0].rpartition("/")[2],
        channel=FeedRun.Channel.FETCH,
        now=now,
    )


def _write_success(source: Source, fetched: Fetched, now: datetime) -> None:
    """Records a success; a « not modified » answer confirms the last delivery."""
    with transaction.atomic():
        locked = lock_row(source)
        locked.fetch_failures = 0
        locked.next_fetch_at = now + timedelta(minutes=locked.fetch_every_minutes)
        if not fetched.is_unchanged:
            locked.etag, locked.last_modified = fetched.etag, fetched.last_modified
        elif locked.last_good_at is not None and not _last_was_refused(locked):
            locked.state, locked.error, locked.last_good_at = Source.State.FRESH, "", now
            locked.warned_at = None
            locked.listings.on_the_market().update(confirmed_at=now)
        locked.save()


def _last_was_refused(source: Source) -> bool:
    last = source.runs.order_by("-number").first()
    return last is not None and last.status in (FeedRun.Status.REFUSED, *FeedRun.OPEN)


def _write_failure(source: Source, code: str, retry_after_s: int, now: datetime) -> None:
    with transaction.atomic():
        locked = lock_row(source)
        locked.fetch_failures += 1
        every = timedelta(minutes=locked.fetch_every_minutes)
        wait = min(every * 2 ** min(locked.fetch_failures - 1, 8), max(LONGEST_WAIT, every))
        wish = timedelta(seconds=min(retry_after_s, 24 * 3600))
        locked.next_fetch_at = now + max(wait, wish)
        locked.state, locked.error = Source.State.FAILING, code[:40]
        locked.save(update_fields=["fetch_failures", "next_fetch_at", "state", "error"])
