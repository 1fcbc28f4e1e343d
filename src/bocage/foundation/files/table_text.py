"""The text of tables that people fill in: whatever their spreadsheet saved."""

import csv
from collections.abc import Callable, Iterator
from typing import Any

SAMPLE = 64 * 1024
DELIMITERS = ";\t,|"


class NoText(ValueError):
    """The bytes are no text."""


class UnknownEncoding(ValueError):
    """Error raised when bytes declare an encoding of text that they do not have."""


def text_of(content: bytes) -> str:
    """Decodes a file: UTF-8 with or without a byte order mark, UTF-16 with one, or Windows-1252.

    Raises:
        NoText: an archive, a picture, a workbook.
        UnknownEncoding: a mark, and then something else.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnknownEncoding from error
    if b"\0" in content[:SAMPLE]:
        raise NoText
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def delimiter_of(text: str) -> str:
    """Returns the delimiter that cuts the first line into the most columns."""
    first = text[:SAMPLE].partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def numbered_records(
    reader: Any, refusal: Callable[[int], Exception]
) -> Iterator[tuple[int, list[str]]]:
    """Yields each record of a `csv.reader` with the line on which it begins.

    Args:
        refusal: makes the exception for a line after which records cannot be separated: an
            unclosed quote, or a cell beyond the limit of the standard library.
    """
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise refusal(line) from error
        yield line, cells
