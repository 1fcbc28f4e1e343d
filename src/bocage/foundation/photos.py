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
PORTRAIT_SIDE = 320
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
    upright = _read_upright(file)
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return write_webp(upright)


def rewrite_portrait(file: IO[bytes]) -> bytes:
    """A square WebP of 320 pixels, cut a little above the middle, where a face is.

    Raises:
        PhotoUnreadable: as `rewrite_photo` does.
    """
    square = (PORTRAIT_SIDE, PORTRAIT_SIDE)
    return write_webp(ImageOps.fit(_read_upright(file), square, centering=(0.5, 0.4)))


def _read_upright(file: IO[bytes]) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(file, formats=READ_FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise PhotoUnreadable
                return ImageOps.exif_transpose(image).convert("RGB")
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


def write_webp(image: Image.Image) -> bytes:
    """The bytes of an image, as all our photos are written."""
    written = io.BytesIO()
    image.save(written, "WEBP", quality=82, method=4)
    return written.getvalue()
