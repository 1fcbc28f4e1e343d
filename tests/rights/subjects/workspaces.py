"""Subjects of the rights of workspaces, for the grid of docs/architecture/rights.md."""

from datetime import timedelta
from functools import partial

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from bocage.people.models import Person
from bocage.workspaces.models import (
    Booking,
    BookingSeries,
    Place,
    SharedAddress,
    WaitlistEntry,
)
from tests.rights.grid import Subject, Tree, add_subject

ON_A_PLACE = (
    "see_place",
    "book",
    "book_for_somebody_else",
    "wait",
    "see_waitlist",
    "see_day",
    "clear_people",
    "write_to_visitors",
    "change_place",
    "set_prices",
    "manage_accounts",
    "see_report",
)
ON_A_BOOKING = (
    "see_booking",
    "cancel_booking",
    "move_booking",
    "change_guests",
    "restore_booking",
    "choose_how_to_pay",
    "check_in",
    "note_arrival",
    "see_access_notes",
    "note_booking",
    "answer_request",
    "answer_question",
)


def _place(status: str, tree: Tree, _holder: Person) -> Place:
    return Place(scope=tree.place, commune=tree.commune.commune, status=status)


def _booking(starts_in: timedelta, tree: Tree, holder: Person) -> Booking:
    start = timezone.now() + starts_in
    return Booking(
        place=_place(Place.Status.PUBLISHED, tree, holder),
        booked_for=holder,
        created_by=holder,
        period=DateTimeTZRange(start, start + timedelta(hours=4), "[)"),
    )


def _entry(tree: Tree, holder: Person) -> WaitlistEntry:
    return WaitlistEntry(place=_place(Place.Status.PUBLISHED, tree, holder), person=holder)


for _name, _status in (
    ("a published place", Place.Status.PUBLISHED),
    ("a place in preparation", Place.Status.DRAFT),
):
    add_subject(
        Subject(
            name=_name,
            rights=tuple(f"workspaces.{right}" for right in ON_A_PLACE),
            make=partial(_place, _status),
        )
    )
for _name, _starts_in in (
    ("a booking to come", timedelta(days=1)),
    ("a booking that has begun", timedelta(hours=-1)),
):
    add_subject(
        Subject(
            name=_name,
            rights=tuple(f"workspaces.{right}" for right in ON_A_BOOKING),
            make=partial(_booking, _starts_in),
            has_holder=True,
        )
    )
add_subject(
    Subject(
        name="an entry of a waiting list",
        rights=("workspaces.answer_offer",),
        make=_entry,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="the address of a place",
        rights=("workspaces.manage_address",),
        make=lambda tree, holder: SharedAddress(
            kind=SharedAddress.Kind.CALENDAR, place=_place(Place.Status.PUBLISHED, tree, holder)
        ),
    )
)
add_subject(
    Subject(
        name="the calendar address of a person",
        rights=("workspaces.manage_address",),
        make=lambda _tree, holder: SharedAddress(kind=SharedAddress.Kind.CALENDAR, person=holder),
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="a series",
        rights=(
            "workspaces.see_series",
            "workspaces.change_series",
            "workspaces.answer_request",
            "workspaces.answer_question",
        ),
        make=lambda tree, holder: BookingSeries(
            place=_place(Place.Status.PUBLISHED, tree, holder), booked_for=holder, created_by=holder
        ),
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="a commune",
        rights=("workspaces.open_place",),
        make=lambda tree, _holder: tree.commune.commune,
    )
)
add_subject(
    Subject(
        name="anywhere at all",
        rights=("workspaces.open_place", "workspaces.see_territory_report"),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
