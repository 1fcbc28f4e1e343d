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


def fingerprint_of(source: Source) -> str:
    """Returns the SHA-256 of how a delivery of a source is read today: its format, its mapping, our
    code.

    The list of communes is not part of it: see `clear_parser_fingerprints`.
    """
    settings = json.dumps([source.format, source.column_mapping], sort_keys=True)
    return sha256(f"{_code()}{settings}".encode()).hexdigest()


def is_read_as_today(source: Source) -> bool:
    """Checks whether the last delivery of a source was read with the current settings; True where
    it still waits, or where there is none.
    """
    last = source.runs.order_by("-number").first()
    return last is None or last.is_open or last.parser_fingerprint == fingerprint_of(source)


def clear_parser_fingerprints() -> int:
    """Clears the digests of the readings, so that the next delivery of each source is read even if
    it is the same; returns how many deliveries were cleared.

    Called when communes came or changed: towns for which no commune was found may have one now.
    """
    return FeedRun.objects.exclude(parser_fingerprint="").update(parser_fingerprint="")


@cache
def _code() -> str:
    """Of the code itself: a version in a constant is forgotten in the release that matters."""
    digest = sha256()
    for path in READERS:
        digest.update(path.read_bytes())
    return digest.hexdigest()
