"""Photos of listings: fetched, written again as ours, and hashed for the joins.

Nothing is fetched while a transaction is open: what was read is written where the photo still
waits, so that a photo that two workers read, or whose address changed meanwhile, does no harm.
"""

from __future__ import annotations

import io
import time
from hashlib import sha256
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from bocage.foundation.fetching import FetchRefused, Limits, fetch
from bocage.foundation.photos import LARGEST_UPLOAD, PhotoUnreadable, rewrite_photo
from bocage.housing.joining.photos import difference_hash
from bocage.housing.models import Listing, ListingPhoto

AT_ONCE = 50
LIMITS = Limits(octets=LARGEST_UPLOAD, seconds=10.0, step_s=5.0)
LONGEST_RUN_S = 50.0
"""The task comes back every minute: one server that is slow does not pile tasks up."""

State = ListingPhoto.State


def read_waiting_photos(*, seconds: float = LONGEST_RUN_S, loopback: bool = False) -> int:
    """Reads the photos that wait, for so many seconds, and returns how many were read.

    One that cannot be had or read is unreadable, with the code of the reason; a listing whose
    photos were all read is settled again, since they may show a known home. `loopback` lets
    addresses be of this machine: for tests alone.
    """
    deadline = time.monotonic() + seconds
    done = 0
    last: UUID | None = None
    while batch := _waiting_after(last):
        for photo in batch:
            if time.monotonic() > deadline:
                return done
            _read(photo, loopback=loopback)
            last = photo.pk
            done += 1
    return done


def _waiting_after(last: UUID | None) -> list[ListingPhoto]:
    waiting = ListingPhoto.objects.filter(state=State.WAITING, listing__gone_at=None)
    if last is not None:
        waiting = waiting.filter(pk__gt=last)
    return list(waiting.order_by("pk")[:AT_ONCE])


def _read(photo: ListingPhoto, *, loopback: bool) -> None:
    try:
        name, content = _written_again(photo, loopback=loopback)
        with Image.open(io.BytesIO(content)) as image:
            size, value = image.size, difference_hash(image)
    except (FetchRefused, PhotoUnreadable) as refusal:
        _note(photo, state=State.UNREADABLE, error=refusal.code[:40])
    except OSError:
        _note(photo, state=State.UNREADABLE, error=PhotoUnreadable.code)
    else:
        _note(
            photo,
            state=State.READ,
            error="",
            image=name,
            width=size[0],
            height=size[1],
            perceptual_hash=value,
        )


def _written_again(photo: ListingPhoto, *, loopback: bool) -> tuple[str, bytes]:
    """The name and the bytes of our own file: of the delivery, or fetched and written now."""
    if photo.image:
        with photo.image.open("rb") as file:
            return str(photo.image.name), file.read()
    content = fetch(photo.address, limits=LIMITS, accept="image/*", loopback=loopback).content
    written = rewrite_photo(io.BytesIO(content))
    name = f"homes/{sha256(content).hexdigest()}.webp"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(written))
    return name, written


@transaction.atomic
def _note(photo: ListingPhoto, **values: object) -> None:
    """Writes what came of a photo that still waits, and has its listing looked at again."""
    unchanged = ListingPhoto.objects.filter(pk=photo.pk, state=State.WAITING, address=photo.address)
    if not unchanged.update(**values):
        return
    siblings = ListingPhoto.objects.filter(listing=photo.listing_id)
    is_over = not siblings.filter(state=State.WAITING).exists()
    if is_over and siblings.filter(perceptual_hash__isnull=False).exists():
        Listing.objects.filter(pk=photo.listing_id).update(settled_at=None)
