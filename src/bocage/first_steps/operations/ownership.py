"""Ownership of an empty instance: the link printed by its server, and the person who opens it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import structlog
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone, translation

from bocage.first_steps.errors import InstanceTaken, LinkReplaced
from bocage.first_steps.links import OWNER_LINK
from bocage.first_steps.models import MailTrial, OwnerLink
from bocage.foundation.db.advisory_locks import take_advisory_lock
from bocage.people.errors import AccountClosed
from bocage.people.models import Mandate, Person, Role
from bocage.people.models.mandates import MandateQuerySet
from bocage.people.operations.mandates import appoint_administrator, end_mandate
from bocage.people.operations.persons import known_address, update_profile

logger = structlog.get_logger("bocage.security")

TURN = "first_steps.owner"


@dataclass(frozen=True)
class Taken:
    """Outcome of taking over the instance. `may_enter` is True if the link opens a session: their
    account was created by it, or they already administer the instance and have no other way to
    sign in.
    """

    person: Person
    may_enter: bool


def has_an_administrator() -> bool:
    """Checks whether the instance has an administrator, now or from a future date."""
    return _administrations().exists()


def is_open_to_ownership() -> bool:
    """Checks whether the link of the terminal may open the instance: it has no administrator, or
    its only one cannot sign in, because no trial mail has come back and they have no key (they
    left before, or mistyped their address).
    """
    people = {mandate.person_id for mandate in _administrations()[:2]}
    if len(people) != 1:
        return not people
    return not (
        MailTrial.objects.filter(came_back_at__isnull=False).exists()
        or Authenticator.objects.filter(user__in=people).exists()
    )


def _administrations() -> MandateQuerySet:
    return Mandate.objects.not_over().filter(role=Role.ADMIN, person__is_active=True)


def make_owner_link(*, language: str = "fr") -> str:
    """Returns the address by which the server's operator takes the instance; earlier ones stop
    working. Called by the terminal only.

    Raises:
        InstanceTaken: it already has an administrator who can sign in.
    """
    with transaction.atomic():
        take_advisory_lock(TURN)
        if not is_open_to_ownership():
            raise InstanceTaken
        key = uuid4()
        OwnerLink.objects.update_or_create(
            pk=1, defaults={"key": key, "made_at": timezone.now(), "used_at": None}
        )
    with translation.override(language):
        return OWNER_LINK.url(key, "owner")


def check_owner_link(token: str) -> None:
    """Checks that a link would open the instance now, without changing anything.

    Raises:
        UnknownLink, ExpiredLink: the signed link is not ours, or is too old.
        InstanceTaken: the instance already has an administrator.
        LinkReplaced: the link was used, or a newer one was created.
    """
    key, _owner = OWNER_LINK.read(token)
    if not is_open_to_ownership():
        raise InstanceTaken
    if not OwnerLink.objects.filter(key=key, used_at=None).exists():
        raise LinkReplaced


def take_instance(
    *, token: str, email: str, name: str, language: str = "fr", now: datetime | None = None
) -> Taken:
    """Makes an administrator of the person who holds the link of the terminal, once; revokes a
    former administrator who cannot sign in.

    Of two concurrent calls, one succeeds. An error leaves the link as it was.

    Of two who begin at once, one has it. A refusal leaves the link as it was.

    Raises:
        UnknownLink, ExpiredLink, InstanceTaken, LinkReplaced: as `check_owner_link`.
        NotAnAddress: `email` cannot receive a mail.
        AccountClosed: the account of this address was closed.
    """
    key, _owner = OWNER_LINK.read(token)
    with transaction.atomic():
        take_advisory_lock(TURN)
        if not is_open_to_ownership():
            raise InstanceTaken
        unused = OwnerLink.objects.filter(key=key, used_at=None)
        if not unused.update(used_at=now or timezone.now()):
            raise LinkReplaced
        account = known_address(email=email)
        if account is not None and not account.is_active:
            raise AccountClosed
        before = list(_administrations().select_related("person"))
        person = appoint_administrator(email=email).person
        if account is None:
            person.language = language
            person.save(update_fields=["language"])
            update_profile(by=person, person=person, name=name, situation=person.situation)
        for mandate in before:
            if mandate.person_id != person.pk:  # A mistyped address gives its owner no right.
                end_mandate(by=person, mandate=mandate)
    logger.info("instance taken", by=str(person.pk))
    was_there = any(mandate.person_id == person.pk for mandate in before)
    return Taken(person, may_enter=account is None or was_there)
