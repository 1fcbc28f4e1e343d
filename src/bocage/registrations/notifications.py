"""Notifications about events, in the operation's transaction."""

from collections.abc import Iterable
from typing import Any

from bocage.foundation.mail import send_mail
from bocage.registrations.mails import RegistrationMail
from bocage.registrations.models import Event, Registration


def notify(registration: Registration, mail: type[RegistrationMail], **content: Any) -> None:
    """Mails a registered person; does nothing if they left no address, or if it is erased."""
    if not registration.address:
        return
    message = mail(
        event=registration.kind.facts_of(registration.event),
        registration_id=registration.pk,
        name=registration.display_name,
        email=registration.address,
        people=registration.people,
        version=registration.sequence,
        **content,
    )
    send_mail(
        message,
        to=registration.address,
        language=registration.reads,
        person=registration.account,
    )


def notify_registered(registration: Registration) -> None:
    """Mails a person that they have a seat, or that they are on the waiting list."""
    is_waiting = registration.state == Registration.State.WAITING
    notify(
        registration,
        registration.kind.mails.waits if is_waiting else registration.kind.mails.registered,
    )


def notify_active(event: Event, mail: type[RegistrationMail], **content: Any) -> int:
    """Mails all registrations that have a seat or wait for one.

    Returns: how many have an address.
    """
    active = event.registrations.active().with_addresses()
    return notify_all(event, active.order_by("confirmed_at", "pk"), mail, **content)


def notify_all(
    event: Event,
    registrations: Iterable[Registration],
    mail: type[RegistrationMail],
    **content: Any,
) -> int:
    """Mails the given registrations of an event.

    Returns: how many have an address.
    """
    count = 0
    for registration in registrations:
        registration.event = event
        notify(registration, mail, **content)
        count += bool(registration.address)
    return count
