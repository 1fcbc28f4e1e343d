"""An edition of the open data: the figures as one night knew them, read in one of two ways."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bocage.evidence.models import Night

KEPT_S = 86_400
"""Seconds for which what is counted of an edition is kept: another night comes by then."""


class Reading(StrEnum):
    """How communes that have merged are read: each as it was, or all as the one of today."""

    THEN = "alors"
    TODAY = "aujourdhui"


class UnknownEdition(Exception):
    """No figures were counted on that night, or what is asked for is not a date or a reading."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The figures of a night, and how communes that have merged are read."""

    night: Night
    is_last: bool
    reading: Reading = Reading.THEN

    @property
    def version(self) -> str:
        """What changes whenever the files of this edition may: for ETag."""
        return f"{self.night.date}.{self.night.finished_at:%s%f}.{self.reading}.{self.is_last:d}"

    @property
    def query(self) -> str:
        """What leads to this edition, behind the address of a file; nothing for the present one."""
        asked = [] if self.is_last else [f"nuit={self.night.date}"]
        asked += [] if self.reading is Reading.THEN else [f"lecture={self.reading}"]
        return "?" + "&".join(asked) if asked else ""


def edition_of(night: str, reading: str) -> Edition:
    """The edition that an address asks for, in its words; the last night where it names none.

    Raises:
        UnknownEdition: there is none.
    """
    try:
        asked = date.fromisoformat(night) if night else None
        chosen = Reading(reading) if reading else Reading.THEN
    except ValueError as error:
        raise UnknownEdition from error
    last = Night.objects.order_by("-date").first()
    found = last if asked is None else Night.objects.filter(pk=asked).first()
    if last is None or found is None:
        raise UnknownEdition
    return Edition(night=found, is_last=found.pk == last.pk, reading=chosen)
