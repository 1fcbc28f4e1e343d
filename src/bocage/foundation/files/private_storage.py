"""Where files that no address serves by itself are kept: deliveries, photos of leads, portraits."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

PRIVATE = "private"


def private_storage() -> Storage:
    """A folder beside the public media, of which no view serves a file without a right to it."""
    if PRIVATE in settings.STORAGES:
        return storages[PRIVATE]
    return FileSystemStorage(location=settings.PRIVATE_MEDIA_ROOT, base_url=None)
