"""Logos: an uploaded picture is converted to a small PNG, or rejected."""

from hashlib import sha256
from typing import BinaryIO

from bocage.foundation.files.calls_apart import CallExceeded, call_apart
from bocage.foundation.files.picture_files import LIMITS, PictureUnreadable, draw_logo
from bocage.people.errors import NotALogo

LARGEST_UPLOAD = 2_000_000
"""Bytes of the file that is sent."""
LARGEST_SIDE = 6_000
"""Pixels of a side of the picture that is sent: a few kilobytes may unfold into gigabytes."""
SHOWN_SIDE = 256
"""Longest side of the stored picture, in pixels."""
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def logo_from_upload(upload: BinaryIO, size: int) -> tuple[bytes, str]:
    """Converts an upload to the PNG to store, and its digest. The content decides, not the name of
    the file.

    The picture is drawn again, so nothing of the file survives but its pixels; a drawing in SVG may
    carry scripts, and is refused.

    Raises:
        NotALogo: too big, not a picture, or not one of the formats that we read.
    """
    if size > LARGEST_UPLOAD:
        raise NotALogo
    try:
        content = call_apart(draw_logo, LIMITS, upload.read(), FORMATS, LARGEST_SIDE, SHOWN_SIDE)
    except (PictureUnreadable, CallExceeded):
        raise NotALogo from None
    return content, sha256(content).hexdigest()[:16]
