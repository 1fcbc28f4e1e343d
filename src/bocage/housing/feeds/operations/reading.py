"""How deliveries are read: what a reading follows besides the bytes of the file.

The same file says something else once its columns were mapped rightly, once the communes around
were imported, or once a release reads better: it is then read again, though nothing in it moved.
"""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from bocage.housing.feeds.imports import statements
from bocage.housing.feeds.operations import stock, towns
from bocage.housing.market.models.sources import FeedRun, Source

READERS = (
    *sorted(Path(statements.__file__).parent.glob("*.py")),
    Path(stock.__file__),
    Path(towns.__file__),
)
"""What makes a listing of a row."""


def reading_of(source: Source) -> str:
    """SHA-256 of how a delivery of a source is read today: its format, its mapping, our code.

    What communes there are is not part of it: see `forget_readings`.
    """
    said = json.dumps([source.format, source.column_mapping], sort_keys=True)
    return sha256(f"{_code()}{said}".encode()).hexdigest()


def is_read_as_today(source: Source) -> bool:
    """Whether the last delivery of a source was read as it would be now; so is one that waits."""
    last = source.runs.order_by("-number").first()
    return last is None or last.is_open or last.reading_digest == reading_of(source)


def forget_readings() -> int:
    """Has the next delivery of each source read, be it the same; says how many were forgotten.

    Communes came or changed: towns that no commune was found for may have one now.
    """
    return FeedRun.objects.exclude(reading_digest="").update(reading_digest="")


@cache
def _code() -> str:
    """Of the code itself: a version in a constant is forgotten in the release that matters."""
    digest = sha256()
    for path in READERS:
        digest.update(path.read_bytes())
    return digest.hexdigest()
