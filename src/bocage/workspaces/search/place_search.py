"""Criteria of a search: where, when and what for, as in its query string."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from bocage.territory.models import Commune, resolve_commune
from bocage.workspaces.opening_hours.availability import local_day
from bocage.workspaces.scheduling.formatting import on_the_clock
from bocage.workspaces.scheduling.moments import Moment

USUAL_HOURS = {
    "": (9 * 60, 18 * 60),
    Moment.DAY: (9 * 60, 18 * 60),
    Moment.MORNING: (9 * 60, 12 * 60 + 30),
    Moment.AFTERNOON: (14 * 60, 18 * 60),
}
FARTHEST_DAY = timedelta(days=731)
"""No place is booked farther ahead than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchInput:
    """Criteria as typed or chosen, before the commune is found and the rest is checked. `starts`
    and `ends` are minutes of the clock.
    """

    text: str = ""
    commune_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    day: date | None = None
    moment: str = ""
    starts: int | None = None
    ends: int | None = None
    radius_km: int | None = None
    people: int = 1
    kind: str = ""
    equipment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceSearch:
    """Criteria of a search. `latitude` and `longitude` are those of the person or of the
    commune.
    """

    text: str = ""
    commune: Commune | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_here: bool = False
    day: date | None = None
    moment: str = ""
    starts: int | None = None
    ends: int | None = None
    """Hours of the moment `heures`, in minutes of the clock."""
    radius_km: int | None = None
    people: int = 1
    kind: str = ""
    equipment: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def is_located(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    @property
    def filters_count(self) -> int:
        """Number of the finer criteria in use: kind, radius and each piece of equipment."""
        return bool(self.kind) + bool(self.radius_km) + len(self.equipment)

    @property
    def wanted_hours(self) -> tuple[int, int]:
        """Returns the hours of the search, in minutes of the clock: those given, or the usual ones
        of a half-day.
        """
        if self.starts is not None and self.ends is not None:
            return self.starts, self.ends
        return USUAL_HOURS.get(self.moment, USUAL_HOURS[""])

    def query(self, **changes: str) -> str:
        """Returns the query string of this search, with changes."""
        state: dict[str, Any] = {}
        if self.commune:
            state |= {"pres-de": self.commune.name, "commune": self.commune.code}
        elif self.is_here:
            state |= {"lat": self.latitude, "lon": self.longitude}
        if self.day:
            state["jour"] = self.day.isoformat()
        if self.moment:
            state["moment"] = self.moment
        if self.starts is not None and self.ends is not None:
            state |= {"de": on_the_clock(self.starts), "a": on_the_clock(self.ends)}
        if self.radius_km:
            state["rayon"] = self.radius_km
        if self.people > 1:
            state["personnes"] = self.people
        if self.kind:
            state["nature"] = self.kind
        if self.equipment:
            state["equipement"] = list(self.equipment)
        return urlencode(state | changes, doseq=True)


def read_search(criteria: SearchInput, sentences: Sequence[str], *, now: datetime) -> PlaceSearch:
    """Returns the search for these criteria; invalid values are reported in `sentences` and
    ignored.
    """
    notes = list(sentences)
    commune = _commune(criteria, notes)
    latitude, longitude = criteria.latitude, criteria.longitude
    is_here = commune is None and latitude is not None and longitude is not None
    if commune is not None:
        latitude, longitude = commune.latitude, commune.longitude
    elif not is_here:
        latitude = longitude = None
    day = criteria.day
    if day and day < local_day(now):
        notes.append(_("Ce jour est passé : voici ce qui est libre dès maintenant."))
        day = None
    if day and day > local_day(now) + FARTHEST_DAY:
        notes.append(_("Ce jour est trop lointain : il est laissé de côté."))
        day = None
    moment, starts, ends = _moment(criteria, notes)
    return PlaceSearch(
        text=commune.name if commune else criteria.text,
        commune=commune,
        latitude=latitude,
        longitude=longitude,
        is_here=is_here,
        day=day,
        moment=moment,
        starts=starts,
        ends=ends,
        radius_km=criteria.radius_km if latitude is not None else None,
        people=criteria.people,
        kind=criteria.kind,
        equipment=criteria.equipment,
        sentences=tuple(notes),
    )


def _moment(criteria: SearchInput, notes: list[str]) -> tuple[str, int | None, int | None]:
    """Returns the moment with its hours: two hours make one by themselves, one alone makes none."""
    moment, starts, ends = criteria.moment, criteria.starts, criteria.ends
    if moment not in {"", Moment.HOURS}:
        return moment, None, None
    if starts is None and ends is None and not moment:
        return "", None, None
    if starts is None or ends is None:
        notes.append(_("Donnez les deux heures, de début et de fin : voici la journée."))
        return "", None, None
    if starts >= ends:
        notes.append(_("L’heure de fin vient après celle du début : voici la journée."))
        return "", None, None
    return Moment.HOURS, starts, ends


def _commune(criteria: SearchInput, notes: list[str]) -> Commune | None:
    """Returns the commune of the code, else the best match of the text."""
    code, text = criteria.commune_code, criteria.text
    if code:
        commune = resolve_commune(code)
        if commune is not None:
            return commune
        if not text:
            notes.append(_("Cette commune est inconnue : elle est laissée de côté."))
    if not text:
        return None
    commune = next(iter(Commune.objects.search(text)[:1]), None)
    if commune is None:
        notes.append(
            _("Aucune commune ne s’appelle « %(text)s » : voici tous les lieux.") % {"text": text}
        )
    return commune
