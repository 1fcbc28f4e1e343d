"""Who is told what about an event, in the transaction of the operation."""

from collections.abc import Iterable
from typing import Any

from bocage.foundation.mail import send_mail
from bocage.registrations.mails import RegistrationMail
from bocage.registrations.models import Event, Registration


def tell(registration: Registration, mail: type[RegistrationMail], **said: Any) -> None:
    """Write to who registered; nothing to who left no address, or whose address is forgotten."""
    if not registration.address:
        return
    written = mail(
        event=registration.kind.facts_of(registration.event),
        registration_id=registration.pk,
        name=registration.who,
        email=registration.address,
        people=registration.people,
        version=registration.sequence,
        **said,
    )
    send_mail(
        written,
        to=registration.address,
        language=registration.reads,
        person=registration.account,
    )


def tell_registered(registration: Registration) -> None:
    """Mails a person that they have a seat, or that they are on the waiting list."""
    is_waiting = registration.state == Registration.State.WAITING
    tell(
        registration,
        registration.kind.mails.waits if is_waiting else registration.kind.mails.registered,
    )


def tell_standing(event: Event, mail: type[RegistrationMail], **said: Any) -> int:
    """Mails all registrations that have a seat or wait for one.

    Returns: how many have an address.
    """
    standing = event.registrations.standing().with_addresses()
    return tell_all(event, standing.order_by("confirmed_at", "pk"), mail, **said)


def tell_all(
    event: Event, registrations: Iterable[Registration], mail: type[RegistrationMail], **said: Any
) -> int:
    """Mails the given registrations of an event.

    Returns: how many have an address.
    """
    written = 0
    for registration in registrations:
        registration.event = event
        tell(registration, mail, **said)
        written += bool(registration.address)
    return written
