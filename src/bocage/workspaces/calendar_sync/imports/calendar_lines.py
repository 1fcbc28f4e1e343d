"""Filter of an iCalendar text: retains the lines on dates of events, and drops their subjects.

Limits are checked here, before a library builds an object for each line.
"""

import io
import re
from collections.abc import Iterable, Iterator

MAX_LINES = 150_000
"""Maximum of retained lines: 10,000 events have about a dozen each."""
MAX_DATES = 20_000
"""Maximum of dates in all lists (RDATE, EXDATE) together."""
LONGEST_LINE = 400_000
LONGEST_RULE = 2_000
"""A rule that names each day of a year has 1,800 characters."""
DATE_LISTS = frozenset({"RDATE", "EXDATE"})
RETAINED_PROPERTIES = DATE_LISTS | {
    *("BEGIN", "END", "VERSION", "CALSCALE", "X-WR-TIMEZONE"),
    *("UID", "SEQUENCE", "RECURRENCE-ID", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"),
    *("DTSTART", "DTEND", "DURATION", "RRULE"),
    *("TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO"),
}
NAME = re.compile(r"[A-Za-z0-9-]+")
PARENTS = {
    "VCALENDAR": "",
    **dict.fromkeys(("VEVENT", "VTIMEZONE"), "VCALENDAR"),
    **dict.fromkeys(("STANDARD", "DAYLIGHT"), "VTIMEZONE"),
}
"""Parent of each component that is read; other components are dropped with their content."""


class TooManyLines(ValueError):
    """Error of a text that has more lines or dates than the calendar of a room can need."""


def lines_of_times(text: str) -> str:
    """Returns the text without the lines that hold no time, each line unfolded.

    A rule that is longer than any real one is replaced by one that no library reads, so that its
    event is left out.

    Raises:
        TooManyLines: more lines, dates, or characters in a line than may be.
    """
    retained: list[str] = []
    dates = 0
    for name, line in _of_read_components(_unfolded(text)):
        if name in DATE_LISTS:
            dates += line.count(",") + 1
        if len(retained) == MAX_LINES or dates > MAX_DATES:
            raise TooManyLines
        is_endless = name == "RRULE" and len(line) > LONGEST_RULE
        retained.append("RRULE:FREQ=NEVER" if is_endless else line)
    return "\r\n".join(retained) + "\r\n"


def _of_read_components(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yields the lines of the components in valid positions."""
    open_components, left_out = [""], 0
    for name, line in lines:
        component = line.partition(":")[2].strip().upper()
        if name == "BEGIN" and (left_out or PARENTS.get(component) != open_components[-1]):
            left_out += 1
        elif left_out:
            left_out -= name == "END"
        else:
            if name == "BEGIN":
                open_components.append(component)
            elif name == "END" and len(open_components) > 1:
                open_components.pop()
            yield name, line


def _unfolded(text: str) -> Iterator[tuple[str, str]]:
    """Yields the retained lines, unfolded, with their names in capitals."""
    parts: list[str] = []
    for line in io.StringIO(text, newline=None):
        if line.startswith((" ", "\t")):
            parts.append(line[1:].rstrip("\n"))
        elif line != "\n":
            yield from _retained("".join(parts))
            parts = [line.rstrip("\n")]
    yield from _retained("".join(parts))


def _retained(line: str) -> Iterator[tuple[str, str]]:
    match = NAME.match(line)
    name = match[0].upper() if match else ""
    if name in RETAINED_PROPERTIES:
        if len(line) > LONGEST_LINE:
            raise TooManyLines
        yield name, line
