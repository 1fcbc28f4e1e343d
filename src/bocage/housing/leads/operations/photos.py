"""Photos of leads: written again without their metadata, in the private storage."""

from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.files.photo_sizes import delete_photo
from bocage.foundation.files.photos import rewrite_photo
from bocage.housing.leads.errors import TooManyPhotos
from bocage.housing.leads.models.leads import Lead, LeadPhoto
from bocage.people.models import Person

MAX_PHOTOS = 4


def save_photo(lead: Lead, content: bytes) -> LeadPhoto:
    """Stores a photo that was rewritten; its file is deleted where its row cannot be saved."""
    name = f"{new_identifier()}.webp"
    photo = LeadPhoto(lead=lead, image=ContentFile(content, name=name))
    try:
        photo.save(force_insert=True)
    except Exception:
        photo.image.storage.delete(str(photo.image.name))
        raise
    return photo


def add_lead_photo(*, by: Person, lead: Lead, image: IO[bytes]) -> LeadPhoto:
    """Adds a photo to a lead, for its reporter or the managers of the leads of its commune.

    Raises:
        NotAllowed: `by` may not.
        TooManyPhotos: there are four.
        PhotoUnreadable: the file is not a supported picture.
    """
    by.require("housing.confirm_lead", lead)
    content = rewrite_photo(image)
    with transaction.atomic():
        lock_row(lead)
        if lead.photos.count() >= MAX_PHOTOS:
            raise TooManyPhotos
        return save_photo(lead, content)


def remove_lead_photo(*, by: Person, photo: LeadPhoto) -> None:
    """Deletes a photo, and its file at the commit.

    Raises:
        NotAllowed: `by` neither reported the lead nor manages the leads of its commune.
    """
    by.require("housing.confirm_lead", photo.lead)
    with transaction.atomic():
        drop_photo(photo)


def drop_photo(photo: LeadPhoto) -> None:
    """Removes the row, and the file after the commit."""
    storage, name = photo.image.storage, str(photo.image.name)
    photo.delete()
    transaction.on_commit(lambda: delete_photo(storage, name))
