"""Logos: what somebody uploaded becomes a small PNG of ours, or is refused."""

import warnings
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from bocage.people.errors import NotALogo

LARGEST_UPLOAD = 2_000_000
"""Bytes of the file that is sent."""
LARGEST_SIDE = 6_000
"""Pixels of a side of the picture that is sent: a few kilobytes may unfold into gigabytes."""
SHOWN_SIDE = 256
"""Pixels of the longest side of the picture that is kept."""
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def logo_from_upload(upload: BinaryIO, size: int) -> tuple[bytes, str]:
    """The PNG that is kept, and its digest. The content decides, not the name of the file.

    The picture is drawn again, so nothing of the file survives but its pixels; a drawing in
    SVG may carry scripts, and is refused.

    Raises:
        NotALogo: too big, not a picture, or not one of the formats that we read.
    """
    if size > LARGEST_UPLOAD:
        raise NotALogo
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(upload, formats=FORMATS) as picture:
                if max(picture.size) > LARGEST_SIDE:
                    raise NotALogo
                drawn = picture.convert("RGBA")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
    ):
        raise NotALogo from None
    drawn.thumbnail((SHOWN_SIDE, SHOWN_SIDE), Image.Resampling.LANCZOS)
    written = BytesIO()
    drawn.save(written, "PNG", optimize=True)
    content = written.getvalue()
    return content, sha256(content).hexdigest()[:16]
