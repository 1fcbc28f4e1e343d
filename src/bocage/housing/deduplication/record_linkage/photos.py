"""Photos as 64 bits that survive another size, another compression and a lighter light.

Difference hash: the photo in grey, 9 × 8 pixels, one bit for each pixel that is darker than the
next of its line (N. Krawetz, “Kind of Like That”, The Hacker Factor Blog, 2013).
"""

from collections.abc import Iterable

from PIL import Image

BITS = 64
SAME_PHOTO = 6
"""Bits that may differ between two copies of one photo."""

FLATTEST = 4
"""Least number of bits of either value: a hash with fewer is of a plain surface, and is ignored."""

_SIGN = 1 << 63


def difference_hash(image: Image.Image) -> int:
    """Returns the hash as PostgreSQL stores it: a signed integer of 64 bits."""
    small = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    pixels = small.tobytes()
    value = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            value = value << 1 | (pixels[at] < pixels[at + 1])
    return value - (1 << 64) if value & _SIGN else value


def distance(first: int, second: int) -> int:
    """Returns how many of the 64 bits differ (Hamming)."""
    return ((first ^ second) & ((1 << 64) - 1)).bit_count()


def is_distinctive(value: int) -> bool:
    bits_set = (value & ((1 << 64) - 1)).bit_count()
    return FLATTEST <= bits_set <= BITS - FLATTEST


def shared_photos(first: Iterable[int], second: Iterable[int]) -> int:
    """Returns how many photos of the first listing are also among the second's."""
    candidates = list(second)
    return sum(
        any(distance(photo, candidate) <= SAME_PHOTO for candidate in candidates) for photo in first
    )
