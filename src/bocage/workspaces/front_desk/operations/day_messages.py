"""Writing to everybody who comes to a place on a day."""

from datetime import date
from uuid import UUID

from bocage.foundation.db.constraints import refusing
from bocage.foundation.mail import can_receive
from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import RULES
from bocage.workspaces.front_desk.mails import WordToVisitors
from bocage.workspaces.front_desk.models import DayMessage
from bocage.workspaces.opening_hours.availability import day_interval
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking


def visitors_of(place: Place, day: date) -> list[Person]:
    """Lists the people with a booking or a request on a day in a place, each once, by name; one
    query.
    """
    bookings = (
        Booking.objects.filter(place=place, status__in=Booking.OPEN)
        .meeting(*day_interval(day))
        .values("booked_for")
    )
    return list(Person.objects.filter(pk__in=bookings).order_by("name", "pk"))


def write_to_visitors(
    *, by: Person, place: Place, day: date, subject: str, text: str, key: UUID
) -> DayMessage:
    """Sends a message to everybody who comes on a day, in the name of the place.

    Sent again with the same `key`, it changes nothing and returns the first message. A person who
    turned these messages off, or has no address, receives none, and is not counted.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    by.require("workspaces.write_to_visitors", place)
    with refusing(RULES):
        message, is_new = DayMessage.objects.get_or_create(
            key=key,
            defaults={
                "place": place,
                "day": day,
                "subject": subject.strip(),
                "text": text.strip(),
                "sent_by": by,
            },
        )
        if not is_new:
            return message
        mail = WordToVisitors(
            place_name=place.name,
            place_slug=place.slug,
            host_name=by.name,
            day=day,
            subject=message.subject,
            text=message.text,
        )
        results = [_send(mail, person, place) for person in visitors_of(place, day)]
        message.recipients = sum(results)
        message.save(update_fields=["recipients"])
    return message


def _send(mail: WordToVisitors, person: Person, place: Place) -> bool:
    outgoing = write_to(person, mail, reply_to=place.contact_email)
    return outgoing is not None


def reached_by_phone_alone(people: list[Person]) -> list[Person]:
    """Returns the people without a working e-mail address, whom the host has to call."""
    return [person for person in people if not can_receive(person.email)]
