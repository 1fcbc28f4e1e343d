"""Whose an empty instance is: the link that its server prints, and who opens it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import structlog
from django.db import transaction
from django.utils import timezone

from bocage.first_steps.errors import InstanceTaken, LinkReplaced
from bocage.first_steps.links import OWNER_LINK
from bocage.first_steps.models import OwnerLink
from bocage.foundation.turns import wait_for_a_turn
from bocage.people.errors import AccountClosed
from bocage.people.models import Mandate, Person, Role
from bocage.people.operations import appoint_administrator, known_address, update_profile

logger = structlog.get_logger("bocage.security")

TURN = "first_steps.owner"


@dataclass(frozen=True)
class Taken:
    """Who took the instance. `is_new`: their account was made with it, so that nothing of anybody
    else is behind it, and the link may open a session."""

    person: Person
    is_new: bool


def has_an_administrator() -> bool:
    """Whether somebody administers the instance today, or will."""
    mandates = Mandate.objects.not_over().filter(role=Role.ADMIN, person__is_active=True)
    return mandates.exists()


def make_owner_link(*, language: str = "fr") -> str:
    """The address by which whoever keeps the server takes the instance; those made before open
    nothing more. Only the terminal calls it.

    Raises:
        InstanceTaken: somebody administers it already.
    """
    with transaction.atomic():
        wait_for_a_turn(TURN)
        if has_an_administrator():
            raise InstanceTaken
        key = uuid4()
        OwnerLink.objects.update_or_create(
            pk=1, defaults={"key": key, "made_at": timezone.now(), "used_at": None}
        )
    return OWNER_LINK.url("first_steps_take", OWNER_LINK.token(key, "owner"), language=language)


def check_owner_link(token: str) -> None:
    """Tells whether a link would open the instance now; changes nothing.

    Raises:
        UnknownLink, ExpiredLink: as every signed link.
        InstanceTaken: somebody administers the instance already.
        LinkReplaced: it has served, or a newer one was made.
    """
    key, _owner = OWNER_LINK.read(token)
    if has_an_administrator():
        raise InstanceTaken
    if not OwnerLink.objects.filter(key=key, used_at=None).exists():
        raise LinkReplaced


def take_instance(
    *, token: str, email: str, name: str, language: str = "fr", now: datetime | None = None
) -> Taken:
    """Makes an administrator of whoever holds the link of the terminal, once.

    Of two who begin at once, one has it. A refusal leaves the link as it was.

    Raises:
        UnknownLink, ExpiredLink, InstanceTaken, LinkReplaced: as `check_owner_link`.
        NotAnAddress: `email` cannot receive a mail.
        AccountClosed: the account of this address was closed.
    """
    key, _owner = OWNER_LINK.read(token)
    with transaction.atomic():
        wait_for_a_turn(TURN)
        if has_an_administrator():
            raise InstanceTaken
        unused = OwnerLink.objects.filter(key=key, used_at=None)
        if not unused.update(used_at=now or timezone.now()):
            raise LinkReplaced
        known = known_address(email=email)
        if known is not None and not known.is_active:
            raise AccountClosed
        person = appoint_administrator(email=email).person
        if known is None:
            person.language = language
            person.save(update_fields=["language"])
            update_profile(by=person, person=person, name=name, situation=person.situation)
    logger.info("instance taken", by=str(person.pk))
    return Taken(person, is_new=known is None)
