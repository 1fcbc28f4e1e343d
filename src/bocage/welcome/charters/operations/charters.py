"""Charter of a commune: requested, signed, withdrawn; its commitments added, moved, done.

The database enforces one charter in force per commune: of two concurrent signatures, one succeeds.
All operations are idempotent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.charters import notifications
from bocage.welcome.charters.errors import (
    CharterOver,
    CharterSignedAlready,
    DateOutOfReach,
    NobodyToAsk,
    NothingPromised,
    PromisedAlready,
    RequestedRecently,
)
from bocage.welcome.charters.models import CharterRequest, Commitment, WelcomeCharter
from bocage.welcome.charters.text import IN_FORCE
from bocage.welcome.communes.errors import CommuneMerged

FARTHEST = timedelta(days=3 * 366)
BETWEEN_REQUESTS = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """Commitment to record: what the commune will have done, and by when."""

    kind: str
    due_on: date
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Name and title under which a person signs."""

    name: str
    title: str


def ask_for_signature(
    *, by: Person, commune: Commune, now: datetime | None = None
) -> CharterRequest:
    """Sends each elected person of the commune a link to read and sign the charter.

    Raises:
        NotAllowed: `by` does not coordinate the commune.
        CharterSignedAlready: it is signed.
        RequestedRecently: the last request is less than a week old.
        NobodyToAsk: no elected person of the commune is known.
    """
    by.require("welcome.ask_for_charter", commune)
    now = now or timezone.now()
    if WelcomeCharter.objects.filter(commune=commune, ended_at=None).exists():
        raise CharterSignedAlready
    day = timezone.localdate(now)
    lately = CharterRequest.objects.filter(commune=commune, requested_on__gt=day - BETWEEN_REQUESTS)
    if lately.exists():
        raise RequestedRecently
    with refusing({"welcome_charterrequest_once_a_day": RequestedRecently}):
        request = CharterRequest.objects.create(commune=commune, requested_by=by, requested_on=day)
        if not notifications.request_signature(commune, requested_by=by):
            raise NobodyToAsk
    return request


def sign_charter(
    *,
    by: Person,
    commune: Commune,
    signature: Signature,
    promises: Sequence[Promise],
    now: datetime | None = None,
) -> WelcomeCharter:
    """Signs the charter in the name of the commune, with its commitments. Signing again returns the
    same charter.

    Raises:
        NotAllowed: `by` is not elected of the commune today.
        CommuneMerged: the commune was merged into another.
        NothingPromised, PromisedAlready, DateOutOfReach: about the commitments.
        CharterSignedAlready: another person has just signed.
    """
    by.require("welcome.sign_charter", commune)
    if not commune.is_current:
        raise CommuneMerged
    if not promises:
        raise NothingPromised
    now = now or timezone.now()
    for promise in promises:
        _check_date(promise.due_on, now)
    refusals = {
        "welcome_commitment_kind_once": PromisedAlready,
        "welcome_charter_one_in_force": CharterSignedAlready,
    }
    try:
        with refusing(refusals):
            charter = WelcomeCharter.objects.create(
                commune=commune,
                text_version=IN_FORCE,
                signed_by=by,
                signer_name=signature.name.strip(),
                signer_title=signature.title.strip(),
                signed_at=now,
            )
            Commitment.objects.bulk_create(_commitment(charter, promise) for promise in promises)
            notifications.notify_signature(charter)
    except CharterSignedAlready:
        existing = WelcomeCharter.objects.filter(commune=commune, ended_at=None).first()
        if existing is None or existing.signed_by_id != by.pk:
            raise
        return existing
    return charter


def withdraw_charter(
    *, by: Person, charter: WelcomeCharter, now: datetime | None = None
) -> WelcomeCharter:
    """Withdraws the signature of the commune; commitments already done remain recorded.

    Raises:
        NotAllowed: `by` is not elected of the commune today.
    """
    by.require("welcome.sign_charter", charter)
    with transaction.atomic():
        locked = _locked(charter)
        if locked.is_in_force:
            locked.ended_at = now or timezone.now()
            locked.end_reason = WelcomeCharter.EndReason.WITHDRAWN
            locked.save(update_fields=["ended_at", "end_reason"])
    return locked


def add_commitment(
    *, by: Person, charter: WelcomeCharter, promise: Promise, now: datetime | None = None
) -> Commitment:
    """Adds a commitment to a charter in force.

    Raises:
        NotAllowed: `by` does not manage the charter.
        CharterOver: it is no longer in force.
        PromisedAlready: the same commitment exists, and is not done yet.
        DateOutOfReach: the date has passed, or is too far.
    """
    by.require("welcome.manage_charter", charter)
    _check_date(promise.due_on, now or timezone.now())
    with refusing({"welcome_commitment_kind_once": PromisedAlready}):
        locked = _in_force(charter)
        commitment = _commitment(locked, promise)
        commitment.save(force_insert=True)
    return commitment


def postpone_commitment(
    *, by: Person, commitment: Commitment, due_on: date, now: datetime | None = None
) -> Commitment:
    """Gives a commitment another date, and schedules its reminders again.

    Raises:
        NotAllowed, CharterOver, DateOutOfReach: see `add_commitment`.
    """
    by.require("welcome.manage_charter", commitment)
    _check_date(due_on, now or timezone.now())
    with transaction.atomic():
        locked = _locked_commitment(commitment)
        if locked.due_on != due_on:
            locked.due_on, locked.reminded_at, locked.overdue_reported_at = due_on, None, None
            locked.save(update_fields=["due_on", "reminded_at", "overdue_reported_at"])
    return locked


def fulfil_commitment(
    *, by: Person | None, commitment: Commitment, now: datetime | None = None
) -> Commitment:
    """Marks a commitment as done; `by` is None if a fact recorded in the product proves it.

    Raises:
        NotAllowed: `by` does not manage the charter.
        CharterOver: it is no longer in force.
    """
    if by is not None and not by.has_perm("welcome.manage_charter", commitment):
        raise NotAllowed
    with transaction.atomic():
        locked = _locked_commitment(commitment)
        if locked.done_on is None:
            locked.done_on, locked.done_by = timezone.localdate(now or timezone.now()), by
            locked.save(update_fields=["done_on", "done_by"])
    return locked


def reopen_commitment(*, by: Person, commitment: Commitment) -> Commitment:
    """Marks a commitment as not done after all.

    Raises:
        NotAllowed, CharterOver: see `fulfil_commitment`.
        PromisedAlready: the same was promised again meanwhile.
    """
    by.require("welcome.manage_charter", commitment)
    with refusing({"welcome_commitment_kind_once": PromisedAlready}):
        locked = _locked_commitment(commitment)
        locked.done_on, locked.done_by = None, None
        locked.save(update_fields=["done_on", "done_by"])
    return locked


def _check_date(due_on: date, now: datetime) -> None:
    today = timezone.localdate(now)
    if not today <= due_on <= today + FARTHEST:
        raise DateOutOfReach


def _commitment(charter: WelcomeCharter, promise: Promise) -> Commitment:
    return Commitment(
        charter=charter,
        kind=Commitment.Kind(promise.kind),
        words=promise.words.strip(),
        due_on=promise.due_on,
    )


def _locked(charter: WelcomeCharter) -> WelcomeCharter:
    """Locks a charter until the end of the transaction, and returns its current state."""
    return lock_row(charter, "commune")


def _in_force(charter: WelcomeCharter) -> WelcomeCharter:
    locked = _locked(charter)
    if not locked.is_in_force:
        raise CharterOver
    return locked


def _locked_commitment(commitment: Commitment) -> Commitment:
    """Locks the charter, then the commitment."""
    _in_force(commitment.charter)
    return lock_row(commitment, "charter__commune")
