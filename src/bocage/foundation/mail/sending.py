"""Sending: what a room calls. Two inserts in the current transaction, and nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

from bocage.foundation.mail.addresses import can_receive
from bocage.foundation.mail.delivery import deliver_mail
from bocage.foundation.mail.messages import Mail, channel_named
from bocage.foundation.models.mail import OutgoingMail
from bocage.foundation.row_writes import insert_row

Wants = Callable[[Any, str], bool]

_preferences: list[Wants] = []
_silent: ContextVar[bool] = ContextVar("silent", default=False)


@contextmanager
def without_mails() -> Iterator[None]:
    """Operations inside the block queue no mail.

    For data that tells of the past, which nobody waits for: the demo, a take-over from
    another system. Never for what a person does.
    """
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def consult_preferences(wants: Wants) -> Wants:
    """Registers `wants(person, channel_name)`, asked before each mail of an optional channel."""
    _preferences.append(wants)
    return wants


def send_mail(
    mail: Mail, *, to: str, language: str, person: Any = None, reply_to: str = ""
) -> OutgoingMail | None:
    """Queues a mail; it leaves once the current transaction is committed, never otherwise.

    Returns None where `person` turned off the (optional) channel of the message, where no mail
    can arrive, and inside `without_mails`.
    """
    if _silent.get() or not can_receive(to):
        return None
    if person is not None and not _wanted_by(person, mail.channel):
        return None
    with transaction.atomic(savepoint=False):
        outgoing = OutgoingMail(
            kind=mail.kind(),
            channel=mail.channel,
            facts=mail.to_facts(),
            recipient=to,
            reply_to=reply_to,
            language=language,
            person_id=person.pk if person is not None else None,
        )
        insert_row(outgoing)
        deliver_mail.configure(priority=mail.priority).defer(mail_id=str(outgoing.pk))
    return outgoing


def _wanted_by(person: Any, channel: str) -> bool:
    if not channel_named(channel).optional:
        return True
    return all(wants(person, channel) for wants in _preferences)
