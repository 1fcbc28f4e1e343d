"""Photos of listings: fetched, re-encoded, and hashed for the deduplication.

No transaction is open during a request: the result is written only if the photo is still pending,
so that two workers, or a changed address, do no harm.
"""

import io
import time
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from PIL import Image

from bocage.foundation.files.photos import LARGEST_UPLOAD, PhotoUnreadable, rewrite_photo
from bocage.foundation.http.fetching import (
    FetchRefused,
    HostUnknown,
    Limits,
    ServerFailing,
    TooSlow,
    Unreachable,
    fetch,
)
from bocage.housing.deduplication.record_linkage.photos import difference_hash
from bocage.housing.market.models.listings import Listing, ListingPhoto

AT_ONCE = 50
LIMITS = Limits(octets=LARGEST_UPLOAD, seconds=10.0, step_s=5.0)
LONGEST_RUN_S = 50.0
"""The task comes back every minute: one server that is slow does not pile tasks up."""
PASSING = (HostUnknown, Unreachable, TooSlow, ServerFailing)
"""Failures of the server, which say nothing of the photo."""
WAITS = (
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
)
"""Delays between requests for a photo whose server fails; after the last, it is given up."""

State = ListingPhoto.State


def read_waiting_photos(
    *,
    seconds: float = LONGEST_RUN_S,
    loopback: bool = False,
    now: datetime | None = None,
) -> int:
    """Reads the pending photos, for a number of seconds, and returns how many were requested.

    A photo whose server fails is requested again after increasing delays; one that cannot be read
    is marked unreadable, with the code of the reason. A listing whose photos were all read is
    deduplicated again, since they may show a known home. `loopback` allows addresses of this
    machine: for tests only.
    """
    now = now or timezone.now()
    deadline = time.monotonic() + seconds
    processed = 0
    last: UUID | None = None
    failing: set[str] = set()
    while batch := _waiting_after(last, now):
        for photo in batch:
            if time.monotonic() > deadline:
                return processed
            last = photo.pk
            host = urlsplit(photo.address).netloc
            if host in failing:
                # Hundreds of photos of a server that is down would take the time of the others.
                _note(photo, retry_at=now + WAITS[0])
                continue
            if not _read(photo, now, loopback=loopback):
                failing.add(host)
            processed += 1
    return processed


def _waiting_after(last: UUID | None, now: datetime) -> list[ListingPhoto]:
    is_due = Q(retry_at=None) | Q(retry_at__lte=now)
    waiting = ListingPhoto.objects.filter(is_due, state=State.WAITING, listing__gone_at=None)
    if last is not None:
        waiting = waiting.filter(pk__gt=last)
    return list(waiting.order_by("pk")[:AT_ONCE])


def _read(photo: ListingPhoto, now: datetime, *, loopback: bool) -> bool:
    """Checks whether the server of the photo answered, whatever the answer."""
    try:
        name, content = _written_again(photo, loopback=loopback)
        with Image.open(io.BytesIO(content)) as image:
            size, value = image.size, difference_hash(image)
    except PASSING as failure:
        _note_failure(photo, failure, now)
        return False
    except (FetchRefused, PhotoUnreadable) as refusal:
        _note(photo, state=State.UNREADABLE, error=refusal.code[:40], retry_at=None)
    except OSError:
        _note(photo, state=State.UNREADABLE, error=PhotoUnreadable.code, retry_at=None)
    else:
        _note(
            photo,
            state=State.READ,
            error="",
            retry_at=None,
            image=name,
            width=size[0],
            height=size[1],
            perceptual_hash=value,
        )
    return True


def _written_again(photo: ListingPhoto, *, loopback: bool) -> tuple[str, bytes]:
    """Returns the name and the bytes of our file: from the delivery, or fetched and
    re-encoded now.
    """
    if photo.image:
        with photo.image.open("rb") as file:
            return str(photo.image.name), file.read()
    content = fetch(photo.address, limits=LIMITS, accept="image/*", loopback=loopback).content
    rewritten = rewrite_photo(io.BytesIO(content))
    name = f"homes/{sha256(content).hexdigest()}.webp"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(rewritten))
    return name, rewritten


def _note_failure(photo: ListingPhoto, failure: FetchRefused, now: datetime) -> None:
    """Schedules another request, no earlier than the server wishes, or gives the photo up."""
    error, failures = failure.code[:40], photo.failures + 1
    if failures > len(WAITS):
        _note(photo, state=State.UNREADABLE, error=error, failures=failures, retry_at=None)
        return
    wish = timedelta(seconds=min(failure.retry_after_s, 24 * 3600))
    retry_at = now + max(WAITS[failures - 1], wish)
    _note(photo, error=error, failures=failures, retry_at=retry_at)


@transaction.atomic
def _note(photo: ListingPhoto, **values: object) -> None:
    """Writes the result of a pending photo, and schedules its listing for deduplication once no
    first request of its photos is pending.
    """
    unchanged = ListingPhoto.objects.filter(
        pk=photo.pk, state=State.WAITING, address=photo.address, failures=photo.failures
    )
    if not unchanged.update(**values):
        return
    if photo.retry_at is not None and values.get("state") != State.READ:
        return  # It failed before, and fails again: nothing changes for its listing.
    siblings = ListingPhoto.objects.filter(listing=photo.listing_id)
    is_over = not siblings.filter(state=State.WAITING, retry_at=None).exists()
    if is_over and siblings.filter(perceptual_hash__isnull=False).exists():
        Listing.objects.filter(pk=photo.listing_id).update(deduplicated_at=None)
