"""Organiser's messages to attendees and, after the gathering, its notes, photos and outcome."""

from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.files.photo_sizes import delete_photo
from bocage.foundation.files.photos import rewrite_photo
from bocage.network.gatherings.errors import GatheringOver, NothingToSay, TooManyPhotos
from bocage.network.gatherings.mails import WordFromTheOrganiser
from bocage.network.gatherings.models.gatherings import Gathering, GatheringPhoto
from bocage.people.models import Person
from bocage.registrations.notifications import notify_active
from bocage.registrations.operations.events import check_manages
from bocage.registrations.operations.seats import lock_event

MAX_PHOTOS = 12


def write_to_registered(*, by: Person, gathering: Gathering, message: str) -> int:
    """Sends a message from the organiser to the people who are registered or waiting, and returns
    how many.

    Raises:
        NotAllowed: `by` does not run it.
        NothingToSay: the message is empty.
        GatheringOver: it was called off; they were already notified, with the reason.
    """
    check_manages(by, gathering)
    if not message.strip():
        raise NothingToSay
    with transaction.atomic():
        locked = lock_event(gathering)
        if locked.status == Gathering.Status.CALLED_OFF:
            raise GatheringOver
        return notify_active(locked, WordFromTheOrganiser, message=message.strip())


def publish_outcome(*, by: Person, gathering: Gathering, notes: str, outcome: str) -> Gathering:
    """Stores the notes and the outcome of a gathering, both public.

    Raises:
        NotAllowed: `by` does not run it.
    """
    check_manages(by, gathering)
    with transaction.atomic():
        locked = lock_event(gathering)
        locked.notes, locked.outcome = notes.strip(), outcome.strip()
        locked.save(update_fields=["notes", "outcome"])
    return locked


def add_gathering_photo(
    *, by: Person, gathering: Gathering, image: IO[bytes], alternative_text: str
) -> GatheringPhoto:
    """Adds a photo after the others, re-encoded without its metadata.

    Raises:
        NotAllowed: `by` does not run it.
        PhotoUnreadable: the file is not a supported picture.
        TooManyPhotos: there are already twelve.
    """
    check_manages(by, gathering)
    content = ContentFile(rewrite_photo(image), name=f"{new_identifier()}.webp")
    with transaction.atomic():
        locked = lock_event(gathering)
        if locked.photos.count() >= MAX_PHOTOS:
            raise TooManyPhotos
        return GatheringPhoto.objects.create(
            gathering=locked, image=content, alternative_text=alternative_text.strip()
        )


def remove_gathering_photo(*, by: Person, photo: GatheringPhoto) -> None:
    """Deletes a photo, and its file after the commit.

    Raises:
        NotAllowed: `by` does not run the gathering.
    """
    check_manages(by, photo.gathering)
    storage, name = photo.image.storage, str(photo.image.name)
    with transaction.atomic():
        photo.delete()
        transaction.on_commit(lambda: delete_photo(storage, name))
