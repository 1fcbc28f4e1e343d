"""Reader of JSON listings: an array of objects, or an object whose `listings` is one.

Names are those of the template (`external_id`, `offer`, `price`…), values are texts, numbers or
booleans; `photos` is an array of addresses.
"""

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from bocage.housing.feeds.parsing.listing_rows import ReadRow
from bocage.housing.feeds.parsing.refusals import FeedRefused
from bocage.housing.feeds.parsing.statements import FIELDS, SourcePhoto, Statement, rejected

MAX_OCTETS = 50 * 1024 * 1024
_THREE_DECIMALS = re.compile(r"\.\d{3}$")
COLUMNS = {name: rank for rank, name in enumerate(FIELDS, 1)}


def read_listings(stream: IO[bytes]) -> Iterator[ReadRow]:
    """Yields each object of the array, as a listing or with the reason of its rejection; `line` is
    its rank.

    Raises:
        FeedRefused: it is not JSON, or not of this shape.
    """
    for rank, record in enumerate(_records(stream), 1):
        if isinstance(record, dict):
            yield _read(rank, record)
        else:
            yield rejected(rank, "not_an_object", str(record)[:120])


def _read(line: int, record: dict[str, Any]) -> ReadRow:
    texts = {name: _text(record.get(name)) for name in FIELDS}
    listed = record.get("photos")
    photos = (
        [SourcePhoto(address) for address in listed if isinstance(address, str)]
        if isinstance(listed, list)
        else []
    )
    columns = {name: rank for name, rank in COLUMNS.items() if name in record}
    return Statement(line, texts, columns, photos).read()


def _text(value: Any) -> str:
    match value:
        case bool():
            return "oui" if value else "non"
        case str():
            return value
        case int():
            return str(value)[:60]
        case float():
            text = str(value)[:60]
            # The three decimals of a number are no thousands, as those of a text may be.
            return f"{text}0" if _THREE_DECIMALS.search(text) else text
    return ""


def _records(stream: IO[bytes]) -> list[Any]:
    content = stream.read(MAX_OCTETS + 1)
    if len(content) > MAX_OCTETS:
        raise FeedRefused("too_large", str(MAX_OCTETS))
    try:
        document = json.loads(content, parse_int=_number)
    except (ValueError, RecursionError) as error:
        raise FeedRefused("not_json") from error
    records = document.get("listings") if isinstance(document, dict) else document
    if not isinstance(records, list):
        raise FeedRefused("not_json")
    return records


def _number(digits: str) -> int | str:
    """Returns the number, or its text where it has thousands of digits, which Python refuses."""
    return int(digits) if len(digits) < 30 else digits
