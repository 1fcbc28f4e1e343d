"""Storage of files that no public address serves: deliveries, photos of leads, portraits."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

PRIVATE = "private"


def private_storage() -> Storage:
    """Returns the storage of private files: apart from the public media, and served only by views
    that check a right.
    """
    if PRIVATE in settings.STORAGES:
        return storages[PRIVATE]
    return FileSystemStorage(location=settings.PRIVATE_MEDIA_ROOT, base_url=None)
