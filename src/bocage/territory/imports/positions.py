"""The positions of communes that the build writes (scripts/commune_positions.py)."""

import gzip
import json
import zlib
from dataclasses import dataclass
from typing import Literal, get_args

from bocage.territory.errors import ReferenceUnreadable

WheelSource = Literal["geonames", "outline"]
SOURCES: dict[str, WheelSource] = {source: source for source in get_args(WheelSource)}

UNREADABLE = (OSError, EOFError, zlib.error, ValueError, TypeError, KeyError, AttributeError)


@dataclass(frozen=True, slots=True)
class Position:
    """A position in degrees (WGS 84) and where it comes from."""

    latitude: float
    longitude: float
    source: WheelSource


def parse(content: bytes) -> dict[str, Position]:
    """Reads the positions of the file, by INSEE code.

    Raises:
        ReferenceUnreadable: the file is not what the build writes.
    """
    try:
        document = json.loads(gzip.decompress(content))
        return {
            str(code): Position(float(latitude), float(longitude), SOURCES[source])
            for code, (latitude, longitude, source) in document.items()
        }
    except UNREADABLE as error:
        raise ReferenceUnreadable from error
