"""« Où travailler jeudi près de Sées ? »: the search of places, as the page makes it."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import IntEnum
from typing import Annotated, Any, NoReturn
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query
from pydantic import BeforeValidator, Field

from bocage.foundation.api.fields import Answer, Day, Filters
from bocage.foundation.api.problems import Misfit, ValuesInvalid
from bocage.foundation.api.router import RoomRouter
from bocage.territory.public_subjects import COMMUNES
from bocage.workspaces.bookings.api.answers import PlaceLine, place_line
from bocage.workspaces.bookings.forms.bookings import MAX_PEOPLE
from bocage.workspaces.opening_hours.availability import local_day
from bocage.workspaces.place_plans.plans import plans_of
from bocage.workspaces.places.models import Accessibility, Equipment, ResourceKind
from bocage.workspaces.places.public_subjects import AVAILABILITY, PLACES
from bocage.workspaces.scheduling.moments import Moment
from bocage.workspaces.search.api.freshness import FreshAnswer, holds_since, middle_of_the_tick
from bocage.workspaces.search.place_finding import FoundPlace, find_places
from bocage.workspaces.search.place_search import FARTHEST_DAY, SearchInput, read_search

MAX_FOUND = 100
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$"

router = RoomRouter(tag="places")


class Radius(IntEnum):
    """Largest distance, in kilometres."""

    TEN = 10
    TWENTY = 20
    FIFTY = 50
    HUNDRED = 100


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


class FreePlaceFilters(Filters):
    """Filters of a search for places: where, when and what for, with the parameters of the page."""

    pres_de: str = Field(
        "", alias="pres-de", max_length=80, description="The name of a commune, or a part of it."
    )
    commune: str = Field("", max_length=5, description="Its INSEE code, rather than its name.")
    lat: float | None = Field(None, ge=-90, le=90, description="Latitude, rather than a commune.")
    lon: float | None = Field(None, ge=-180, le=180, description="Longitude, with `lat`.")
    rayon: Annotated[Radius, BeforeValidator(_number)] | None = Field(
        None, description="Kilometres, at most."
    )
    jour: Day | None = Field(None, description="The day; today, or tomorrow in the evening.")
    moment: Moment | None = Field(None, description="A part of the day.")
    de: str | None = Field(None, pattern=CLOCK, description="With `moment=heures`: from.")
    a: str | None = Field(None, pattern=CLOCK, description="With `moment=heures`: until.")
    personnes: int = Field(1, ge=1, le=MAX_PEOPLE)
    nature: ResourceKind | None = Field(None, description="The kind of resource looked for.")
    equipement: list[Equipment | Accessibility] = Field([], max_length=27)
    taille: int = Field(24, ge=1, le=MAX_FOUND, description="At most so many places of each sort.")


class Offer(Answer):
    """Booking that `make_booking` would make."""

    resource: UUID | None = Field(description="Null: any desk of the place (`any_desk`).")
    moment: str
    starts_at: datetime
    ends_at: datetime
    attendees: int
    needs_approval: bool


class FreePlace(Answer):
    """Place with its availability on a day."""

    place: PlaceLine
    day: date
    is_open: bool
    kind: str = Field(description="The kind of resource that is counted.")
    free: int = Field(description="How many would do and are free.")
    total: int = Field(description="How many would do.")
    offer: Offer | None


class FreePlaces(FreshAnswer):
    """Places that match; if none does, the nearest in time and in space."""

    day: date
    matches: list[FreePlace]
    without_room: list[FreePlace] = Field(description="Near enough, with nothing left that day.")
    at_other_times: list[FreePlace]
    farther: list[FreePlace]
    is_cut: bool = Field(description="Whether places farther away were not looked at.")


@router.read(
    "",
    FreePlaces,
    summary=gettext_lazy("Trouver où travailler, un jour et près d’ici"),
    made_from=(PLACES, COMMUNES, AVAILABILITY),
)
def find_free_places(request: HttpRequest, filters: Query[FreePlaceFilters]) -> FreePlaces:
    """Returns the places with room, nearest first: the search of the page « Travailler »."""
    now = middle_of_the_tick()
    _check(filters, now)
    search = read_search(_criteria(filters), (), now=now)
    if (filters.commune or filters.pres_de) and search.commune is None:
        _refuse("commune" if filters.commune else "pres-de", _("Cette commune est inconnue."))
    results = find_places(search, now=now)

    since = holds_since(
        request,
        {place.pk for place in results.looked_at},
        plans_of(results.looked_at).values(),
        subjects=(AVAILABILITY,),
        first=results.day,
        now=now,
    )

    def answers(places: Iterable[FoundPlace]) -> list[FreePlace]:
        return [_free_place(request, place) for place in list(places)[: filters.taille]]

    return FreePlaces(
        last_updated=since,
        day=results.day,
        matches=answers(results.places),
        without_room=answers(results.without_room),
        at_other_times=answers(results.at_other_times),
        farther=answers(results.farther),
        is_cut=results.is_cut,
    )


def _check(filters: FreePlaceFilters, now: datetime) -> None:
    """Refuses values that the page would ignore with a sentence, which a program would not read.

    Raises:
        ValuesInvalid: half of a position, invalid hours, a day in the past or too far.
    """
    if (filters.lat is None) != (filters.lon is None):
        missing = "lat" if filters.lat is None else "lon"
        _refuse(missing, _("Une position a une latitude et une longitude."))
    today = local_day(now)
    if filters.jour and not today <= filters.jour <= today + FARTHEST_DAY:
        _refuse("jour", _("Ce jour est passé, ou trop lointain."))
    starts, ends = _minutes(filters.de), _minutes(filters.a)
    needs_hours = filters.moment == Moment.HOURS or starts is not None or ends is not None
    if needs_hours and (starts is None or ends is None or starts >= ends):
        _refuse("de", _("Donnez deux heures, celle du début avant celle de la fin."))


def _refuse(name: str, detail: str) -> NoReturn:
    raise ValuesInvalid([Misfit(location="query", name=name, detail=detail)])


def _criteria(filters: FreePlaceFilters) -> SearchInput:
    """Returns the filters as the criteria of the page."""
    return SearchInput(
        text=filters.pres_de,
        commune_code=filters.commune,
        latitude=filters.lat,
        longitude=filters.lon,
        day=filters.jour,
        moment=filters.moment.value if filters.moment else "",
        starts=_minutes(filters.de),
        ends=_minutes(filters.a),
        radius_km=filters.rayon.value if filters.rayon else None,
        people=filters.personnes,
        kind=filters.nature.value if filters.nature else "",
        equipment=tuple(equipment.value for equipment in filters.equipement),
    )


def _minutes(clock: str | None) -> int | None:
    if clock is None:
        return None
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _free_place(request: HttpRequest, result: FoundPlace) -> FreePlace:
    return FreePlace(
        place=place_line(request, result.place),
        day=result.day,
        is_open=result.opened.is_open,
        kind=result.kind,
        free=result.free,
        total=result.total,
        offer=_offer(result),
    )


def _offer(result: FoundPlace) -> Offer | None:
    choice = result.choice
    if choice is None:
        return None
    return Offer(
        resource=choice.space.pk if choice.space else None,
        moment=choice.moment,
        starts_at=choice.period.start,
        ends_at=choice.period.end,
        attendees=choice.people,
        needs_approval=choice.needs_acceptance,
    )
