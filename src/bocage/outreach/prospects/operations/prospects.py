"""Operations on prospects: one record per person and département, whoever meets them again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.advisory_locks import take_advisory_lock
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.outreach.campaigns.models import Campaign, TrackedLink
from bocage.outreach.prospects import notifications
from bocage.outreach.prospects.errors import (
    AddressOfAnother,
    NobodyLeft,
    NobodyToReach,
    NotAnAddress,
)
from bocage.outreach.prospects.formatting import Agreement
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect, Touch
from bocage.outreach.prospects.operations.consents import NEEDS_A_MAILBOX, record_agreements
from bocage.outreach.shared.themes import Theme
from bocage.people.addresses import normalise_address
from bocage.people.phones import normalise_phone

if TYPE_CHECKING:
    from bocage.people.models import Person
    from bocage.territory.models import Departement

OLDEST_CLOCK = timedelta(days=365)
"""An older date from a tablet is replaced by now: a clock that was never set says 1970."""

FILLED_ONCE = ("phone", "name", "origin", "trade", "family")
"""Fields that a capture fills in if blank, and never overwrites."""

FILLED = frozenset({Touch.Kind.FORM, Touch.Kind.BOOTH})
"""Kinds of touch where people state their own consents: a withdrawn consent may be given again."""


@dataclass(frozen=True, kw_only=True)
class Capture:
    """Data captured about a person by a form, a booth, a list or a call."""

    departement: Departement
    kind: str
    email: str = ""
    phone: str = ""
    name: str = ""
    origin: str = ""
    trade: str = ""
    family: str = ""
    interests: tuple[str, ...] = ()
    language: str = "fr"
    campaign: Campaign | None = None
    link: TrackedLink | None = None
    note: str = ""
    agreements: tuple[Agreement, ...] = ()
    sent_as: UUID | None = None
    """Identifier of the submission, so that one sent twice is stored once."""
    at: datetime | None = None
    """When they were met, if not now."""
    recorded_by: Person | None = None
    """Author, if any: the coordinator who opened the booth."""


@dataclass(frozen=True, kw_only=True)
class ProspectChanges:
    """New values of all the fields of a prospect's record, as a coordinator corrects it."""

    email: str
    phone: str
    name: str
    origin: str
    trade: str
    family: str
    interests: tuple[str, ...]
    language: str
    notes: str


def capture_prospect(
    *, capture: Capture, by: Person | None = None, now: datetime | None = None
) -> Prospect:
    """Finds or creates the record of a person, and records a touch.

    Known values stay; blanks are filled; interests are added. Captures may come late, twice and out
    of order: `sent_as` is written once, a capture older than a withdrawal does not undo it, and a
    date in the future is replaced by ours. Agreements to mails are confirmed by one mail, however
    often the form is sent. `by` is None for public pages.

    Raises:
        NotAllowed: `by` does not run the campaigns of this département.
        NobodyToReach, NotAnAddress, NotAPhone: there is no valid way to reach the person.
    """
    now = now or timezone.now()
    if by is not None and not by.has_perm(
        "outreach.follow_prospect", Prospect(departement=capture.departement)
    ):
        raise NotAllowed
    capture = normalised(capture)
    at = _plausible(capture.at, now)
    with transaction.atomic():
        _one_at_a_time(capture)
        if capture.sent_as and (
            earlier_touch := Touch.objects.filter(sent_as=capture.sent_as).first()
        ):
            return surviving_record(earlier_touch.prospect)
        prospect = _matching_record(capture)
        if prospect is None:
            prospect = _new(capture, at)
        else:
            prospect = lock_row(prospect)
            _add_to(prospect, capture, at)
        Touch.objects.create(
            prospect=prospect,
            campaign=capture.campaign,
            link=capture.link,
            kind=capture.kind,
            at=at,
            note=capture.note,
            by=by or capture.recorded_by,
            sent_as=capture.sent_as,
        )
        _record_agreements(prospect, capture, at, by)
        if capture.kind in FILLED:
            notifications.ask_mailbox(prospect, now)
    return prospect


def change_prospect(
    *, by: Person, prospect: Prospect, changes: ProspectChanges, now: datetime | None = None
) -> Prospect:
    """Corrects the record of a prospect. A new address has to confirm the consents of the former
    one.

    Raises:
        NotAllowed: `by` does not follow this prospect.
        NobodyLeft: it was erased or merged meanwhile.
        AddressOfAnother: another record has this address.
        NobodyToReach, NotAnAddress, NotAPhone: there is no valid way to reach the person.
    """
    now = now or timezone.now()
    by.require("outreach.follow_prospect", prospect)
    email, phone = _reached_at(changes.email, changes.phone)
    with transaction.atomic():
        prospect = lock_row(prospect)
        if prospect.erased_at or prospect.merged_into_id:
            raise NobodyLeft
        siblings = Prospect.objects.filter(departement=prospect.departement_id, merged_into=None)
        if email and siblings.filter(email=email).exclude(pk=prospect.pk).exists():
            raise AddressOfAnother
        has_new_address = bool(email) and email != prospect.email
        prospect.email, prospect.phone = email, phone
        for field in ("name", "origin", "trade", "family", "language"):
            setattr(prospect, field, one_line(getattr(changes, field), field))
        prospect.interests = _themes(changes.interests)
        prospect.notes = changes.notes.replace("\0", "").strip()[:4000]
        if has_new_address:
            prospect.consents.filter(purpose__in=NEEDS_A_MAILBOX, withdrawn_at=None).update(
                confirmed_at=None
            )
            prospect.confirmation_requested_at = None
        prospect.save()
        if has_new_address:
            notifications.ask_mailbox(prospect, now)
    return prospect


def note_call(*, by: Person, prospect: Prospect, note: str, now: datetime | None = None) -> Touch:
    """Records a telephone call to a prospect, with a note.

    Raises:
        NotAllowed: `by` does not follow this prospect.
        NobodyLeft: it was erased or merged meanwhile.
    """
    now = now or timezone.now()
    by.require("outreach.follow_prospect", prospect)
    with transaction.atomic():
        prospect = lock_row(prospect)
        if prospect.erased_at or prospect.merged_into_id:
            raise NobodyLeft
        prospect.last_touch_at = max(prospect.last_touch_at, now)
        prospect.save(update_fields=["last_touch_at"])
        return Touch.objects.create(
            prospect=prospect, kind=Touch.Kind.CALL, at=now, by=by, note=one_line(note, "note")
        )


def surviving_record(prospect: Prospect) -> Prospect:
    """Returns the record into which this one was merged, or itself."""
    while prospect.merged_into is not None:
        prospect = prospect.merged_into
    return prospect


def normalised(capture: Capture) -> Capture:
    """Returns a capture with each value in its normal spelling and no longer than its field.

    Raises:
        NobodyToReach, NotAnAddress, NotAPhone: there is no valid way to reach the person.
    """
    email, phone = _reached_at(capture.email, capture.phone)
    return replace(
        capture,
        email=email,
        phone=phone,
        name=one_line(capture.name, "name"),
        origin=one_line(capture.origin, "origin"),
        trade=one_line(capture.trade, "trade"),
        note=one_line(capture.note, "note"),
        interests=tuple(_themes(capture.interests)),
    )


def one_line(text: str, field: str) -> str:
    """Returns a text on one line, without unprintable characters, cut to the length of its
    field."""
    model = Touch if field == "note" else Prospect
    max_length: int = getattr(model._meta.get_field(field), "max_length", 0)
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split())[:max_length]


def _reached_at(email: str, phone: str) -> tuple[str, str]:
    try:
        address = normalise_address(email) if email.strip() else ""
    except ValidationError:
        raise NotAnAddress from None
    number = normalise_phone(phone) if phone.strip() else ""
    if not address and not number:
        raise NobodyToReach
    return address, number


def _themes(interests: tuple[str, ...]) -> list[str]:
    return [theme.value for theme in Theme if theme.value in interests]


def _plausible(at: datetime | None, now: datetime) -> datetime:
    return at if at is not None and now - OLDEST_CLOCK <= at <= now else now


def _one_at_a_time(capture: Capture) -> None:
    """Serialises captures of the same address or telephone: the second finds the record of the
    first. For addresses, a unique constraint is the final check."""
    take_advisory_lock(
        f"outreach.prospect:{capture.departement.pk}:{capture.email or capture.phone}"
    )


def _matching_record(capture: Capture) -> Prospect | None:
    """Returns the record of an address, followed to the one that it was merged into. A telephone,
    which a household may share, is used only without an address."""
    records = Prospect.objects.filter(departement=capture.departement, erased_at=None)
    if capture.email:
        records = records.filter(email=capture.email)
    else:
        records = records.filter(phone=capture.phone)
    oldest = records.order_by("merged_into_id", "captured_at", "id")
    record = oldest.filter(merged_into=None).first() or oldest.first()
    return surviving_record(record) if record else None


def _new(capture: Capture, at: datetime) -> Prospect:
    return Prospect.objects.create(
        departement=capture.departement,
        email=capture.email,
        language=capture.language,
        interests=list(capture.interests),
        captured_at=at,
        last_touch_at=at,
        **{field: getattr(capture, field) for field in FILLED_ONCE},
    )


def _add_to(prospect: Prospect, capture: Capture, at: datetime) -> None:
    for field in FILLED_ONCE:
        if not getattr(prospect, field):
            setattr(prospect, field, getattr(capture, field))
    prospect.interests = _themes((*prospect.interests, *capture.interests))
    prospect.captured_at = min(prospect.captured_at, at)
    prospect.last_touch_at = max(prospect.last_touch_at, at)
    prospect.save()


def _record_agreements(
    prospect: Prospect, capture: Capture, at: datetime, by: Person | None
) -> None:
    """Stores the consents of a capture, except those withdrawn since. A list never restores a
    withdrawn consent."""
    ended = ProspectConsent.objects.filter(prospect=prospect, withdrawn_at__isnull=False)
    if capture.kind in FILLED:
        ended = ended.filter(withdrawn_at__gte=at)
    taken_back = set(ended.values_list("purpose", flat=True))
    consents = record_agreements(
        prospect,
        tuple(agreement for agreement in capture.agreements if agreement.purpose not in taken_back),
        at=at,
        campaign=capture.campaign,
        recorded_by=by or capture.recorded_by,
    )
    stands = any(consent.confirmed_at for consent in consents)
    if stands and prospect.status == Prospect.Status.UNSUBSCRIBED:
        prospect.status = (
            Prospect.Status.CONFIRMED if prospect.confirmed_at else Prospect.Status.CAPTURED
        )
        prospect.save(update_fields=["status"])
