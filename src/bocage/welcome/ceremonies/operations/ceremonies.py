"""Ceremonies: planned, invited, answered, held or called off.

Each operation locks the ceremony first, then the guest, so that a concurrent answer and
cancellation run one after the other; and the project before both, if it changes too. All are
idempotent: no mail is sent twice.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bocage.foundation.db.constraints import giving_way, refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.ceremonies import notifications
from bocage.welcome.ceremonies.errors import (
    CeremonyOver,
    CeremonyToCome,
    MomentTaken,
    NobodyToInvite,
)
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.ceremonies.newcomers import to_invite
from bocage.welcome.communes.errors import CommuneMerged
from bocage.welcome.projects.events import ProjectFactHappened
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.contact import touch_last_contact
from bocage.welcome.projects.operations.locking import lock_project
from bocage.welcome.shared.errors import MomentPassed

Status = Ceremony.Status
Answer = CeremonyGuest.Answer


@dataclass(frozen=True, kw_only=True)
class CeremonyPlan:
    """Plan of a ceremony by the commune: when, where, and its words to the guests."""

    starts_at: datetime
    place: str
    words: str = ""
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class GuestAnswer:
    """Answer of a household to an invitation. Its consents only count if it comes."""

    comes: bool
    people: int = 0
    agrees_to_be_presented: bool = False
    presented_as: str = ""
    agrees_to_photos: bool = False


def plan_ceremony(
    *, by: Person, commune: Commune, plan: CeremonyPlan, now: datetime | None = None
) -> Ceremony:
    """Sets the date of a ceremony; no invitation is sent. Planning the same date and time again
    returns the same ceremony.

    Raises:
        NotAllowed: `by` is neither of the town hall nor of the welcome of the commune.
        CommuneMerged: the commune was merged into another.
        MomentPassed: it would be in the past.
    """
    by.require("welcome.plan_ceremony", commune)
    if not commune.is_current:
        raise CommuneMerged
    now = now or timezone.now()
    if plan.starts_at <= now:
        raise MomentPassed
    with giving_way("welcome_ceremony_one_at_a_time"):
        return Ceremony.objects.create(
            commune=commune,
            starts_at=plan.starts_at,
            place=plan.place.strip(),
            words=plan.words.strip(),
            contact=plan.contact.strip(),
            planned_by=by,
            planned_at=now,
        )
    return Ceremony.objects.select_related("commune").get(
        ~Q(status=Status.CALLED_OFF), commune=commune, former_name="", starts_at=plan.starts_at
    )


def change_ceremony(
    *, by: Person, ceremony: Ceremony, plan: CeremonyPlan, now: datetime | None = None
) -> Ceremony:
    """Changes the date, the place or the words of a ceremony. Guests are notified once of a new
    date or place; for a new date, all are invited again.

    Raises:
        NotAllowed: `by` does not manage it.
        CeremonyOver: it was held or called off.
        MomentPassed, MomentTaken: the new date and time are not possible.
    """
    by.require("welcome.manage_ceremony", ceremony)
    now = now or timezone.now()
    with refusing({"welcome_ceremony_one_at_a_time": MomentTaken}):
        locked = _coming(ceremony)
        before, in_calendars = (locked.starts_at, locked.place), _in_calendars(locked)
        if plan.starts_at <= now and plan.starts_at != locked.starts_at:
            raise MomentPassed
        locked.starts_at, locked.place = plan.starts_at, plan.place.strip()
        locked.words, locked.contact = plan.words.strip(), plan.contact.strip()
        locked.sequence += _in_calendars(locked) != in_calendars
        locked.save(update_fields=["starts_at", "place", "words", "contact", "sequence"])
        if locked.starts_at != before[0]:
            _ask_again(locked)
        if (locked.starts_at, locked.place) != before:
            notifications.notify_change(locked)
    return locked


def invite_newcomers(
    *, by: Person, ceremony: Ceremony, now: datetime | None = None
) -> list[CeremonyGuest]:
    """Invites each household that lives in the commune and was not presented yet; when called
    again, those that arrived since. Returns the new guests.

    Raises:
        NotAllowed: `by` does not manage it.
        CeremonyOver: it was held or called off, or has begun.
        NobodyToInvite: there is no newcomer, and no guest yet.
    """
    by.require("welcome.manage_ceremony", ceremony)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _coming(ceremony)
        if locked.starts_at <= now:
            raise CeremonyOver
        guests = CeremonyGuest.objects.bulk_create(
            CeremonyGuest(ceremony=locked, project=project, invited_at=now)
            for project in to_invite(locked)
        )
        if not guests and locked.status == Status.PLANNED:
            raise NobodyToInvite
        if locked.status == Status.PLANNED:
            locked.status, locked.invited_at = Status.INVITED, now
            locked.save(update_fields=["status", "invited_at"])
        notifications.send_invitations(locked, guests)
    return guests


def answer_invitation(
    *, by: Person, guest: CeremonyGuest, answer: GuestAnswer, now: datetime | None = None
) -> CeremonyGuest:
    """Records the answer of a household, given by itself or to the town hall by telephone. The last
    answer counts, until the ceremony is held.

    Raises:
        NotAllowed: `by` is neither of the household nor manages the ceremony.
        CeremonyOver: it was held or called off.
        ProjectErased: the household is erased.
    """
    by.require("welcome.answer_ceremony", guest)
    now = now or timezone.now()
    with transaction.atomic():
        project = lock_project(guest.project)
        _coming(guest.ceremony)
        locked = lock_row(guest, "ceremony__commune", "project")
        locked.answer = Answer.YES if answer.comes else Answer.NO
        locked.people = answer.people if answer.comes else 0
        locked.agrees_to_be_presented = answer.comes and answer.agrees_to_be_presented
        locked.agrees_to_photos = answer.comes and answer.agrees_to_photos
        is_presented = locked.agrees_to_be_presented
        locked.presented_as = answer.presented_as.strip() if is_presented else ""
        locked.answered_at, locked.answered_by = now, by
        locked.reminded_at = None
        locked.save()
        touch_last_contact(project, now)
    return locked


def hold_ceremony(
    *, by: Person, ceremony: Ceremony, present: Collection[UUID], now: datetime | None = None
) -> Ceremony:
    """Records that a ceremony took place and which guests attended: each receives its certificate
    by mail, and its project records it. Calling it again corrects the attendance; certificates are
    sent once.

    Raises:
        NotAllowed: `by` does not manage it.
        CeremonyToCome: it has not begun.
        CeremonyOver: it was called off.
    """
    by.require("welcome.manage_ceremony", ceremony)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(ceremony)
        if locked.status == Status.CALLED_OFF:
            raise CeremonyOver
        if locked.starts_at > now:
            raise CeremonyToCome
        if locked.status != Status.HELD:
            locked.status, locked.held_at = Status.HELD, now
            locked.save(update_fields=["status", "held_at"])
        _tick(locked, present, now)
    return locked


def call_off_ceremony(
    *, by: Person, ceremony: Ceremony, reason: str, now: datetime | None = None
) -> Ceremony:
    """Calls off a ceremony, and notifies once each invited household that did not decline.

    Raises:
        NotAllowed: `by` does not manage it.
        CeremonyOver: it was held.
    """
    by.require("welcome.manage_ceremony", ceremony)
    with transaction.atomic():
        locked = _locked(ceremony)
        if locked.status == Status.HELD:
            raise CeremonyOver
        if locked.status != Status.CALLED_OFF:
            locked.status, locked.called_off_at = Status.CALLED_OFF, now or timezone.now()
            locked.call_off_reason = reason.strip()
            locked.sequence += 1
            locked.save(update_fields=["status", "called_off_at", "call_off_reason", "sequence"])
            notifications.notify_cancellation(locked)
    return locked


def _in_calendars(ceremony: Ceremony) -> tuple[object, ...]:
    """Returns the facts shown in the calendars of the guests."""
    return (ceremony.starts_at, ceremony.place, ceremony.words, ceremony.contact)


def _tick(ceremony: Ceremony, present: Collection[UUID], now: datetime) -> None:
    """Records the attendance; guests marked present for the first time receive their
    certificate.
    """
    guests = CeremonyGuest.objects.filter(ceremony=ceremony)
    guests.exclude(pk__in=present).update(has_come=False)
    guests.filter(pk__in=present).update(has_come=True)
    new = list(guests.filter(pk__in=present, thanked_at=None).select_related("project"))
    guests.filter(pk__in=[guest.pk for guest in new]).update(thanked_at=now)
    for guest in new:
        publish(ProjectFactHappened(project_id=guest.project_id, fact=Fact.CEREMONY_HELD))
    notifications.send_certificates(ceremony, new)


def _locked(ceremony: Ceremony) -> Ceremony:
    """Locks a ceremony until the end of the transaction, and returns its current state."""
    return lock_row(ceremony, "commune")


def _coming(ceremony: Ceremony) -> Ceremony:
    locked = _locked(ceremony)
    if not locked.is_coming:
        raise CeremonyOver
    return locked


def _ask_again(ceremony: Ceremony) -> None:
    """Resets the answers, which concern the former date, except those of households that have
    left.
    """
    living_here = ceremony.guests.filter(project__erased_at=None).exclude(
        project__status=SettlementProject.Status.CLOSED
    )
    living_here.update(
        answer=Answer.NONE,
        answered_at=None,
        answered_by=None,
        people=0,
        agrees_to_be_presented=False,
        agrees_to_photos=False,
        reminded_at=None,
    )
