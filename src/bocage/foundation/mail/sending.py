"""Sending of mails by rooms: adds rows in the current transaction, and nothing else."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import batched
from typing import Any

from django.db import transaction

from bocage.foundation.db.fast_inserts import insert_row
from bocage.foundation.mail.addresses import can_receive
from bocage.foundation.mail.delivery import deliver_mail, deliver_mails
from bocage.foundation.mail.messages import Mail, find_channel
from bocage.foundation.models.mail import OutgoingMail

Wants = Callable[[Any, str], bool]

_preferences: list[Wants] = []
_silent: ContextVar[bool] = ContextVar("silent", default=False)
_gathered: ContextVar[defaultdict[int, list[OutgoingMail]] | None] = ContextVar(
    "gathered", default=None
)
"""Mails of each priority that `mails_together` will queue."""

MAILS_AT_ONCE = 25
"""Mails of one task: a sign-in code waits for no more of them than that."""


@contextmanager
def without_mails() -> Iterator[None]:
    """Disables the queueing of mails by operations inside the block.

    For data about the past, of which nobody needs a mail: the demo, an import from another system.
    Never for an action of a person.
    """
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


@contextmanager
def mails_together() -> Iterator[None]:
    """Queues the mails sent inside the block, which must be in a transaction, at its end: in one
    statement, and for delivery by tasks of twenty-five. For many mails at once; if the block
    raises, none is queued.
    """
    gathered: defaultdict[int, list[OutgoingMail]] = defaultdict(list)
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)
    OutgoingMail.objects.bulk_create(mail for mails in gathered.values() for mail in mails)
    for priority, mails in gathered.items():
        task = deliver_mails.configure(priority=priority)
        for some in batched(mails, MAILS_AT_ONCE):
            task.defer(mail_ids=[str(mail.pk) for mail in some])


def consult_preferences(wants: Wants) -> Wants:
    """Registers `wants(person, channel_name)`, called before each mail of an optional channel."""
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
    outgoing = OutgoingMail(
        kind=mail.kind(),
        channel=mail.channel,
        facts=mail.to_facts(),
        recipient=to,
        reply_to=reply_to,
        language=language,
        person_id=person.pk if person is not None else None,
    )
    gathered = _gathered.get()
    if gathered is not None:
        gathered[mail.priority].append(outgoing)
        return outgoing
    with transaction.atomic(savepoint=False):
        insert_row(outgoing)
        deliver_mail.configure(priority=mail.priority).defer(mail_id=str(outgoing.pk))
    return outgoing


def _wanted_by(person: Any, channel: str) -> bool:
    if not find_channel(channel).optional:
        return True
    return all(wants(person, channel) for wants in _preferences)
