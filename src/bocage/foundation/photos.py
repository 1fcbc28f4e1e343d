"""Photos as we keep them: read, turned upright, made smaller, and written again as WebP.

Nothing of the file that was sent is kept: no metadata (a phone writes where it was taken),
and no bytes that only pretend to be a picture.
"""

from __future__ import annotations

import io
import warnings
from typing import IO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from bocage.foundation.errors import Refusal

LARGEST_UPLOAD = 10 * 1024 * 1024
LARGEST_SIDE = 1600
MOST_PIXELS = 60_000_000
READ_FORMATS = ("JPEG", "PNG", "WEBP")


class PhotoUnreadable(Refusal):
    status = 400
    code = "photo_unreadable"
    default_sentence = _("Ce fichier n’est pas une photo que nous savons lire (JPEG, PNG ou WebP).")


def rewrite_photo(file: IO[bytes]) -> bytes:
    """A WebP of 1600 pixels at most, made from a JPEG, PNG or WebP file.

    Raises:
        PhotoUnreadable: it is something else, broken, or too large.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(file, formats=READ_FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise PhotoUnreadable
                upright = ImageOps.exif_transpose(image).convert("RGB")
        except PhotoUnreadable:
            raise
        except (
            UnidentifiedImageError,
            OSError,
            SyntaxError,
            ValueError,
            Image.DecompressionBombError,
            Image.DecompressionBombWarning,
        ) as error:
            raise PhotoUnreadable from error
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    written = io.BytesIO()
    upright.save(written, "WEBP", quality=82, method=4)
    return written.getvalue()
