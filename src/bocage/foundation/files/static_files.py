"""Static files: gathered, compressed and named after their content, only when they changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

FINGERPRINT_NAME = ".sources"


def collect_if_changed() -> bool:
    """Brings STATIC_ROOT up to date with the sources, and returns True if there was anything to do.

    In development with debugging pages, and in tests, files are served from their sources.
    """
    if settings.WHITENOISE_USE_FINDERS or is_up_to_date():
        return False
    fingerprint = sources_fingerprint()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    _fingerprint_file().write_text(fingerprint)
    return True


def is_up_to_date() -> bool:
    """Checks whether the static files that are served were made from the present sources."""
    try:
        return _fingerprint_file().read_text() == sources_fingerprint()
    except FileNotFoundError:
        return False


def sources_fingerprint() -> str:
    """Returns a hash of the names, sizes and dates of all the source files, without reading
    them.
    """
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda entry: entry[0]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _fingerprint_file() -> Path:
    return Path(settings.STATIC_ROOT) / FINGERPRINT_NAME
