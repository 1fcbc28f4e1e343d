"""Personal data of the front desk: messages disclosed; waits and addresses erased."""

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.workspaces.bookings.models import ReminderChoice
from bocage.workspaces.front_desk.models import DayMessage, SharedAddress
from bocage.workspaces.scheduling.models.bookings import BookingMessage
from bocage.workspaces.scheduling.personal_data_rows import format_day_of, latest_first
from bocage.workspaces.waitlist.models import WaitedSpace, WaitlistEntry


@erases(_("Vos attentes, agendas partagés et rappels"), rank=710)
def waits(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(
        WaitlistEntry.objects.filter(person=person),
        WaitedSpace.objects.filter(person=person),
        ReminderChoice.objects.filter(person=person),
        SharedAddress.objects.filter(person=person, bookings=None),
    )


@data_section(
    name="messages_written",
    title=gettext_lazy("Les messages que vous avez écrits"),
    rank=38,
    named_in=(
        "workspaces.BookingMessage.author",
        "workspaces.DayMessage.sent_by",
    ),
)
@latest_first
def message_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the messages that a person wrote about a booking, or to the visitors of a day; two
    queries.
    """
    about = (
        BookingMessage.objects.filter(author=person)
        .select_related("booking__place", "series__place")
        .order_by("-written_at", "pk")
    )
    to_all = (
        DayMessage.objects.filter(sent_by=person).select_related("place").order_by("-sent_at", "pk")
    )
    for message in about[:limit]:
        yield DataItem(
            at=message.written_at,
            title=format_day_of(message.written_at),
            detail=[message.about.place.name, message.text],
        )
    for notice in to_all[:limit]:
        yield DataItem(
            at=notice.sent_at,
            title=notice.subject,
            detail=[notice.place.name, format_day_of(notice.sent_at), notice.text],
        )
