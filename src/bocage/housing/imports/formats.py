"""The delivery of a source, whatever its format: its rows in a stream, and its photo files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bocage.housing.imports import deliveries, listings_json, poliris, tables
from bocage.housing.imports.listing_rows import ReadRow


def no_file(_name: str) -> bytes | None:
    """Of a delivery without photo files."""
    return None


@dataclass(frozen=True, kw_only=True)
class OpenDelivery:
    """What a delivery says of itself, and its rows, which are read as they are asked for.

    `photo` gives the bytes of a photo file of the delivery, or None.
    """

    rows: Iterator[ReadRow]
    version: str = ""
    software: str = ""
    only_changed_photos: bool = False
    photo: Callable[[str], bytes | None] = no_file


@contextmanager
def opened(path: Path, *, form: str, mapping: Mapping[str, str]) -> Iterator[OpenDelivery]:
    """Opens the delivery of a source whose format is `form` (`Source.Format`).

    Raises:
        DeliveryRefused: while it is opened, or while its rows are read.
        ValueError: no file is of this format (a form).
    """
    match form:
        case "poliris":
            with (
                deliveries.opened_delivery(path) as delivery,
                delivery.listings() as stream,
            ):
                yield OpenDelivery(
                    rows=poliris.read_listings(stream),
                    version=delivery.version or _version_of_rows(delivery),
                    software=delivery.software,
                    only_changed_photos=delivery.only_changed_photos,
                    photo=delivery.photo,
                )
        case "table":
            with path.open("rb") as stream:
                names = mapping or tables.suggested_mapping(tables.header_of(stream))
                stream.seek(0)
                yield OpenDelivery(rows=tables.read_listings(stream, names))
        case "json":
            with path.open("rb") as stream:
                yield OpenDelivery(rows=listings_json.read_listings(stream))
        case _:
            raise ValueError(f"No file is delivered in the format {form}")


def _version_of_rows(delivery: deliveries.Delivery) -> str:
    """Of a delivery whose settings say nothing, what its first line says."""
    with delivery.listings() as stream:
        return poliris.stated_version(stream)
