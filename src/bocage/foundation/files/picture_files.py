"""Opens pictures of others and draws them again. Called in a process apart (`calls_apart`): a
few kilobytes may unfold into gigabytes, in libraries written in C.

Bytes in, bytes out. Nothing of a file survives but its pixels: no metadata (a phone writes where a
photo was taken), and no bytes that only pretend to be a picture.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps, UnidentifiedImageError

from bocage.foundation.files.apart_process import CallLimits

LIMITS = CallLimits(memory=512 * 1024 * 1024, processor_s=30, seconds=90.0)
"""A photo of 60 million pixels (JPEG) takes 60 MB and 2 s; a PNG eleven octets for each pixel."""
MAX_PIXELS = 60_000_000
PHOTO_SIDE = 1600
PORTRAIT_SIDE = 320
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP")


class PictureUnreadable(Exception):
    """Error raised for a file that is no picture of these formats, is broken, or too large."""


class PictureTooLarge(PictureUnreadable):
    """The picture has too many pixels."""


def draw_photo(content: bytes) -> bytes:
    """Draws a picture as a WebP of 1600 pixels at most, upright.

    Raises:
        PictureUnreadable: it is something else than a JPEG, PNG or WebP file, broken, or too
            large.
    """
    upright = _upright(content, PHOTO_SIDE)
    upright.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
    return write_webp(upright)


def draw_portrait(content: bytes) -> bytes:
    """Draws a picture as a square WebP of 320 pixels, cut a little above the middle, where a face
    is.

    Raises:
        PictureUnreadable: as `draw_photo` does.
    """
    square = (PORTRAIT_SIDE, PORTRAIT_SIDE)
    # Twice its side, since the cropped part counts too.
    upright = _upright(content, 2 * PORTRAIT_SIDE)
    return write_webp(ImageOps.fit(upright, square, centering=(0.5, 0.4)))


def draw_logo(content: bytes, formats: tuple[str, ...], largest_side: int, side: int) -> bytes:
    """Draws a picture as a PNG of `side` pixels at most, with its transparency.

    Raises:
        PictureUnreadable: as `draw_photo` does, or a side has more than `largest_side`
            pixels.
    """
    with _opened(content, formats) as picture:
        if max(picture.size) > largest_side:
            raise PictureTooLarge
        scaled = picture.convert("RGBA")
    scaled.thumbnail((side, side), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    scaled.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def format_of_picture(content: bytes, formats: tuple[str, ...]) -> str:
    """Returns the format of a picture, after reading every pixel of it.

    Raises:
        PictureTooLarge: it has too many pixels.
        PictureUnreadable: it is none of the formats, or broken.
    """
    with _opened(content, formats) as picture:
        picture.load()
        return str(picture.format)


def write_webp(image: Image.Image) -> bytes:
    """Returns the bytes of an image as WebP, with the settings of all our photos."""
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=82, method=4)
    return buffer.getvalue()


def _upright(content: bytes, side: int) -> Image.Image:
    """Decodes the picture, rotated upright, of at least `side` pixels if it has them."""
    with _opened(content, PHOTO_FORMATS) as picture:
        # A JPEG is read at an eighth, a quarter or half of its size where that is enough.
        picture.draft("RGB", (side, side))
        return ImageOps.exif_transpose(picture).convert("RGB")


@contextmanager
def _opened(content: bytes, formats: tuple[str, ...]) -> Iterator[Image.Image]:
    """Opens the picture without decoding its pixels; the format is detected from its content."""
    with warnings.catch_warnings():
        # A picture with a broken orientation is shown as it lies.
        warnings.simplefilter("ignore", UserWarning)
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=formats) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise PictureTooLarge
                yield picture
        except PictureUnreadable:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise PictureTooLarge from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            raise PictureUnreadable from error
