"""Profiles of sponsors: proposed by the commune or by the person, and accepted by both.

A profile gives no right: the mandate does. It is granted once the person has accepted, and a person
who may grant it has agreed.
"""

from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.people.errors import AddressTaken, MandateOverlaps
from bocage.people.models import Mandate, Person, Role
from bocage.people.operations.mandates import end_mandate, grant_mandate
from bocage.people.operations.persons import create_person, known_address, person_of_address
from bocage.people.operations.scopes import scope_of
from bocage.people.policies import Grant
from bocage.territory.models import Commune
from bocage.welcome.communes.errors import CommuneMerged
from bocage.welcome.sponsors import notifications
from bocage.welcome.sponsors.errors import OfferAlreadyDecided
from bocage.welcome.sponsors.models import SponsorProfile

Status = SponsorProfile.Status


@dataclass(frozen=True, kw_only=True)
class SponsorWords:
    """Description of a sponsor by themselves."""

    trade: str = ""
    languages: list[str] = field(default_factory=list)
    family: str = ""
    availability: list[str] = field(default_factory=list)
    max_at_once: int = 1
    words: str = ""
    shows_phone: bool = False
    is_open: bool = True


def offer_to_sponsor(
    *,
    by: Person,
    commune: Commune,
    email: str,
    name: str = "",
    words: SponsorWords | None = None,
    now: datetime | None = None,
) -> SponsorProfile:
    """Offers a person to be a sponsor of a commune. The person answers the mail in one click; a
    volunteer has accepted already. Repeating the offer sends no second mail.

    Raises:
        NotAllowed: `by` is neither of the town hall nor of the welcome of this commune.
        CommuneMerged: the commune was merged into another.
        NotAnAddress: `email` cannot receive a mail.
    """
    by.require("welcome.offer_sponsor", commune)
    if not commune.is_current:
        raise CommuneMerged
    now = now or timezone.now()
    with transaction.atomic():
        person = _person(email, name, by.language)
        profile, is_new = _profile(person, commune, by=by, words=words, now=now)
        if profile.is_active or (profile.status == Status.OFFERED and not is_new):
            return profile
        if person.pk == by.pk or profile.status == Status.REQUESTED:
            _become(profile, granting=by, now=now)
        else:
            profile.status, profile.offered_by, profile.offered_at = Status.OFFERED, by, now
            profile.answered_at = None
            profile.save(update_fields=["status", "offered_by", "offered_at", "answered_at"])
            notifications.send_sponsor_offer(profile)
    return profile


def offer_oneself(
    *, by: Person, commune: Commune, words: SponsorWords, now: datetime | None = None
) -> SponsorProfile:
    """Records that a person volunteers as a sponsor of a commune; the welcome team must confirm,
    unless the person may grant it to themselves or holds the mandate already.

    Raises:
        NotAllowed: `by` has no account that is open.
        CommuneMerged: the commune was merged into another.
    """
    by.require("welcome.offer_oneself", commune)
    if not commune.is_current:
        raise CommuneMerged
    now = now or timezone.now()
    with transaction.atomic():
        profile, _is_new = _profile(by, commune, by=by, words=words, now=now)
        if profile.status not in (Status.ACTIVE, Status.REQUESTED):
            _become(profile, granting=profile.offered_by, now=now)
    return profile


def accept_sponsor_offer(
    *, by: Person, profile: SponsorProfile, now: datetime | None = None
) -> SponsorProfile:
    """Accepts an offer to be a sponsor (« Oui, je veux bien »). If the person who made the offer
    may not grant the mandate (any more), the welcome team confirms.

    Raises:
        NotAllowed: the offer was made to another person.
        OfferAlreadyDecided: it was refused, or withdrawn.
    """
    by.require("welcome.answer_sponsor_offer", profile)
    with transaction.atomic():
        locked = locked_profile(profile)
        if locked.status in (Status.REFUSED, Status.OVER):
            raise OfferAlreadyDecided
        if locked.status == Status.OFFERED:
            _become(locked, granting=locked.offered_by, now=now or timezone.now())
    return locked


def decline_sponsor_offer(
    *, by: Person, profile: SponsorProfile, now: datetime | None = None
) -> SponsorProfile:
    """Declines an offer to be a sponsor (« Non merci »), or withdraws a volunteer's own proposal.

    Raises:
        NotAllowed: the offer was made to another person.
        OfferAlreadyDecided: the person is a sponsor already.
    """
    by.require("welcome.answer_sponsor_offer", profile)
    return _refuse(profile, now or timezone.now())


def confirm_sponsor(
    *, by: Person, profile: SponsorProfile, now: datetime | None = None
) -> SponsorProfile:
    """Confirms a volunteer as a sponsor, for the welcome team.

    Raises:
        NotAllowed: `by` does not coordinate the commune.
        OfferAlreadyDecided: it was refused, or the person has not accepted yet.
    """
    by.require("welcome.approve_sponsor", profile)
    with transaction.atomic():
        locked = locked_profile(profile)
        if locked.is_active:
            return locked
        if locked.status != Status.REQUESTED:
            raise OfferAlreadyDecided
        _become(locked, granting=by, now=now or timezone.now())
    return locked


def refuse_sponsor(
    *, by: Person, profile: SponsorProfile, now: datetime | None = None
) -> SponsorProfile:
    """Refuses a person as a sponsor, for the welcome team; a volunteer is notified, gently.

    Raises:
        NotAllowed: `by` does not coordinate the commune.
        OfferAlreadyDecided: the person is a sponsor already.
    """
    by.require("welcome.approve_sponsor", profile)
    with transaction.atomic():
        was_awaiting = locked_profile(profile).status == Status.REQUESTED
        refused = _refuse(profile, now or timezone.now())
        if was_awaiting:
            notifications.notify_refusal(refused)
    return refused


def change_sponsor_profile(
    *, by: Person, profile: SponsorProfile, words: SponsorWords
) -> SponsorProfile:
    """Saves the description of a sponsor. The households that they accompany are not affected.

    Raises:
        NotAllowed: it is neither theirs nor under what `by` coordinates.
    """
    by.require("welcome.manage_sponsor_profile", profile)
    with transaction.atomic():
        locked = locked_profile(profile)
        _write(locked, words)
        locked.save()
    return locked


def stop_sponsoring(*, by: Person, profile: SponsorProfile) -> SponsorProfile:
    """Ends the mandate of a sponsor: their pending requests and sponsorships pass to others.

    Raises:
        NotAllowed: `by` neither is this sponsor nor may end it.
    """
    mandates = Mandate.objects.not_over().filter(
        person=profile.person_id, role=Role.SPONSOR, scope__commune=profile.commune_id
    )
    with transaction.atomic():
        for mandate in mandates.select_related("scope", "person"):
            end_mandate(by=by, mandate=mandate)
    return profile


def profile_for_mandate(*, mandate: Mandate, now: datetime | None = None) -> SponsorProfile:
    """Creates the active profile of the holder of a sponsor's mandate, however it was granted, or
    makes the existing one active.
    """
    now = now or timezone.now()
    with transaction.atomic():
        profile, _is_new = lock_rows(SponsorProfile.objects.all()).get_or_create(
            person=mandate.person,
            commune_id=mandate.scope.commune_id,
            defaults={
                "status": Status.ACTIVE,
                "offered_by": mandate.granted_by,
                "offered_at": now,
                "answered_at": now,
            },
        )
        if not profile.is_active:
            profile.status, profile.answered_at = Status.ACTIVE, now
            profile.save(update_fields=["status", "answered_at"])
    return profile


def locked_profile(profile: SponsorProfile) -> SponsorProfile:
    """Locks a profile until the end of the transaction, and returns its current state."""
    return lock_row(profile, "person", "commune__departement", "commune__epci", "offered_by")


def _person(email: str, name: str, language: str) -> Person:
    """Returns the account of an address, created with the name if there is none."""
    person = known_address(email=email)
    if person is not None:
        return person
    try:
        return create_person(email=email, name=name, language=language)
    except AddressTaken:
        return person_of_address(email=email)


def _profile(
    person: Person, commune: Commune, *, by: Person, words: SponsorWords | None, now: datetime
) -> tuple[SponsorProfile, bool]:
    """Returns the locked profile of a person in a commune, and whether it was created now."""
    existing, is_new = SponsorProfile.objects.get_or_create(
        person=person,
        commune=commune,
        defaults={
            "status": Status.OFFERED,
            "offered_by": by,
            "offered_at": now,
            **asdict(words or SponsorWords()),
        },
    )
    profile = locked_profile(existing)
    if words is not None and not is_new and person.pk == by.pk:
        _write(profile, words)
        profile.save()
    return profile, is_new


def _write(profile: SponsorProfile, words: SponsorWords) -> None:
    for name, value in asdict(words).items():
        setattr(profile, name, value)


def _become(profile: SponsorProfile, *, granting: Person | None, now: datetime) -> None:
    """Makes the person a sponsor, or requests the confirmation of the welcome team if `granting`
    may not grant the mandate.
    """
    if not _has_mandate(profile) and not _grant(profile, granting):
        profile.status = Status.REQUESTED
        profile.save(update_fields=["status"])
        notifications.ask_welcome_to_confirm(profile)
        return
    profile.status, profile.answered_at = Status.ACTIVE, now
    profile.save(update_fields=["status", "answered_at"])
    notifications.notify_confirmation(profile)


def _has_mandate(profile: SponsorProfile) -> bool:
    mandates = Mandate.objects.in_force().filter(
        person=profile.person_id, role=Role.SPONSOR, scope__commune=profile.commune_id
    )
    return mandates.exists()


def _grant(profile: SponsorProfile, granting: Person | None) -> bool:
    """Grants the mandate if `granting` may, according to their current rights."""
    scope = scope_of(profile.commune)
    if granting is None or not granting.has_perm(
        "people.grant_mandate", Grant(Role.SPONSOR, scope)
    ):
        return False
    with suppress(MandateOverlaps):  # Granted concurrently by another person: keep it.
        grant_mandate(by=granting, person=profile.person, role=Role.SPONSOR, scope=scope)
    return True


def _refuse(profile: SponsorProfile, now: datetime) -> SponsorProfile:
    with transaction.atomic():
        locked = locked_profile(profile)
        if locked.is_active:
            raise OfferAlreadyDecided
        if locked.status != Status.REFUSED:
            locked.status, locked.answered_at = Status.REFUSED, now
            locked.save(update_fields=["status", "answered_at"])
    return locked
