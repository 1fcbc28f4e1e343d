"""Reader of the feed of French agency software (« Poliris » / SeLoger), versions 4.08 to 4.12.

One listing per line, no header, fields by rank only, each in double quotes, separated by `!#`.
Lines may be in Windows-1252, ISO-8859-1 or UTF-8, with or without a byte order mark, even mixed;
older versions have fewer columns. Lines are read one at a time: memory stays flat.

The seller's own data is in columns 108 to 122 and is confidential: those fields are emptied before
the line is processed.
"""

import re
from collections.abc import Iterable, Iterator
from typing import IO

from bocage.housing.feeds.parsing.listing_rows import ReadRow
from bocage.housing.feeds.parsing.refusals import FeedRefused
from bocage.housing.feeds.parsing.statements import SourcePhoto, Statement, rejected

RANKS = {
    "agency_code": 1,
    "reference": 2,
    "offer": 3,
    "kind": 4,
    "postcode": 5,
    "town": 6,
    "district": 9,
    "price": 11,
    "charges_included": 13,
    "fees": 15,
    "surface": 16,
    "land": 17,
    "rooms": 18,
    "bedrooms": 19,
    "title": 20,
    "description": 21,
    "available_on": 22,
    "charges": 23,
    "furnished": 26,
    "built_year": 27,
    "heating": 33,
    "virtual_tour": 104,
    "contact_phone": 105,
    "contact_name": 106,
    "contact_email": 107,
    "works": 163,
    "external_id": 175,
    "energy_kwh": 176,
    "energy_class": 177,
    "emissions_kg": 178,
    "emissions_class": 179,
    "latitude": 298,
    "longitude": 299,
    "precision": 300,
    "net_price": 303,
    "garage": 318,
    "diagnosed_on": 324,
}
"""Ranks of the columns that are read, counted from 1 (published specification, version 4.12)."""

PHOTO_RANKS = (*range(85, 94), *range(164, 175), *range(264, 274))
CAPTION_RANKS = (*range(94, 103), *range(274, 295))
CONFIDENTIAL = slice(107, 122)
VERSION_RANK = 301
LEAST_COLUMNS = 11
"""Columns up to the price: a shorter line is of no use."""
MAX_COLUMNS = 1_000
MAX_LINE = 1024 * 1024
MAX_CONTINUED = 500
CHUNK = 256 * 1024

_BEGINS = re.compile(r'"[^"]{0,200}"!#')
_SEPARATOR = "!#"
_QUOTED = '"!#"'


def read_listings(stream: IO[bytes]) -> Iterator[ReadRow]:
    """Yields each line of `Annonces.csv`, as a listing or with the reason of its rejection.

    Raises:
        FeedRefused: the text is in UTF-16, which no software of the field writes.
    """
    for line, text in _records(_lines(stream)):
        if text is None:
            yield rejected(line, "line_too_long")
        elif text.strip():
            yield _read(line, text)


def stated_version(stream: IO[bytes]) -> str:
    """Returns the version stated in column 301 of the first line; empty without one.

    Raises:
        FeedRefused: the text is in UTF-16, which no software of the field writes.
    """
    text = next((text for _line, text in _records(_lines(stream)) if text and text.strip()), "")
    fields = _fields(text) if text.count(_SEPARATOR) < MAX_COLUMNS else []
    version = fields[VERSION_RANK - 1].strip() if len(fields) >= VERSION_RANK else ""
    return version if re.fullmatch(r"\d{1,2}\.\d{1,3}", version) else ""


def _read(line: int, text: str) -> ReadRow:
    if text.count(_SEPARATOR) >= MAX_COLUMNS:
        return rejected(line, "too_many_columns", str(text.count(_SEPARATOR) + 1))
    fields = _fields(text)
    fields[CONFIDENTIAL] = [""] * len(fields[CONFIDENTIAL])
    if len(fields) < LEAST_COLUMNS:
        return rejected(line, "too_few_columns", str(len(fields)))
    columns = {name: rank for name, rank in RANKS.items() if rank <= len(fields)}
    texts = {name: fields[rank - 1] for name, rank in columns.items()}
    captions = [fields[rank - 1] if rank <= len(fields) else "" for rank in CAPTION_RANKS]
    photos = [
        SourcePhoto(fields[rank - 1], caption, rank)
        for rank, caption in zip(PHOTO_RANKS, captions, strict=True)
        if rank <= len(fields) and fields[rank - 1]
    ]
    return Statement(line, texts, columns, photos).read()


def _fields(text: str) -> list[str]:
    """Returns the fields without their quotes. Quotes and separators within a text are its own."""
    text = text.strip()
    quoted, total = text.count(_QUOTED), text.count(_SEPARATOR)
    if text.startswith('"') and quoted and quoted * 10 >= total * 9:
        return [_unescaped(value) for value in text[1:].removesuffix('"').split(_QUOTED)]
    fields: list[str] = []
    opened: list[str] = []
    for piece in text.split(_SEPARATOR):
        opened.append(piece)
        whole = _SEPARATOR.join(opened).strip()
        is_open = whole.startswith('"') and not (len(whole) > 1 and whole.endswith('"'))
        if is_open and len(opened) <= 3:
            continue
        fields += [whole] if not is_open else [value.strip() for value in opened]
        opened = []
    fields += [value.strip() for value in opened]
    return [_unescaped(_unquoted(field)) for field in fields]


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    return text.removeprefix('"').removesuffix('"')


def _unescaped(text: str) -> str:
    return text.replace('""', '"') if '""' in text else text


def _records(lines: Iterable[tuple[int, str | None]]) -> Iterator[tuple[int, str | None]]:
    """Yields the records; lines broken within a quoted text are joined again."""
    first_line, pending = 0, ""
    continued = 0
    for number, text in lines:
        if pending and text is not None and not _BEGINS.match(text) and continued < MAX_CONTINUED:
            pending = f"{pending}\n{text}"
            continued += 1
        else:
            if pending:
                yield first_line, pending
            if text is None:
                yield number, None
                pending = ""
                continue
            first_line, pending, continued = number, text, 0
        if not _is_open(pending):
            yield first_line, pending
            pending = ""
        elif len(pending) > MAX_LINE:
            yield first_line, None
            pending = ""
    if pending:
        yield first_line, pending


def _is_open(text: str) -> bool:
    """Checks whether the last field of a line begins with a quote and does not end with one."""
    last = text.rpartition(_SEPARATOR)[2].strip()
    return last.startswith('"') and not (len(last) > 1 and last.endswith('"'))


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, str | None]]:
    """Yields the numbered lines as texts, whatever their endings; None for one beyond a
    megabyte.
    """
    number, pending, is_skipped = 0, b"", False
    first = True
    while chunk := stream.read(CHUNK):
        if first:
            _check_encoding(chunk)
            chunk = chunk.removeprefix(b"\xef\xbb\xbf")
            first = False
        *whole, pending = (pending + chunk).split(b"\n")
        for raw in whole:
            number += 1
            yield number, None if is_skipped or len(raw) > MAX_LINE else _text(raw)
            is_skipped = False
        if len(pending) > MAX_LINE:
            pending, is_skipped = b"", True
    if pending or is_skipped:
        yield number + 1, None if is_skipped else _text(pending)


def _check_encoding(beginning: bytes) -> None:
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FeedRefused("encoding_unknown", "UTF-16")


def _text(raw: bytes) -> str:
    """Returns a line decoded as UTF-8 if valid, else as Windows-1252, a superset of ISO-8859-1."""
    raw = raw.rstrip(b"\r")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
