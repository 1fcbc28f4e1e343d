"""What the booking form asks for, put to the operations of the room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import ngettext

from bocage.people.models import Person
from bocage.workspaces.availability import Interval, is_free
from bocage.workspaces.errors import Taken
from bocage.workspaces.forms import ANY_DESK
from bocage.workspaces.models import Booking, Place, ResourceKind
from bocage.workspaces.moments import period_of
from bocage.workspaces.operations import book_any, book_resources
from bocage.workspaces.plans import PlacePlan, plan_of
from bocage.workspaces.queries import busy_intervals

RACES_RUN = 3


def asked_period(place: Place, plan: PlacePlan, wish: Mapping[str, Any]) -> Interval:
    """The period that a valid `BookingForm` means in a place.

    Raises:
        BookingRefused: the place is closed then, or the hours make no period.
    """
    return period_of(
        plan.open_day(wish["jour"]),
        wish["moment"],
        starts=wish["de"],
        ends=wish["a"],
        place=place,
        now=timezone.now(),
    )


def book_as_asked(*, by: Person, place: Place, wish: Mapping[str, Any]) -> Booking:
    """Books what the cleaned data of a `BookingForm` say.

    Raises:
        BookingRefused: with the sentence that says why; nothing is written.
    """
    plan = plan_of(place)
    details: dict[str, Any] = {
        "by": by,
        "place": place,
        "period": asked_period(place, plan, wish),
        "attendees": wish["personnes"],
        "purpose": wish["mot"],
        "idempotency_key": wish["cle"],
    }
    if wish["espace"] != ANY_DESK:
        return book_resources(resources=[UUID(wish["espace"])], **details)
    if wish["personnes"] == 1:
        return book_any(kind=ResourceKind.DESK, **details)
    return _book_desks(plan, wish["personnes"], details)


def _book_desks(plan: PlacePlan, people: int, details: dict[str, Any]) -> Booking:
    """A desk for each of several people, in one booking.

    Others may take one of the desks meanwhile: the next free ones are then tried.

    Raises:
        Taken: there are not that many left.
    """
    for _race in range(RACES_RUN):
        desks = _free_desks(plan, details["period"])
        if len(desks) < people:
            break
        try:
            return book_resources(resources=desks[:people], **details)
        except Taken:
            continue
    sent = Booking.objects.sent_as(by=details["by"].pk, key=details["idempotency_key"])
    if sent is not None:
        return sent
    sentence = ngettext(
        "Il reste %(count)d poste à ce moment : ce n’est pas assez.",
        "Il reste %(count)d postes à ce moment : ce n’est pas assez.",
        len(desks),
    )
    raise Taken(sentence % {"count": len(desks)})


def _free_desks(plan: PlacePlan, period: Interval) -> list[UUID]:
    desks = plan.bookable(ResourceKind.DESK)
    held = {desk.pk: plan.held_with(desk) for desk in desks}
    busy = busy_intervals(set[UUID]().union(*held.values()), period)
    return [
        desk.pk
        for desk in desks
        if all(is_free(period, busy.get(pk, ())) for pk in held[desk.pk])
        and not any(closure.interval.meets(period) for closure in plan.closures_of(desk))
    ]
