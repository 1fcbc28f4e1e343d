"""Photos of a place."""

from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.files.photo_sizes import delete_photo
from bocage.foundation.files.photos import rewrite_photo
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import RULES
from bocage.workspaces.places.models import Photo, Place


def add_photo(*, by: Person, place: Place, image: IO[bytes], alternative_text: str) -> Photo:
    """Adds a photo after the others, written again without its metadata.

    Raises:
        NotAllowed: `by` does not run the place.
        PhotoUnreadable: the file is not a picture that we read.
    """
    by.require("workspaces.change_place", place)
    content = ContentFile(rewrite_photo(image), name=f"{new_identifier()}.webp")
    with refusing(RULES):
        return Photo.objects.create(
            place=place,
            image=content,
            alternative_text=alternative_text.strip(),
            position=place.photos.count(),
        )


def remove_photo(*, by: Person, photo: Photo) -> None:
    """Takes a photo away, and its file once that is sure.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    by.require("workspaces.change_place", photo.place)
    storage, name = photo.image.storage, str(photo.image.name)
    with refusing(RULES):
        photo.delete()
        transaction.on_commit(lambda: delete_photo(storage, name))
