"""An edition of the open data: the figures as one night knew them, read in one of two ways."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bocage.evidence.models import Night

CACHE_S = 86_400
"""Seconds during which counts of an edition are cached: another night comes by then."""


class Boundaries(StrEnum):
    """Boundaries of communes that have merged: as they were then, or as they are today."""

    THEN = "alors"
    TODAY = "aujourdhui"


class UnknownEdition(Exception):
    """Error: no figures were counted on that night, or the request has an invalid date or
    boundaries."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The figures of a night, and how communes that have merged are read."""

    night: Night
    is_last: bool
    boundaries: Boundaries = Boundaries.THEN

    @property
    def version(self) -> str:
        """Version that changes whenever the files of this edition may change, for ETag."""
        return f"{self.night.date}.{self.night.finished_at:%s%f}.{self.boundaries}.{self.is_last:d}"

    @property
    def query(self) -> str:
        """Query string of this edition, with its `?`; empty for the current edition with the
        default boundaries.
        """
        parameters = [] if self.is_last else [f"nuit={self.night.date}"]
        parameters += [] if self.boundaries is Boundaries.THEN else [f"lecture={self.boundaries}"]
        return "?" + "&".join(parameters) if parameters else ""


def edition_of(night: str, boundaries: str) -> Edition:
    """Returns the edition that an address requests; the last night by default.

    Raises:
        UnknownEdition: there is none.
    """
    try:
        requested = date.fromisoformat(night) if night else None
        chosen = Boundaries(boundaries) if boundaries else Boundaries.THEN
    except ValueError as error:
        raise UnknownEdition from error
    last = Night.objects.order_by("-date").first()
    edition_night = last if requested is None else Night.objects.filter(pk=requested).first()
    if last is None or edition_night is None:
        raise UnknownEdition
    return Edition(night=edition_night, is_last=edition_night.pk == last.pk, boundaries=chosen)
