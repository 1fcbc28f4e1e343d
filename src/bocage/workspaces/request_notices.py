"""Who is told what about requests and waiting lists, each within the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation

from bocage.people.mailing import write_to
from bocage.people.models import Mandate, Person, Role, ScopeKind
from bocage.workspaces.access_notes import (
    access_notes_of,
    are_access_notes_told,
    told_from,
)
from bocage.workspaces.booking_calendar import BookingFacts, facts_of
from bocage.workspaces.elsewhere import Elsewhere
from bocage.workspaces.models import Booking, Place, WaitlistEntry
from bocage.workspaces.notifications import hosts_of, read_facts, write_to_holder
from bocage.workspaces.request_mails import (
    AnswerMail,
    DecisionMail,
    QuestionMail,
    RequestAcceptedMail,
    RequestLapsedMail,
    RequestReceivedMail,
    RequestRefusedMail,
    RequestStillWaitsMail,
    RequestToSettleMail,
)
from bocage.workspaces.waiting_mails import (
    OfferLapsedMail,
    OfferMail,
    ReminderMail,
    WaitEndedMail,
)


def tell_requested(booking: Booking, *, rivals: int = 0) -> None:
    """The asker learns where the request stands; whoever decides is asked.

    The place, its commune and the person of the booking are loaded.
    """
    facts = read_facts(booking)
    write_to_holder(
        booking,
        RequestReceivedMail(facts=facts, hello=facts.person_name, answer_due=booking.answer_due),
    )
    _tell_deciders(RequestToSettleMail, booking, facts, rivals=rivals)


def tell_still_waiting(booking: Booking) -> None:
    """Whoever decides is reminded."""
    _tell_deciders(RequestStillWaitsMail, booking, read_facts(booking))


def tell_accepted(booking: Booking) -> None:
    mail = RequestAcceptedMail(facts=read_facts(booking), note=booking.decision_note)
    write_to_holder(booking, mail)


def tell_refused(booking: Booking, elsewhere: Sequence[Elsewhere]) -> None:
    facts = read_facts(booking)
    write_to_holder(
        booking,
        RequestRefusedMail(
            facts=facts,
            hello=facts.person_name,
            why=booking.decision_note,
            elsewhere=list(elsewhere),
        ),
    )


def tell_request_lapsed(booking: Booking, elsewhere: Sequence[Elsewhere]) -> None:
    facts = read_facts(booking)
    write_to_holder(
        booking,
        RequestLapsedMail(facts=facts, hello=facts.person_name, elsewhere=list(elsewhere)),
    )


def tell_question(booking: Booking, text: str) -> None:
    facts = read_facts(booking)
    write_to(booking.holder, QuestionMail(facts=facts, hello=facts.person_name, text=text))


def tell_answer(booking: Booking, text: str) -> None:
    _tell_deciders(AnswerMail, booking, read_facts(booking), text=text)


def tell_offer(booking: Booking, entry: WaitlistEntry) -> None:
    facts = read_facts(booking)
    write_to(
        booking.holder,
        OfferMail(
            facts=facts,
            hello=facts.person_name,
            entry_id=entry.pk,
            held_until=booking.answer_due,
            is_the_rest=booking.period.lower != entry.period.lower,
            waited_for=_named(entry),
        ),
    )


def _named(entry: WaitlistEntry) -> list[str]:
    return [] if entry.is_for_any else [one.name for one in entry.resources.all()]


def tell_offer_lapsed(booking: Booking) -> None:
    facts = read_facts(booking)
    write_to(booking.holder, OfferLapsedMail(facts=facts, hello=facts.person_name))


def tell_reminder(booking: Booking, *, now: datetime) -> None:
    """Sent unless the person turned the channel off. It tells how to get in where it leaves at a
    time at which the page of the booking does, else from when that page will."""
    facts = read_facts(booking)
    notes = access_notes_of(booking)
    is_time = are_access_notes_told(booking, now=now)
    mail = ReminderMail(
        facts=facts,
        hello=facts.person_name,
        access_notes=[(note.kind, note.text) for note in notes] if is_time else [],
        access_told_from=told_from(booking) if notes and not is_time else None,
    )
    write_to(booking.holder, mail)


def tell_wait_ended(entry: WaitlistEntry) -> None:
    """What an entry waits for is not booked any more: its spaces were put away, or its place takes
    nobody. The place, its commune and the person are loaded."""
    wish = Booking(
        pk=entry.pk,
        place=entry.place,
        booked_for=entry.person,
        period=entry.period,
        attendees=entry.attendees,
        purpose=entry.purpose,
    )
    with translation.override(entry.person.language):
        wanted = entry.wanted
    facts = facts_of(wish, spaces=[wanted], commune_name=entry.place.commune.name)
    is_place_open = entry.place.status == Place.Status.PUBLISHED
    mail = WaitEndedMail(
        facts=facts,
        hello=facts.person_name,
        space=wanted if is_place_open else "",
        count=len(_named(entry)) or 1,
    )
    write_to(entry.person, mail)


def deciders_of(place: Place) -> list[Person]:
    """Those who answer the requests of a place: its hosts, else who coordinates what covers it."""
    hosts = hosts_of(place.scope_id)
    if hosts:
        return hosts
    scope = place.scope
    coordinators = Mandate.objects.in_force().filter(role=Role.COORDINATOR, person__is_active=True)
    near = coordinators.filter(scope__kind=ScopeKind.EPCI, scope__epci=scope.epci_id)
    far = coordinators.filter(
        scope__kind=ScopeKind.DEPARTEMENT, scope__departement=scope.departement_id
    )
    for mandates in (near, far):
        found = [
            mandate.person
            for mandate in mandates.select_related("person").order_by("person__name", "person_id")
        ]
        if found:
            return found
    return []


def asked_by(person: Person) -> str:
    """How the asker is called, to whoever decides; nothing where they keep it to themselves."""
    return person.name if person.shows_name_to_hosts else ""


def _tell_deciders(
    message: type[DecisionMail], booking: Booking, facts: BookingFacts, **more: object
) -> None:
    for host in deciders_of(booking.place):
        mail = message(
            facts=facts,
            hello=host.name,
            host_id=host.pk,
            asked_by=asked_by(booking.holder),
            answer_due=booking.answer_due,
            **more,  # type: ignore[arg-type]  # the fields of each message
        )
        write_to(host, mail)
