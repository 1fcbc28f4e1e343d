"""Finding a place: by where, when and what for; nearest first, with what is free that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from bocage.territory.models import Commune, resolve_commune
from bocage.workspaces.availability import Interval, OpenDay, day_interval, local_day
from bocage.workspaces.models import Accessibility, Photo, Place, Resource, ResourceKind
from bocage.workspaces.moments import Moment, moments_of
from bocage.workspaces.queries import DayAvailability, SpaceDay, places_on
from bocage.workspaces.querysets import PlaceQuerySet

MOST_PLACES = 300
"""Places that one search looks at, the nearest first."""
FARTHEST_DAY = timedelta(days=731)
"""No place is booked farther ahead than this."""
DAYS_AHEAD = 7
"""How far an empty search looks for the next day that has something."""
PLACES_AHEAD = 12


@dataclass(frozen=True, slots=True)
class PlaceSearch:
    """What somebody looks for. `latitude` and `longitude` are theirs or those of the commune."""

    text: str = ""
    commune: Commune | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_here: bool = False
    day: date | None = None
    moment: str = ""
    people: int = 1
    kind: str = ""
    equipment: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def is_located(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    @property
    def filters_count(self) -> int:
        """How many of the finer criteria are in use."""
        return bool(self.kind) + len(self.equipment)

    def query(self, **changes: str) -> str:
        """The address of this search (what follows the question mark), with changes."""
        state: dict[str, Any] = {}
        if self.commune:
            state |= {"pres-de": self.commune.name, "commune": self.commune.code}
        elif self.is_here:
            state |= {"lat": self.latitude, "lon": self.longitude}
        if self.day:
            state["jour"] = self.day.isoformat()
        if self.moment:
            state["moment"] = self.moment
        if self.people > 1:
            state["personnes"] = self.people
        if self.kind:
            state["nature"] = self.kind
        if self.equipment:
            state["equipement"] = list(self.equipment)
        return urlencode(state | changes, doseq=True)


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place with what it has on the day searched."""

    place: Place
    opened: OpenDay
    free: int
    total: int
    kind: str
    photo: Photo | None = None

    @property
    def day(self) -> date:
        return self.opened.day

    @property
    def distance_m(self) -> float | None:
        return getattr(self.place, "distance_m", None)

    @property
    def has_room(self) -> bool:
        return self.free > 0


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The places that fit, and those that would on another day where none does."""

    day: date
    places: Sequence[FoundPlace] = ()
    without_room: Sequence[FoundPlace] = ()
    on_other_days: Sequence[FoundPlace] = ()
    is_cut: bool = False


def read_search(
    values: Mapping[str, Any], sentences: Sequence[str], *, now: datetime
) -> PlaceSearch:
    """The search that the words of an address mean; what cannot be is told in `sentences`."""
    told = list(sentences)
    commune = _commune(values, told)
    latitude, longitude = values.get("lat"), values.get("lon")
    is_here = commune is None and latitude is not None and longitude is not None
    if commune is not None:
        latitude, longitude = commune.latitude, commune.longitude
    elif not is_here:
        latitude = longitude = None
    day = values.get("jour")
    if day and day < local_day(now):
        told.append(_("Ce jour est passé : voici ce qui est libre dès maintenant."))
        day = None
    if day and day > local_day(now) + FARTHEST_DAY:
        told.append(_("Ce jour est trop lointain : il est laissé de côté."))
        day = None
    return PlaceSearch(
        text=commune.name if commune else values.get("pres_de") or "",
        commune=commune,
        latitude=latitude,
        longitude=longitude,
        is_here=is_here,
        day=day,
        moment=values.get("moment") or "",
        people=values.get("personnes") or 1,
        kind=values.get("nature") or "",
        equipment=tuple(values.get("equipement") or ()),
        sentences=tuple(told),
    )


def _commune(values: Mapping[str, Any], told: list[str]) -> Commune | None:
    """The commune of the code, else the best match of the text."""
    code, text = values.get("commune") or "", values.get("pres_de") or ""
    if code:
        commune = resolve_commune(code)
        if commune is not None:
            return commune
        if not text:
            told.append(_("Cette commune est inconnue : elle est laissée de côté."))
    if not text:
        return None
    commune = next(iter(Commune.objects.search(text)[:1]), None)
    if commune is None:
        told.append(
            _("Aucune commune ne s’appelle « %(text)s » : voici tous les lieux.") % {"text": text}
        )
    return commune


def find_places(search: PlaceSearch, *, now: datetime) -> SearchResults:
    """The places of a search, nearest first (else the one with most room first); the plans of
    new places and the holds of one day are read for all of them at once.

    With a day, those that have nothing left for so many people stand apart; without one, each
    place tells what it has today, or tomorrow once the day is nearly over.
    """
    day = search.day or _day_to_show(now)
    places = list(_candidates(search)[: MOST_PLACES + 1])
    is_cut = len(places) > MOST_PLACES
    places = places[:MOST_PLACES]
    availability = places_on(places, day, now=now)
    found = [_found(place, availability[place.pk], search) for place in places]
    if not search.is_located:
        found.sort(key=lambda one: one.free, reverse=True)
    if search.day is None:
        return SearchResults(day, found, is_cut=is_cut)
    fitting = [one for one in found if one.has_room]
    others = [one for one in found if not one.has_room]
    ahead = [] if fitting else _on_other_days(places[:PLACES_AHEAD], search, now)
    return SearchResults(day, fitting, others, ahead, is_cut)


def _day_to_show(now: datetime) -> date:
    """Today, until five in the afternoon; then tomorrow."""
    today = local_day(now)
    return today if now < day_interval(today).start + timedelta(hours=17) else today + timedelta(1)


def _candidates(search: PlaceSearch) -> PlaceQuerySet:
    places: PlaceQuerySet = Place.objects.bookable().select_related("commune")
    resources = Resource.objects.active().filter(place=OuterRef("pk"))
    if search.kind:
        places = places.filter(Exists(resources.filter(kind=search.kind)))
    for code in search.equipment:
        if code in Accessibility.values:
            places = places.filter(accessibility__contains=[code])
        else:
            in_a_room = Exists(resources.filter(equipment__contains=[code]))
            places = places.filter(Q(equipment__contains=[code]) | in_a_room)
    if search.latitude is not None and search.longitude is not None:
        places = places.near(search.latitude, search.longitude)
    else:
        places = places.order_by("name", "pk")
    photos = Photo.objects.order_by("place_id", "position", "pk").distinct("place_id")
    return places.prefetch_related(Prefetch("photos", queryset=photos, to_attr="first_photos"))


def _found(place: Place, availability: DayAvailability, search: PlaceSearch) -> FoundPlace:
    spaces = availability.of_kind(search.kind or None)
    if not search.kind:
        spaces = availability.of_kind(ResourceKind.DESK) or spaces
    kind = search.kind or (spaces[0].space.kind if spaces else ResourceKind.DESK)
    free = max(
        (_fitting(spaces, period, search.people) for period in _periods(availability, search)),
        default=0,
    )
    photo = next(iter(getattr(place, "first_photos", ())), None)
    return FoundPlace(place, availability.opened, free, len(spaces), kind, photo)


def _periods(availability: DayAvailability, search: PlaceSearch) -> list[Interval]:
    """The moments of the day that would do."""
    if not availability.can_be_booked:
        return []
    left = moments_of(availability.offers)
    if not search.moment:
        return list(left.values())
    return [left[Moment(search.moment)]] if search.moment in left else []


def _fitting(spaces: Sequence[SpaceDay], period: Interval, people: int) -> int:
    """How many are free, or none where so many people do not fit.

    Several desks seat several people; of rooms, one must be large enough for all.
    """
    free = [one for one in spaces if one.is_free(period)]
    if all(one.space.kind == ResourceKind.DESK for one in spaces):
        return len(free) if len(free) >= people else 0
    return sum(one.space.capacity >= people for one in free)


def _on_other_days(places: Sequence[Place], search: PlaceSearch, now: datetime) -> list[FoundPlace]:
    """The nearest places that have room in the week that follows, each on its first such day."""
    if not places or search.day is None:
        return []
    ahead: dict[UUID, FoundPlace] = {}
    for number in range(1, DAYS_AHEAD + 1):
        missing = [place for place in places if place.pk not in ahead]
        if not missing:
            break
        availability = places_on(missing, search.day + timedelta(days=number), now=now)
        for place in missing:
            found = _found(place, availability[place.pk], search)
            if found.has_room:
                ahead[place.pk] = found
    return [ahead[place.pk] for place in places if place.pk in ahead]
