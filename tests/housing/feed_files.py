"""Deliveries of agencies, made for tests."""

import io
import zipfile
from pathlib import Path

from bocage.housing.feeds.operations.feed_runs import apply_feed_run, receive_feed
from bocage.housing.feeds.parsing.poliris import RANKS
from bocage.housing.models import FeedRun

SAMPLES = Path("/work/shared/data/poliris")
COLUMNS = 334
LISTING = {
    "agency_code": "agence",
    "reference": "REF1",
    "offer": "vente",
    "kind": "maison/villa",
    "postcode": "61400",
    "town": "Mortagne-au-Perche",
    "price": "180000",
    "surface": "120.5",
    "land": "1200",
    "rooms": "5",
    "bedrooms": "3",
    "title": "Longère de 5 pièces",
    "description": "Longère restaurée.<BR>Jardin clos.",
    "external_id": "bien-1",
    "energy_class": "D",
}


def line(columns: int = COLUMNS, ranks: dict[int, str] | None = None, **values: str) -> str:
    """Returns a line of the format: a valid listing, with changes by name or by rank."""
    fields = [""] * columns
    for name, text in {**LISTING, **values}.items():
        if RANKS[name] <= columns:
            fields[RANKS[name] - 1] = text
    for rank, text in (ranks or {}).items():
        fields[rank - 1] = text
    return '"' + '"!#"'.join(fields) + '"'


def lines(count: int, **values: str) -> list[str]:
    """Returns a number of listings, each with its own identifiers."""
    return [
        line(**{"external_id": f"bien-{number}", "reference": f"REF{number}", **values})
        for number in range(1, count + 1)
    ]


def zipped(content: bytes | str | list[str], members: dict[str, bytes] | None = None) -> bytes:
    """A delivery with these lines, and other members."""
    if isinstance(content, list):
        content = "\r\n".join(content)
    if isinstance(content, str):
        content = content.encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Annonces.csv", content)
        for name, octets in (members or {}).items():
            archive.writestr(name, octets)
    return buffer.getvalue()


def received(source, content: bytes, **values) -> FeedRun:
    """A delivery that was stored and not read yet."""
    values = {"file_name": "annonces.zip", "channel": FeedRun.Channel.PUSH, **values}
    return receive_feed(source=source, content=iter([content]), **values)


def delivered(source, content: bytes, **values) -> FeedRun:
    """A delivery that was received and read."""
    return apply_feed_run(run_id=received(source, content, **values).pk)
