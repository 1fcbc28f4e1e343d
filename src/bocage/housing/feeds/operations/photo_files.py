"""Photos that come as files of a delivery: written again as ours, and only where they changed."""

import io
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from bocage.foundation.files.photos import PhotoUnreadable, rewrite_photo
from bocage.housing.feeds.operations.staging import staged_photo_files
from bocage.housing.feeds.parsing.formats import OpenFeed
from bocage.housing.market.models.listings import ListingPhoto


def write_photo_files(feed: OpenFeed) -> None:
    """Gives each new or changed listing its photo files, in the transaction of its stock.

    A file is known by the digest of its bytes: one that we have is not written again. Where the
    delivery brings changed photos alone, a file that is not in it is the one that we have.
    """
    for listing_id, photos in staged_photo_files():
        present = {
            photo.position: photo for photo in ListingPhoto.objects.filter(listing=listing_id)
        }
        for position, photo in enumerate(photos, 1):
            if not photo["file"]:
                continue
            _write(feed, listing_id, position, photo, present.get(position))


def _write(
    feed: OpenFeed,
    listing_id: Any,
    position: int,
    photo: dict[str, str],
    present: ListingPhoto | None,
) -> None:
    content = feed.photo(photo["file"])
    if content is None:
        if present is not None and not feed.only_changed_photos:
            present.delete()
        return
    name = f"homes/{sha256(content).hexdigest()}.webp"
    if present is not None and present.image.name == name:
        return
    try:
        rewritten = rewrite_photo(io.BytesIO(content))
    except PhotoUnreadable:
        return
    if present is not None:
        present.delete()
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(rewritten))
    ListingPhoto.objects.create(
        listing_id=listing_id, position=position, image=name, caption=photo["caption"]
    )
