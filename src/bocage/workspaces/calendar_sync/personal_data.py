"""Export of the calendars that a person shared or followed."""

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.scheduling.models.outside_calendars import OutsideCalendar


@data_section(
    name="calendars",
    title=_("Les agendas que vous avez reliés"),
    rank=36,
    named_in=(
        "workspaces.SharedAddress.person",
        "workspaces.SharedAddress.created_by",
        "workspaces.OutsideCalendar.created_by",
    ),
)
def calendar_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the calendar addresses of the person and those that they created, then the outside
    calendars that they added; latest first, two queries.
    """
    addresses = (
        SharedAddress.objects.filter(Q(person=person) | Q(created_by=person), kind="calendar")
        .select_related("place", "resource")
        .order_by("-created_at", "pk")[:limit]
    )
    followed = (
        OutsideCalendar.objects.filter(created_by=person)
        .select_related("resource", "place")
        .order_by("-created_at", "pk")[:limit]
    )
    for address in addresses:
        yield DataItem(
            title=str(address.resource or address.place or gettext("Mes réservations")),
            detail=gettext("adresse retirée")
            if address.revoked_at
            else gettext("adresse en usage"),
        )
    for calendar in followed:
        yield DataItem(
            title=calendar.name, detail=f"{calendar.place.name} · {calendar.resource.name}"
        )
