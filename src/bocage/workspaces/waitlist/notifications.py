"""Notifications about waiting lists, within the transaction."""

from django.utils import translation

from bocage.people.mailing import write_to
from bocage.workspaces.bookings.facts import facts_of
from bocage.workspaces.bookings.notifications import read_facts
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.waitlist.mails import OfferLapsedMail, OfferMail, WaitEndedMail
from bocage.workspaces.waitlist.models import WaitlistEntry


def notify_offer(booking: Booking, entry: WaitlistEntry) -> None:
    facts = read_facts(booking)
    write_to(
        booking.holder,
        OfferMail(
            facts=facts,
            hello=facts.person_name,
            entry_id=entry.pk,
            held_until=booking.answer_due,
            is_the_rest=booking.period.lower != entry.period.lower,
            waited_for=_space_names(entry),
        ),
    )


def _space_names(entry: WaitlistEntry) -> list[str]:
    return [] if entry.is_for_any else [resource.name for resource in entry.resources.all()]


def notify_offer_lapsed(booking: Booking) -> None:
    facts = read_facts(booking)
    write_to(booking.holder, OfferLapsedMail(facts=facts, hello=facts.person_name))


def notify_wait_ended(entry: WaitlistEntry) -> None:
    """Notifies a person that their wish can no longer be booked: its spaces were withdrawn, or its
    place accepts nobody. The place, its commune and the person must be loaded.
    """
    wish = Booking(
        pk=entry.pk,
        place=entry.place,
        booked_for=entry.person,
        period=entry.period,
        attendees=entry.attendees,
        purpose=entry.purpose,
    )
    with translation.override(entry.person.language):
        spaces = entry.space_words
    facts = facts_of(wish, spaces=[spaces], commune_name=entry.place.commune.name)
    is_place_open = entry.place.status == Place.Status.PUBLISHED
    mail = WaitEndedMail(
        facts=facts,
        hello=facts.person_name,
        space=spaces if is_place_open else "",
        count=len(_space_names(entry)) or 1,
    )
    write_to(entry.person, mail)
