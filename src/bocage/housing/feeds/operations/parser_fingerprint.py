"""Fingerprint of the parser: all that a reading depends on besides the bytes of the file.

A file may give other listings once its columns are mapped, once the communes around are imported,
or once a release changes the parser: it is then read again, although it is unchanged.
"""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from bocage.housing.feeds.operations import staging, towns
from bocage.housing.feeds.parsing import statements
from bocage.housing.market.models.sources import FeedRun, Source

READERS = (
    *sorted(Path(statements.__file__).parent.glob("*.py")),
    Path(staging.__file__),
    Path(towns.__file__),
)
"""Files that turn a row into a listing."""


def fingerprint_of(source: Source) -> str:
    """Returns the SHA-256 of how a delivery of a source is read today: its format, its mapping, our
    code.

    The list of communes is not part of it: see `clear_parser_fingerprints`.
    """
    settings = json.dumps([source.format, source.column_mapping], sort_keys=True)
    return sha256(f"{_code()}{settings}".encode()).hexdigest()


def is_read_as_today(source: Source) -> bool:
    """Checks whether the last delivery of a source was read with the current settings; True if it
    is pending, or if there is none.
    """
    last = source.runs.order_by("-number").first()
    return last is None or last.is_open or last.parser_fingerprint == fingerprint_of(source)


def clear_parser_fingerprints() -> int:
    """Clears the digests of the readings, so that the next delivery of each source is read even if
    unchanged; returns how many deliveries were cleared.

    Called when communes were added or changed: towns without a commune may have one now.
    """
    return FeedRun.objects.exclude(parser_fingerprint="").update(parser_fingerprint="")


@cache
def _code() -> str:
    """Returns the digest of the code itself, since a version constant would be forgotten."""
    digest = sha256()
    for path in READERS:
        digest.update(path.read_bytes())
    return digest.hexdigest()
