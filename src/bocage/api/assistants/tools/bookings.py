"""Bookings of a person, with their token: list, book, move, cancel."""

from typing import Annotated, Any
from uuid import UUID

from mcp.server import MCPServer
from pydantic import Field

from bocage.api.assistants.instance import Instance
from bocage.api.assistants.tools import BOOKS, CHANGES, READS
from bocage.api.assistants.tools.workspaces import Slug
from bocage.foundation.api.paging import Page
from bocage.workspaces.bookings.api.bookings import (
    MAX_GUESTS,
    PURPOSE_LENGTH,
    BookingAnswer,
    GuestName,
    When,
)
from bocage.workspaces.bookings.forms.bookings import MAX_PEOPLE, MAX_SPACES

DEFAULT_LIMIT, MAX_LIMIT = 20, 100

Start = Annotated[
    str,
    Field(
        max_length=40, description="With its offset from UTC, as in `offer`: 2026-12-03T09:00+01:00"
    ),
]
Booking = Annotated[UUID, Field(description="The `id` of the booking.")]
Resources = Annotated[
    list[UUID], Field(max_length=MAX_SPACES, description="`id`s of resources: all of them.")
]
AnyDesk = Annotated[
    bool, Field(description="Any desk that is free, where an offer names no resource.")
]
Guests = Annotated[list[GuestName], Field(max_length=MAX_GUESTS, description="Their names.")]
Purpose = Annotated[str, Field(max_length=PURPOSE_LENGTH, description="A word for the place.")]
Private = Annotated[bool, Field(description="Shows who comes to the place alone.")]
HouseRules = Annotated[
    UUID | None,
    Field(
        description="`house_rules` of the place, once the person has read them on its page and "
        "accepts them."
    ),
]


def add_to(server: MCPServer[Any], instance: Instance) -> None:
    """Adds the tools that need a token."""
    _add_list_my_bookings(server, instance)
    _add_book_workspace(server, instance)
    _add_move_booking(server, instance)
    _add_cancel_booking(server, instance)


def _add_list_my_bookings(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Mes réservations", annotations=READS)
    async def list_my_bookings(
        when: Annotated[When, Field(description="a-venir: to come; passees: past.")] = When.TO_COME,
        limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    ) -> Page[BookingAnswer]:
        """The bookings of the person whose token this is. Needs a token (bookings:read)."""
        return await instance.read(
            Page[BookingAnswer],
            "bookings",
            arguments={"when": when, "limit": limit},
            names={"when": "quand", "limit": "taille"},
        )


def _add_book_workspace(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Réserver", annotations=BOOKS)
    async def book_workspace(
        *,
        place: Slug,
        starts_at: Start,
        ends_at: Start,
        resources: Resources = [],  # noqa: B006 - it is in the schema, and never changed
        any_desk: AnyDesk = False,
        attendees: Annotated[int, Field(ge=1, le=MAX_PEOPLE)] = 1,
        guests: Guests = [],  # noqa: B006
        purpose: Purpose = "",
        is_private: Private = False,
        accepts_house_rules: HouseRules = None,
    ) -> BookingAnswer:
        """Book in the name of the person whose token this is, after they agreed. Take place, hours
        and resource from an `offer` of find_workspaces. Where it is taken, the refusal tells what
        is free instead. Needs a token (bookings:write).
        """
        body = {
            "place": place,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "resources": [str(resource) for resource in resources],
            "any_desk": any_desk,
            "attendees": attendees,
            "guests": guests,
            "purpose": purpose,
            "is_private": is_private,
            "accepts_house_rules": str(accepts_house_rules) if accepts_house_rules else None,
        }
        return await instance.change(BookingAnswer, "POST", "bookings", body=body)


def _add_move_booking(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Déplacer une réservation", annotations=CHANGES)
    async def move_booking(
        booking: Booking,
        starts_at: Start = "",
        ends_at: Start = "",
        resources: Resources = [],  # noqa: B006
    ) -> BookingAnswer:
        """Give a booking other hours, other resources of its place, or both, after the person
        agreed; a refusal leaves it as it was. Needs a token (bookings:write).
        """
        body = {
            "starts_at": starts_at,
            "ends_at": ends_at,
            "resources": [str(resource) for resource in resources],
        }
        return await instance.change(BookingAnswer, "PATCH", "bookings", str(booking), body=body)


def _add_cancel_booking(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Annuler une réservation", annotations=CHANGES)
    async def cancel_booking(
        booking: Booking,
        note: Annotated[str, Field(max_length=PURPOSE_LENGTH, description="Why, if said.")] = "",
    ) -> BookingAnswer:
        """Cancel a booking and free what it holds, after the person agreed. Needs a token
        (bookings:write).
        """
        return await instance.change(
            BookingAnswer, "POST", "bookings", str(booking), "cancellation", body={"note": note}
        )
