"""Open Graph pictures of pages, drawn by the product.

The address has a digest of all that the picture shows: it may be cached for ever, and only texts of
a page or of the instance can be drawn.
"""

import hashlib
import math
from dataclasses import astuple, dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import get_language
from PIL import Image, ImageDraw, ImageFont

from bocage.foundation.formatting.colours import BLACK, WHITE, mix
from bocage.foundation.instance import current_instance

WIDTH, HEIGHT = 1200, 630
"""Size in pixels, as Open Graph and social networks require."""
DRAWN_AT = 2
"""Hills are drawn so many times larger and made smaller, which smooths their edges."""
MARGIN = 80
DRAWING = "1"
"""Counted up when the drawing changes, so that the addresses change with it."""
TITLE_FONT = "fonts/fraunces-latin-600.woff2"
TEXT_FONT = "fonts/source-sans-3-latin.woff2"
SIZES = (84, 76, 68, 60, 54)
MAX_LINES = 4
PAGE, TEXT = "#fbf8f1", "#55645d"
MEADOW = "#7ba05b"
NARROW_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0", "\u2011": "-"})
"""Characters that the fonts lack, and their replacements."""


@dataclass(frozen=True, kw_only=True)
class SocialPicture:
    """Contents of a social sharing picture."""

    title: str
    territory: str
    instance: str
    brand: str

    @property
    def digest(self) -> str:
        """Changes whenever the picture does."""
        content = "\n".join((DRAWING, *astuple(self)))
        return hashlib.sha256(content.encode()).hexdigest()[:20]

    @property
    def stored_as(self) -> str:
        """Path of the picture among the files of the site."""
        return f"social/{self.digest}.png"


def instance_picture() -> SocialPicture:
    """Returns the picture of the pages that have none of their own: the tagline of the instance."""
    instance = current_instance()
    return SocialPicture(
        title=instance.tagline,
        territory=instance.territory_name,
        instance=instance.name,
        brand=instance.brand_colour,
    )


def instance_picture_path() -> str:
    """Returns the path at which the picture of the instance is served."""
    return reverse("instance_picture", args=[get_language(), instance_picture().digest])


def stored_picture(picture: SocialPicture) -> str:
    """Returns the name of the file of a picture, which is drawn now if it was not before."""
    name = picture.stored_as
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(draw(picture)))
    return name


def draw(picture: SocialPicture) -> bytes:
    """Draws a picture as PNG."""
    image = _hills(picture.brand)
    pen = ImageDraw.Draw(image)
    heading = mix(picture.brand, BLACK, 0.28)
    font, lines = _title(picture.title.translate(NARROW_SPACES))
    _mark(pen, picture, heading)
    top = 168 + (MAX_LINES - len(lines)) * 14
    for line in lines:
        pen.text((MARGIN, top), line, font=font, fill=heading)
        top += round(font.size * 1.14)
    buffer = BytesIO()
    # Few colours: a third of the weight, and no difference that the eye sees.
    image.quantize(128, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _mark(pen: ImageDraw.ImageDraw, picture: SocialPicture, heading: str) -> None:
    """Draws the name of the site, with its territory beside it."""
    name = _font(TITLE_FONT, 36)
    pen.text((MARGIN + 74, 71), picture.instance.translate(NARROW_SPACES), font=name, fill=heading)
    if picture.territory:
        shift = MARGIN + 74 + pen.textlength(picture.instance, font=name) + 22
        pen.line((shift, 76, shift, 110), fill="#d9ded6", width=2)
        words = picture.territory.translate(NARROW_SPACES)
        pen.text((shift + 20, 78), words, font=_font(TEXT_FONT, 27, weight=500), fill=TEXT)


def _title(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Returns the largest font in which the title fits, and its lines; a too long one ends in « …
    ».
    """
    for size in SIZES:
        font = _font(TITLE_FONT, size)
        lines = _wrapped(title, font)
        if len(lines) <= (3 if size > SIZES[-1] else MAX_LINES):
            return font, lines
    shown_lines = lines[:MAX_LINES]
    shown_lines[-1] = f"{shown_lines[-1].rstrip()} …"
    return font, shown_lines


def _wrapped(title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Lines no wider than the picture; a word that is wider by itself is cut."""
    widest = WIDTH - 2 * MARGIN
    lines = [""]
    for word in title.split(" "):
        piece = word
        while font.getlength(piece) > widest:
            piece = piece[:-1]
        longer = f"{lines[-1]} {piece}".strip()
        if font.getlength(longer) <= widest:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _hills(brand: str) -> Image.Image:
    """Draws three hills and their hedges, in the colours of the instance."""
    large = Image.new("RGB", (WIDTH * DRAWN_AT, HEIGHT * DRAWN_AT), PAGE)
    pen = ImageDraw.Draw(large)
    for rank, (height, swing, phase) in enumerate(((452, 34, 0.4), (496, 26, 2.1), (556, 20, 4.0))):
        colour = (mix(MEADOW, WHITE, 0.62), mix(MEADOW, WHITE, 0.34), MEADOW)[rank]
        pen.polygon(_ground(height, swing, phase), fill=colour)
        if rank == 1:
            for place in (150, 196, 236, 700, 738, 1010, 1056, 1090):
                _tree(pen, place, _level(place, height, swing, phase), mix(brand, WHITE, 0.12))
    hedge = [(x * DRAWN_AT, (_level(x, 556, 20, 4.0) + 16) * DRAWN_AT) for x in range(0, WIDTH, 14)]
    for x, y in hedge:
        pen.ellipse((x - 8, y - 6, x + 8, y + 6), fill=brand)
    _sign(pen, brand)
    return large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _sign(pen: ImageDraw.ImageDraw, brand: str) -> None:
    """Draws the logo of the product: two trees over a meadow."""
    left, top, side, corner = (DRAWN_AT * length for length in (MARGIN, 64, 56, 14))
    right, bottom = left + side, top + side
    pen.rounded_rectangle((left, top, right, bottom), radius=corner, fill=brand)
    for x, size in ((17, 6), (38, 8)):
        centre, level, radius = left + x * DRAWN_AT, top + 19 * DRAWN_AT, size * DRAWN_AT
        spread = (centre - radius, level - radius, centre + radius, level + radius)
        pen.ellipse(spread, fill=PAGE)
    ground = (left, top + 34 * DRAWN_AT, right, bottom)
    lower = (False, False, True, True)
    pen.rounded_rectangle(ground, radius=corner, fill=MEADOW, corners=lower)


def _level(x: float, height: float, swing: float, phase: float) -> float:
    return height + swing * math.sin(x / 190 + phase) + swing * 0.4 * math.sin(x / 77 + phase * 2)


def _ground(height: float, swing: float, phase: float) -> list[tuple[float, float]]:
    edge = [
        (x * DRAWN_AT, _level(x, height, swing, phase) * DRAWN_AT) for x in range(0, WIDTH + 8, 8)
    ]
    return [(0, HEIGHT * DRAWN_AT), *edge, (WIDTH * DRAWN_AT, HEIGHT * DRAWN_AT)]


def _tree(pen: ImageDraw.ImageDraw, x: float, y: float, colour: str) -> None:
    width, height = 22 * DRAWN_AT, 17 * DRAWN_AT
    x, y = x * DRAWN_AT, (y - 14) * DRAWN_AT
    pen.line((x, y, x, y + 22 * DRAWN_AT), fill=colour, width=3 * DRAWN_AT)
    pen.ellipse((x - width, y - height, x + width, y + height), fill=colour)


@cache
def _font(name: str, size: int, weight: int = 0) -> ImageFont.FreeTypeFont:
    """Returns a font of the product, or that of Pillow if the front end is not built."""
    path = finders.find(name)
    if not path or not Path(path).is_file():
        default = ImageFont.load_default(size)
        assert isinstance(default, ImageFont.FreeTypeFont)  # noqa: S101 - Pillow has FreeType
        return default
    font = ImageFont.truetype(path, size)
    if weight:
        font.set_variation_by_axes([weight])
    return font
