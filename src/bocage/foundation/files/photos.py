"""Photos as we keep them: read, turned upright, made smaller, and written again as WebP."""

from collections.abc import Callable
from typing import IO

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.foundation.files.calls_apart import CallExceeded, call_apart
from bocage.foundation.files.picture_files import (
    LIMITS,
    PictureUnreadable,
    draw_photo,
    draw_portrait,
)

LARGEST_UPLOAD = 10 * 1024 * 1024


class PhotoUnreadable(Refusal):
    status = 400
    default_sentence = _("Ce fichier n’est pas une photo que nous savons lire (JPEG, PNG ou WebP).")


def rewrite_photo(file: IO[bytes]) -> bytes:
    """Converts a JPEG, PNG or WebP file to a WebP of 1600 pixels at most.

    Raises:
        PhotoUnreadable: it is something else, broken, or too large.
    """
    return _rewrite(draw_photo, file)


def rewrite_portrait(file: IO[bytes]) -> bytes:
    """Converts a picture to a square WebP of 320 pixels, cut a little above the middle, where a
    face is.

    Raises:
        PhotoUnreadable: as `rewrite_photo` does.
    """
    return _rewrite(draw_portrait, file)


def _rewrite(draw: Callable[[bytes], bytes], file: IO[bytes]) -> bytes:
    try:
        return call_apart(draw, LIMITS, file.read())
    except (PictureUnreadable, CallExceeded) as error:
        raise PhotoUnreadable from error
