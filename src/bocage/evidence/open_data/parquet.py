"""Parquet writer for our tables, streamed in pieces.

The format is that of https://parquet.apache.org/docs/file-format/: columns of texts, days, numbers
and booleans, PLAIN, compressed by GZIP, in groups of rows; the metadata come last, in the compact
protocol of Thrift. Each group is sent once it is complete and freed, except the offsets of its
columns: memory does not grow with the table. Why no library:
docs/decisions/evidence-open-data.md.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import batched, groupby
from typing import Any

from bocage.evidence.open_data.rows import COLUMNS, DataRow

MAGIC = b"PAR1"
ROWS_OF_A_GROUP = 20_000
EPOCH = date(1970, 1, 1).toordinal()
PLAIN, RLE, GZIP = 0, 3, 2
CREATED_BY = "bocage"


class Physical(IntEnum):
    """Physical type of Parquet values."""

    BOOLEAN = 0
    INT32 = 1
    DOUBLE = 5
    BYTE_ARRAY = 6


@dataclass(frozen=True)
class Column:
    """Column: its physical type, and its meaning (« converted type » in the format)."""

    name: str
    physical: Physical
    encode: Callable[[Sequence[Any]], bytes]
    converted: int | None = None
    is_optional: bool = False


def _texts(values: Sequence[str]) -> bytes:
    encoded = [value.encode() for value in values]
    return b"".join(struct.pack("<I", len(text)) + text for text in encoded)


def _days(values: Sequence[date]) -> bytes:
    return struct.pack(f"<{len(values)}i", *(day.toordinal() - EPOCH for day in values))


def _numbers(values: Sequence[Any]) -> bytes:
    return struct.pack(f"<{len(values)}d", *map(float, values))


def _truths(values: Sequence[bool]) -> bytes:
    return bytes(
        sum(truth << place for place, truth in enumerate(eight)) for eight in batched(values, 8)
    )


TEXT, DAY = 0, 6
"""The converted types UTF8 and DATE."""
SCHEMA = [
    *(Column(name, Physical.BYTE_ARRAY, _texts, TEXT) for name in COLUMNS[:5]),
    Column("starts_on", Physical.INT32, _days, DAY),
    *(Column(name, Physical.DOUBLE, _numbers, is_optional=True) for name in COLUMNS[6:9]),
    Column("is_secret", Physical.BOOLEAN, _truths),
]


def as_parquet(rows: Iterable[DataRow]) -> Iterator[bytes]:
    """Yields a table as a Parquet file, one row group after another."""
    yield MAGIC
    position, total = len(MAGIC), 0
    groups: list[bytes] = []
    for group in batched(rows, ROWS_OF_A_GROUP):
        chunks: list[bytes] = []
        size = 0
        for column, values in zip(SCHEMA, zip(*group, strict=True), strict=True):
            page, plain_size = _encode_page(column, values)
            yield page
            chunks.append(_chunk(column, len(values), position, len(page), plain_size))
            position += len(page)
            size += plain_size
        groups.append(_struct((1, _list(STRUCT, chunks)), (2, _long(size)), (3, _long(len(group)))))
        total += len(group)
    footer = _footer(groups, total)
    yield footer + struct.pack("<I", len(footer)) + MAGIC


def _encode_page(column: Column, values: Sequence[Any]) -> tuple[bytes, int]:
    """Encodes the page of a column in a group, header first; also returns its raw size."""
    levels, present = b"", values
    if column.is_optional:
        runs = _levels(values)
        levels = struct.pack("<I", len(runs)) + runs
        present = [value for value in values if value is not None]
    plain = levels + column.encode(present)
    compressor = zlib.compressobj(wbits=31)
    small = compressor.compress(plain) + compressor.flush()
    page_header = _struct((1, _int(len(values))), (2, _int(PLAIN)), (3, _int(RLE)), (4, _int(RLE)))
    header = _struct(
        (1, _int(0)), (2, _int(len(plain))), (3, _int(len(small))), (5, (STRUCT, page_header))
    )
    return header + small, len(header) + len(plain)


def _levels(values: Sequence[Any]) -> bytes:
    """Returns the definition levels, run-length encoded: which values are present."""
    runs = groupby(values, key=lambda value: value is not None)
    return b"".join(
        _varint(sum(1 for _value in run) << 1) + bytes([is_there]) for is_there, run in runs
    )


def _chunk(column: Column, rows: int, position: int, size: int, plain_size: int) -> bytes:
    metadata = _struct(
        (1, _int(column.physical)),
        (2, _list(INT, [_zigzag(PLAIN), _zigzag(RLE)])),
        (3, _list(BINARY, [_text(column.name)[1]])),
        (4, _int(GZIP)),
        (5, _long(rows)),
        (6, _long(plain_size)),
        (7, _long(size)),
        (9, _long(position)),
    )
    return _struct((2, _long(position)), (3, (STRUCT, metadata)))


def _footer(groups: Sequence[bytes], total: int) -> bytes:
    root = _struct((4, _text("schema")), (5, _int(len(SCHEMA))))
    elements = [root, *map(_element, SCHEMA)]
    return _struct(
        (1, _int(1)),
        (2, _list(STRUCT, elements)),
        (3, _long(total)),
        (4, _list(STRUCT, groups)),
        (6, _text(CREATED_BY)),
    )


def _element(column: Column) -> bytes:
    fields = [(1, _int(column.physical)), (3, _int(column.is_optional)), (4, _text(column.name))]
    if column.converted is not None:
        fields.append((6, _int(column.converted)))
    return _struct(*fields)


# Types of Thrift’s compact protocol that the footer needs.
INT, LONG, BINARY, LIST, STRUCT = 5, 6, 8, 9, 12

type Value = tuple[int, bytes]
"""The type of a value, and the value as it is written."""


def _varint(number: int) -> bytes:
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def _zigzag(number: int) -> bytes:
    return _varint(number * 2 if number >= 0 else -number * 2 - 1)


def _int(number: int) -> Value:
    return INT, _zigzag(int(number))


def _long(number: int) -> Value:
    return LONG, _zigzag(number)


def _text(words: str) -> Value:
    encoded = words.encode()
    return BINARY, _varint(len(encoded)) + encoded


def _list(kind: int, items: Sequence[bytes]) -> Value:
    short = len(items) < 15
    head = bytes([len(items) << 4 | kind]) if short else bytes([0xF0 | kind]) + _varint(len(items))
    return LIST, head + b"".join(items)


def _struct(*fields: tuple[int, Value]) -> bytes:
    """Encodes a structure of numbered fields; each number is stored as a delta."""
    encoded, last = bytearray(), 0
    for number, (kind, value) in fields:
        encoded.append((number - last) << 4 | kind)
        encoded += value
        last = number
    return bytes(encoded) + b"\0"
