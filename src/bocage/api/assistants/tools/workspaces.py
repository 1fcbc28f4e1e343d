"""Workspaces with free desks near a commune on a day, one place, and its availability."""

from typing import Annotated, Any

from django.utils import timezone
from mcp.server import MCPServer
from pydantic import Field

from bocage.api.assistants.days import LONGEST_DAY, DayUnread, read_day
from bocage.api.assistants.instance import Instance, Refused, in_words
from bocage.api.assistants.tools import READS
from bocage.workspaces.bookings.api.answers import PlaceWhole
from bocage.workspaces.bookings.api.bookings import LONGEST_SLUG
from bocage.workspaces.bookings.forms.bookings import MAX_PEOPLE
from bocage.workspaces.models import Accessibility, Equipment, ResourceKind
from bocage.workspaces.opening_hours.availability import local_day
from bocage.workspaces.scheduling.moments import Moment
from bocage.workspaces.search.api.free_places import FreePlaces, Radius
from bocage.workspaces.search.api.places import PlaceAvailability

DEFAULT_LIMIT, MAX_LIMIT = 8, 50
MAX_DAYS = 31

Clock = Annotated[
    str | None,
    Field(pattern=r"^\d\d:\d\d$", description="By the local clock, 09:00. Both, or none."),
]
DayText = Annotated[
    str,
    Field(
        max_length=LONGEST_DAY,
        description="The day: 2026-12-03, « jeudi », « demain ». Without it: today, or tomorrow in "
        "the evening.",
    ),
]
Slug = Annotated[
    str, Field(min_length=1, max_length=LONGEST_SLUG, description="The `slug` of the place.")
]
Near = Annotated[str, Field(max_length=80, description="Name of a commune: « Sées ».")]
PartOfDay = Annotated[
    Moment | None, Field(description="matin, apres-midi, journee; heures with both hours.")
]
Kind = Annotated[ResourceKind | None, Field(description="What is looked for: a desk, without it.")]
Equipped = Annotated[
    list[Equipment | Accessibility], Field(max_length=27, description="All of them.")
]
Latitude = Annotated[float | None, Field(ge=-90, le=90, description="Rather than `near`.")]
AtMost = Annotated[
    int, Field(ge=1, le=MAX_LIMIT, description="At most so many places of each sort.")
]


def add_to(server: MCPServer[Any], instance: Instance) -> None:
    """Adds the tools about places to work in."""
    _add_find_workspaces(server, instance)
    _add_read_workspace(server, instance)
    _add_read_workspace_availability(server, instance)


def _add_find_workspaces(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Où travailler, un jour et près d’ici", annotations=READS)
    async def find_workspaces(
        *,
        near: Near = "",
        day: DayText = "",
        part_of_day: PartOfDay = None,
        starts: Clock = None,
        ends: Clock = None,
        people: Annotated[int, Field(ge=1, le=MAX_PEOPLE)] = 1,
        kind: Kind = None,
        equipment: Equipped = [],  # noqa: B006 - it is in the schema, and never changed
        within_km: Annotated[Radius | None, Field(description="Kilometres, at most.")] = None,
        latitude: Latitude = None,
        longitude: Annotated[float | None, Field(ge=-180, le=180)] = None,
        limit: AtMost = DEFAULT_LIMIT,
    ) -> FreePlaces:
        """Find where to work on a day near a commune: coworking desks, offices and meeting rooms
        that are free, nearest first, with what can be booked (`offer`). Where nothing is free near
        enough, the answer tells what is at other times and farther away.
        """
        hours = Moment.HOURS if starts or ends else None
        return await instance.read(
            FreePlaces,
            "availability",
            arguments={
                "near": near,
                "day": date_of(day),
                "part_of_day": part_of_day or hours,
                "starts": starts,
                "ends": ends,
                "people": people,
                "kind": kind,
                "equipment": equipment,
                "within_km": within_km,
                "latitude": latitude,
                "longitude": longitude,
                "limit": limit,
            },
            names=NAMES,
        )


def _add_read_workspace(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Lire un lieu où travailler", annotations=READS)
    async def read_workspace(place: Slug) -> PlaceWhole:
        """A place to work in: address, hours, what can be booked and by which rules, equipment,
        accessibility, connection, whom to call.
        """
        return await instance.read(PlaceWhole, "places", place)


def _add_read_workspace_availability(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Ce qui est libre dans un lieu", annotations=READS)
    async def read_workspace_availability(
        place: Slug,
        day: DayText = "",
        days: Annotated[int, Field(ge=1, le=MAX_DAYS, description="How many days.")] = 1,
    ) -> PlaceAvailability:
        """Lists when each desk and each room of a place is free, day by day."""
        return await instance.read(
            PlaceAvailability,
            "places",
            place,
            "availability",
            arguments={"day": date_of(day), "days": days},
            names={"day": "jour", "days": "jours"},
        )


NAMES = {
    "near": "pres-de",
    "day": "jour",
    "part_of_day": "moment",
    "starts": "de",
    "ends": "a",
    "people": "personnes",
    "kind": "nature",
    "equipment": "equipement",
    "within_km": "rayon",
    "latitude": "lat",
    "longitude": "lon",
    "limit": "taille",
}
"""Names in the API of the arguments of `find_workspaces`."""


def date_of(day: str) -> str:
    """Returns the date of a day given in words, as the API takes it; empty if none is given.

    Raises:
        Refused: it is not a day.
    """
    if not day.strip():
        return ""
    try:
        return read_day(day, today=local_day(timezone.now())).isoformat()
    except DayUnread as error:
        raise Refused(in_words("day", str(error))) from None
