"""Files of deliveries, in private storage under a generated name until they are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.core.files.storage import Storage
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.files.stored_files import writing_stored_file
from bocage.foundation.jobs.tasks import periodic
from bocage.housing.feeds.errors import FeedTooLarge
from bocage.housing.feeds.parsing.feed_files import MAX_OCTETS
from bocage.housing.market.models.sources import FeedRun

FOLDER = "feeds"
FORGOTTEN_AFTER = timedelta(days=1)
"""Age from which a file without a run, left by a process that died, is deleted."""


@dataclass(frozen=True)
class StoredFeed:
    """File as it was received: its name in the private storage, its size, its digest."""

    name: str
    octets: int
    sha256: str


def store(content: Iterable[bytes], *, slug: str) -> StoredFeed:
    """Writes a delivery as it is received, and stops as soon as it is too large.

    Raises:
        FeedTooLarge: the file is deleted.
    """
    name = f"{FOLDER}/{slug[:40]}-{new_identifier()}"
    digest, octets = sha256(), 0
    with writing_stored_file(_storage(), name) as file:
        for chunk in content:
            octets += len(chunk)
            if octets > MAX_OCTETS:
                raise FeedTooLarge
            digest.update(chunk)
            file.write(chunk)
    return StoredFeed(name, octets, digest.hexdigest())


def forget_file(name: str) -> None:
    """Removes the file of a delivery. Idempotent."""
    _storage().delete(name)


@periodic("43 3 * * *", description=_("Efface les fichiers des vieilles livraisons"))
def forget_left_files(*, now: datetime | None = None) -> int:
    """Removes the files of deliveries that no open run waits for, a day after they came; returns
    how many.
    """
    now = now or timezone.now()
    storage = _storage()
    waited_for = set(FeedRun.objects.exclude(file="").values_list("file", flat=True))
    forgotten = 0
    for file in _listed(storage):
        name = f"{FOLDER}/{file}"
        modified_at = storage.get_modified_time(name)
        if name not in waited_for and modified_at < now - FORGOTTEN_AFTER:
            storage.delete(name)
            forgotten += 1
    return forgotten


def _listed(storage: Storage) -> list[str]:
    """Returns the names in the folder; empty before the first delivery, when it does not exist."""
    try:
        return storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return []


def _storage() -> Storage:
    return FeedRun._meta.get_field("file").storage
