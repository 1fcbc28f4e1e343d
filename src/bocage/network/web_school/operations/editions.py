"""Editions of the École du Web: opened, described, given rooms, slots and partners, led on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import ProtectedError
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.foundation.forms.slugs import free_slug
from bocage.network.web_school.errors import (
    EditionNotOver,
    GridInUse,
    NotAtThisStage,
    PartnerNamedTwice,
    RoomNamedTwice,
    SlotOnAnotherDay,
    SlotOverlaps,
)
from bocage.network.web_school.models.editions import (
    Slot,
    WebSchoolEdition,
    WebSchoolPartner,
    WebSchoolRoom,
    new_secret,
)
from bocage.network.web_school.operations.bookings import book_for_edition, free_for_edition
from bocage.people.logos import logo_from_upload
from bocage.people.models import Person, Scope
from bocage.territory.models import Commune

Status = WebSchoolEdition.Status

NEXT = {
    Status.COLLECTING: (Status.VOTING,),
    Status.VOTING: (Status.SCHEDULING, Status.COLLECTING),
    Status.SCHEDULING: (Status.VOTING,),
    Status.PUBLISHED: (Status.HELD,),
    Status.HELD: (Status.ARCHIVED, Status.PUBLISHED),
    Status.ARCHIVED: (),
}
"""Manual transitions of an edition; only its first programme publishes it."""


def locked_edition(edition: WebSchoolEdition) -> WebSchoolEdition:
    """Returns the current row of an edition, locked until the end of the transaction."""
    return lock_row(edition, "departement", "commune__epci")


@contextmanager
def managed_edition(by: Person | None, edition: WebSchoolEdition) -> Iterator[WebSchoolEdition]:
    """Opens a transaction and yields the locked edition, if `by` may run it (None is a scheduled
    job).

    Raises:
        NotAllowed: they do not manage it.
    """
    if by is not None and not by.has_perm("network.manage_edition", edition):
        raise NotAllowed
    with transaction.atomic():
        yield locked_edition(edition)


def touch_programme(edition: WebSchoolEdition) -> None:
    """Increments the revision of the grid and programme, so that a computation begun before is
    rejected.
    """
    edition.revision += 1
    edition.save(update_fields=["revision"])


def open_edition(
    *,
    by: Person,
    commune: Commune,
    name: str,
    starts_on: date,
    ends_on: date | None = None,
    now: datetime | None = None,
    **values: Any,
) -> WebSchoolEdition:
    """Opens an edition, which collects pitches at once.

    Raises:
        NotAllowed: `by` runs no club of this département.
    """
    by.require("network.open_edition", commune.departement)
    with transaction.atomic():
        edition = WebSchoolEdition(
            slug=free_slug(
                name, WebSchoolEdition.objects.all(), longest=70, default="ecole-du-web"
            ),
            name=name,
            departement=commune.departement,
            commune=commune,
            starts_on=starts_on,
            ends_on=ends_on or starts_on,
            created_by=by,
            created_at=now or timezone.now(),
            **values,
        )
        edition.save()
    return edition


def change_edition(*, by: Person, edition: WebSchoolEdition, **values: Any) -> WebSchoolEdition:
    """Changes the description of an edition; its slug stays.

    Raises:
        NotAllowed: `by` does not manage it.
        SlotOnAnotherDay: a slot would be outside its days.
    """
    with managed_edition(by, edition) as locked:
        for name, value in values.items():
            setattr(locked, name, value)
        days = {slot.day for slot in locked.slots.all()}
        if any(not locked.starts_on <= day <= locked.ends_on for day in days):
            raise SlotOnAnotherDay
        locked.save()
    return locked


def lead_edition_to(
    *, by: Person | None, edition: WebSchoolEdition, status: str, now: datetime | None = None
) -> WebSchoolEdition:
    """Moves an edition to its next state, or one back. Idempotent. An edition can be marked as held
    from its last day on, and that can be undone until the end of that day.

    Raises:
        NotAllowed: `by` does not manage it.
        NotAtThisStage: the transition is not allowed from its state.
        EditionNotOver: the next state is held, and its last day is not reached.
    """
    today = timezone.localdate(now or timezone.now())
    with managed_edition(by, edition) as locked:
        if locked.status != status:
            if status not in steps_of(locked, today):
                raise NotAtThisStage
            if status == Status.HELD and today < locked.ends_on:
                raise EditionNotOver(locked.ends_on)
            locked.status = status
            locked.save(update_fields=["status"])
    return locked


def steps_of(edition: WebSchoolEdition, today: date) -> list[Status]:
    """Returns the states to which an edition can move today. After its last day, « held » can no
    longer be undone.
    """
    steps = NEXT[Status(edition.status)]
    is_over = edition.status == Status.HELD and today > edition.ends_on
    return [step for step in steps if not (is_over and step == Status.PUBLISHED)]


def replace_tokens(*, by: Person, edition: WebSchoolEdition) -> WebSchoolEdition:
    """Gives new addresses to the wall screen and to the door; the former ones stop working.

    Raises:
        NotAllowed: `by` does not manage it.
    """
    with managed_edition(by, edition) as locked:
        locked.wall_token, locked.door_token = new_secret(), new_secret()
        locked.save(update_fields=["wall_token", "door_token"])
    return locked


def add_room(
    *,
    by: Person,
    edition: WebSchoolEdition,
    name: str,
    seats: int,
    place: Scope | None = None,
    directions: str = "",
    meeting_room: UUID | None = None,
    now: datetime | None = None,
) -> WebSchoolRoom:
    """Adds a room and, with `meeting_room`, books it in its workspace: both, or nothing.

    Raises:
        NotAllowed: `by` does not manage the edition.
        RoomNamedTwice: another room of it has this name.
        NoSlotToBook: there is no slot yet, and so no time to book.
        RoomTaken, Refusal: the workspace cannot give it.
    """
    with (
        managed_edition(by, edition) as locked,
        refusing({"network_room_named_once": RoomNamedTwice}),
    ):
        touch_programme(locked)
        room = WebSchoolRoom.objects.create(
            edition=locked,
            name=" ".join(name.split()),
            seats=seats,
            place=place,
            directions=directions,
        )
        if meeting_room is not None:
            book_for_edition(room, by=by, meeting_room=meeting_room, now=now)
    return room


def book_again(*, by: Person, room: WebSchoolRoom, now: datetime | None = None) -> WebSchoolRoom:
    """Books a room of a workspace for the slots as they now are; what it held before is freed.

    Raises:
        NotAllowed: `by` does not manage the edition.
        NoSlotToBook: the edition has no slot, and so no time to book.
        RoomTaken, Refusal: the workspace cannot give it; what was booked stays.
    """
    with managed_edition(by, room.edition) as edition:
        locked = lock_rows(edition.rooms.all()).get(pk=room.pk)
        if locked.booked_room is not None:
            free_for_edition(locked, by=by, now=now)
            book_for_edition(locked, by=by, meeting_room=locked.booked_room, now=now)
    return locked


def remove_room(*, by: Person, room: WebSchoolRoom) -> None:
    """Deletes a room, and frees its bookings.

    Raises:
        NotAllowed: `by` does not manage the edition.
        GridInUse: a session is placed in it.
    """
    with transaction.atomic():
        _remove(by, room.edition, room)
        free_for_edition(room, by=by)


def add_slots(
    *,
    by: Person,
    edition: WebSchoolEdition,
    day: date,
    starts: time,
    minutes: int,
    number: int = 1,
    pause: int = 0,
) -> list[Slot]:
    """Adds one slot or several, one after the other, with a pause between them: all or none.

    Raises:
        NotAllowed: `by` does not manage the edition.
        SlotOnAnotherDay: one of them is not on a day of the edition.
        SlotOverlaps: one of them is at the time of another.
    """
    first = timezone.make_aware(datetime.combine(day, starts))
    step = timedelta(minutes=minutes + pause)
    with managed_edition(by, edition) as locked, refusing({"network_slot_apart": SlotOverlaps}):
        slots = [
            Slot(
                edition=locked,
                period=DateTimeTZRange(
                    first + rank * step, first + rank * step + timedelta(minutes=minutes)
                ),
            )
            for rank in range(number)
        ]
        if any(not locked.starts_on <= slot.day <= locked.ends_on for slot in slots):
            raise SlotOnAnotherDay
        touch_programme(locked)
        return Slot.objects.bulk_create(slots)


def remove_slot(*, by: Person, slot: Slot) -> None:
    """Deletes a slot.

    Raises:
        NotAllowed: `by` does not manage the edition.
        GridInUse: a session is placed in it.
    """
    _remove(by, slot.edition, slot)


def _remove(by: Person, edition: WebSchoolEdition, part: WebSchoolRoom | Slot) -> None:
    with managed_edition(by, edition) as locked:
        try:
            part.delete()
        except ProtectedError as error:
            raise GridInUse from error
        touch_programme(locked)


def add_partner(
    *,
    by: Person,
    edition: WebSchoolEdition,
    name: str,
    website: str = "",
    logo: BinaryIO | None = None,
    logo_size: int = 0,
) -> WebSchoolPartner:
    """Adds a partner, with a logo that the server encodes again.

    Raises:
        NotAllowed: `by` does not manage the edition.
        NotALogo: the file is not an accepted picture.
        PartnerNamedTwice: the edition has this partner already.
    """
    by.require("network.manage_edition", edition)
    picture = logo_from_upload(logo, logo_size) if logo is not None else (None, "")
    with (
        managed_edition(by, edition) as locked,
        refusing({"network_partner_named_once": PartnerNamedTwice}),
    ):
        return WebSchoolPartner.objects.create(
            edition=locked,
            name=" ".join(name.split()),
            website=website,
            logo=picture[0],
            logo_digest=picture[1],
        )


def remove_partner(*, by: Person, partner: WebSchoolPartner) -> None:
    """Deletes a partner.

    Raises:
        NotAllowed: `by` does not manage the edition.
    """
    with managed_edition(by, partner.edition):
        partner.delete()
