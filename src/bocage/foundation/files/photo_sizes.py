"""Photos resized to the width of a screen: made at the first request, stored beside the original.

A card is 320 pixels wide on a telephone, and a stored photo has 1600: the browser chooses among
`source_set`, and requests a width with `?largeur=`.
"""

from __future__ import annotations

import io
from pathlib import PurePosixPath

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.http import FileResponse, HttpRequest
from PIL import Image

from bocage.foundation.files.picture_files import write_webp

WIDTHS = (480, 960)
"""Pixels: a card, and a column of text, on screens of one and of two dots a pixel."""
PARAMETER = "largeur"


def source_set(address: str, width: int) -> str:
    """Returns the value of `srcset` of a photo of so many pixels: the widths below its own, then
    itself.
    """
    smaller = [
        f"{address}?{PARAMETER}={candidate} {candidate}w"
        for candidate in WIDTHS
        if candidate < width
    ]
    return ", ".join([*smaller, f"{address} {width}w"])


def photo_response(request: HttpRequest, storage: Storage, name: str) -> FileResponse:
    """Returns a response with the photo of that name, at the requested width if it is a known one.

    Raises:
        FileNotFoundError: no photo has this name.
    """
    parameter = request.GET.get(PARAMETER, "")
    width = next((candidate for candidate in WIDTHS if parameter == str(candidate)), 0)
    photo = _narrowed(storage, name, width) if width else storage.open(name)
    return FileResponse(photo, content_type="image/webp")


def delete_photo(storage: Storage, name: str) -> None:
    """Deletes a photo and every width of it."""
    for width in WIDTHS:
        storage.delete(_name_of_width(name, width))
    storage.delete(name)


def _narrowed(storage: Storage, name: str, width: int) -> File[bytes]:
    narrow = _name_of_width(name, width)
    try:
        return storage.open(narrow)
    except FileNotFoundError:
        pass
    with storage.open(name) as whole, Image.open(whole, formats=["WEBP"]) as image:
        if image.width <= width:
            return storage.open(name)
        image.thumbnail((width, image.height), Image.Resampling.LANCZOS)
        content = write_webp(image)
    stored_name = storage.save(narrow, ContentFile(content))
    if stored_name != narrow:
        # Another request made it meanwhile.
        storage.delete(stored_name)
    return File(io.BytesIO(content))


def _name_of_width(name: str, width: int) -> str:
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}-{width}{path.suffix}"))
