"""Portraits, which only the person themselves may add and remove."""

from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.files.photos import rewrite_portrait
from bocage.people.models import Person, Portrait


def set_portrait(*, by: Person, person: Person, image: IO[bytes]) -> Portrait:
    """Stores a photo of a person, rewritten without its metadata, in place of an earlier one.

    Raises:
        NotAllowed: somebody else's face.
        PhotoUnreadable: the file is not an accepted picture; the earlier photo stays.
    """
    by.require("people.update_profile", person)
    content = ContentFile(rewrite_portrait(image), name=f"{new_identifier()}.webp")
    storage: Storage = Portrait._meta.get_field("image").storage
    name = storage.save(f"portraits/{content.name}", content)
    try:
        with transaction.atomic():
            lock_row(person)
            _drop_files(person)
            portrait, _is_new = Portrait.objects.update_or_create(
                person=person, defaults={"image": name}
            )
    except Exception:
        storage.delete(name)
        raise
    return portrait


def remove_portrait(*, by: Person, person: Person) -> None:
    """Deletes the photo of a person, and its file after the commit. It is safe to call twice.

    Raises:
        NotAllowed: somebody else's face.
    """
    by.require("people.update_profile", person)
    with transaction.atomic():
        _drop_files(person)
        Portrait.objects.filter(person=person).delete()


def _drop_files(person: Person) -> None:
    for portrait in Portrait.objects.select_for_update().filter(person=person):
        storage, name = portrait.image.storage, str(portrait.image.name)
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))  # type: ignore[misc]
