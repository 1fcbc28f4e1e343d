"""Hand-drawn signature: strokes of points, validated, and stored as one short SVG path.

The page sends lists of integers within a frame; none of its own text is stored, only the path
generated here from them.
"""

import json
from collections.abc import Sequence
from typing import Any

WIDTH, HEIGHT = 600, 200
"""The frame that a signature is drawn in, whatever the size of the screen."""

MAX_STROKES = 80
MAX_POINTS = 3000
MIN_POINTS = 6
LEAST_EXTENT = 30
"""Smaller than this in both directions is a touch, not a signature."""

LONGEST_TEXT = 60_000

Point = tuple[int, int]
Stroke = list[Point]


class NotASignature(ValueError):
    """Error for input that is not a drawing, or has too few or too many points."""


def read_strokes(text: str) -> list[Stroke]:
    """Parses the strokes that a page sent.

    Raises:
        NotASignature: it is something else, or not enough for a signature.
    """
    if len(text) > LONGEST_TEXT:
        raise NotASignature
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotASignature from error
    if not isinstance(data, list) or not 1 <= len(data) <= MAX_STROKES:
        raise NotASignature
    strokes = [_stroke(stroke) for stroke in data]
    points = [point for stroke in strokes for point in stroke]
    if not MIN_POINTS <= len(points) <= MAX_POINTS or _extent(points) < LEAST_EXTENT:
        raise NotASignature
    return strokes


def path_of(strokes: Sequence[Sequence[Point]]) -> str:
    """Returns the SVG path data that draws the strokes."""
    return "".join(
        "M" + "L".join(f"{across} {down}" for across, down in stroke) for stroke in strokes
    )


def _stroke(data: Any) -> Stroke:
    if not isinstance(data, list) or not data or len(data) > MAX_POINTS:
        raise NotASignature
    return [_point(point) for point in data]


def _point(data: Any) -> Point:
    if not isinstance(data, list) or len(data) != 2:
        raise NotASignature
    across, down = data
    if type(across) is not int or type(down) is not int:
        raise NotASignature
    if not (0 <= across <= WIDTH and 0 <= down <= HEIGHT):
        raise NotASignature
    return across, down


def _extent(points: Sequence[Point]) -> int:
    across = [point[0] for point in points]
    down = [point[1] for point in points]
    return max(max(across) - min(across), max(down) - min(down))
