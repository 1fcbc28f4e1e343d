"""Operations on memberships (request, answer, renewal, end) and on profiles."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import publish
from bocage.network.members import notifications
from bocage.network.members.errors import (
    AlreadyMember,
    MembershipAlreadyRequested,
    NotAMember,
    OrganisationLedByAnother,
    RefusedWithoutReason,
    RequestAnswered,
)
from bocage.network.members.events import MemberJoined, MemberLeft
from bocage.network.members.models.clubs import Club
from bocage.network.members.models.members import LISTED_FIELDS, Member, MemberSkill
from bocage.network.members.operations.skills import get_or_create_skills
from bocage.network.members.visibility import update_search_words
from bocage.people.models import Entitlement, Person
from bocage.people.operations.entitlements import end_entitlement, grant_entitlement
from bocage.territory.models import Commune

Status = Member.Status


def join_club(
    *,
    by: Person,
    commune: Commune,
    headline: str,
    skills: Iterable[str] = (),
    now: datetime | None = None,
) -> Member:
    """Joins the club of a commune's département, or sends a request if the club reviews them.

    A former member finds their profile again. By default, a new member shows everything but their
    telephone to members, and nothing to everybody.

    Raises:
        NotAllowed: the user is not signed in.
        AlreadyMember, AlreadyAsked: nothing changes.
    """
    by.require("network.join_club")
    now = now or timezone.now()
    with transaction.atomic():
        Member.objects.bulk_create(
            [
                Member(
                    person=by,
                    commune=commune,
                    headline=headline,
                    status=Status.LEFT,
                    members_fields=sorted(LISTED_FIELDS),
                    requested_at=now,
                )
            ],
            ignore_conflicts=True,
        )
        member = lock_member(person=by)
        if member.status == Status.ACTIVE:
            raise AlreadyMember
        if member.status == Status.REQUESTED:
            raise MembershipAlreadyRequested
        member.headline, member.requested_at, member.refusal = headline, now, ""
        member.answered_at = member.left_at = None
        _move_to(member, commune)
        member.status = Status.REQUESTED
        member.save()
        _set_skills(member, by, skills)
        update_search_words(member)
        if _club_of(member).approves_members:
            notifications.notify_request(member)
        else:
            _admit(member, now)
    return member


def update_profile(
    *, by: Person, member: Member, skills: Iterable[str] | None = None, **values: Any
) -> Member:
    """Changes the profile of a member, and the audience of its fields.

    `values` are fields of `Member` that a member may write; `skills` are names, the complete list.

    Raises:
        NotAllowed: it is not their membership.
        OrganisationLedByAnother: another member already leads the organisation.
        TooManySkills, SkillNotAWord: nothing changes.
    """
    by.require("network.update_member", member)
    with transaction.atomic():
        locked = lock_member(pk=member.pk)
        commune, places = values.pop("commune", None), values.pop("places", None)
        for name, value in values.items():
            setattr(locked, name, value)
        if commune is not None:
            _move_to(locked, commune)
        if locked.organisation is None:
            locked.leads_organisation = False
        if locked.leads_organisation and _is_led_by_another(locked):
            raise OrganisationLedByAnother
        _save_alone_in_the_lead(locked)
        if places is not None:
            locked.places.set(places)
        if skills is not None:
            _set_skills(locked, by, skills)
        update_search_words(locked)
    return locked


def accept_member(*, by: Person, member: Member, now: datetime | None = None) -> Member:
    """Accepts a request to join. Idempotent.

    Raises:
        NotAllowed: `by` does not run this club.
        NotAsked: they were refused, or have left meanwhile.
    """
    by.require("network.answer_member", member)
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_member(pk=member.pk)
        if locked.status == Status.ACTIVE:
            return locked
        if locked.status != Status.REQUESTED:
            raise RequestAnswered
        _admit(locked, now)
    return locked


def refuse_member(
    *, by: Person, member: Member, reason: str, now: datetime | None = None
) -> Member:
    """Refuses a request to join, and notifies the person of the reason.

    Raises:
        NotAllowed: `by` does not run this club.
        RefusedWithoutReason: no reason was given.
        NotAsked: the request has its answer.
    """
    by.require("network.answer_member", member)
    if not reason.strip():
        raise RefusedWithoutReason
    with transaction.atomic():
        locked = lock_member(pk=member.pk)
        if locked.status == Status.REFUSED:
            return locked
        if locked.status != Status.REQUESTED:
            raise RequestAnswered
        locked.status, locked.refusal = Status.REFUSED, reason.strip()[:300]
        locked.answered_at = now or timezone.now()
        locked.save(update_fields=["status", "refusal", "answered_at"])
        notifications.notify_refusal(locked)
    return locked


def renew_membership(*, by: Person, member: Member, now: datetime | None = None) -> Member:
    """Adds a year (or the term chosen by the club) to a membership; a lapsed one starts again
    today.

    A second call within a month of a renewal has no effect.

    Raises:
        NotAllowed: it is neither their membership nor their club.
        NotAMember: their request is pending or was refused, or they have left.
    """
    by.require("network.renew_membership", member)
    now = now or timezone.now()
    today = timezone.localdate(now)
    with transaction.atomic():
        locked = lock_member(pk=member.pk)
        if locked.status not in {Status.ACTIVE, Status.LAPSED}:
            raise NotAMember
        length = relativedelta(months=_club_of(locked).membership_months)
        if locked.status == Status.LAPSED:
            _admit(locked, now)
        elif _until(locked) < today + length - relativedelta(months=1):
            locked.renewed_until, locked.reminded_at = _until(locked) + length, None
            locked.save(update_fields=["renewed_until", "reminded_at"])
    return locked


def leave_club(*, by: Person, member: Member, now: datetime | None = None) -> Member:
    """Ends a membership at once: the person no longer appears in the club. Idempotent.

    Raises:
        NotAllowed: it is not their membership.
    """
    by.require("network.leave_club", member)
    with transaction.atomic():
        locked = lock_member(pk=member.pk)
        if locked.status != Status.LEFT:
            _end(locked, Status.LEFT, now or timezone.now())
    return locked


def lapse_member(*, member: Member, today: date, now: datetime | None = None) -> Member:
    """Ends a membership that was not renewed by `today`, and notifies the person; does nothing if
    it was renewed meanwhile.
    """
    with transaction.atomic():
        locked = lock_member(pk=member.pk)
        if locked.is_active and _until(locked) <= today:
            _end(locked, Status.LAPSED, now or timezone.now())
            notifications.notify_lapse(locked)
    return locked


def remind_member(*, member: Member, now: datetime | None = None) -> Member:
    """Reminds a member, once, that their membership ends soon."""
    with transaction.atomic():
        locked = lock_member(pk=member.pk)
        if locked.is_active and locked.reminded_at is None:
            locked.reminded_at = now or timezone.now()
            locked.save(update_fields=["reminded_at"])
            notifications.remind_to_renew(locked)
    return locked


def _admit(member: Member, now: datetime) -> None:
    """Activates a membership, and grants the entitlement of club members."""
    today = timezone.localdate(now)
    member.status, member.answered_at, member.joined_at = Status.ACTIVE, now, now
    member.renewed_until = today + relativedelta(months=_club_of(member).membership_months)
    member.reminded_at = member.left_at = None
    # A returning member may find that another member leads their organisation in the meantime.
    member.leads_organisation = member.leads_organisation and not _is_led_by_another(member)
    _save_alone_in_the_lead(member)
    if _entitlement_of(member) is None:
        grant_entitlement(
            by=None, person=member.person, kind=Entitlement.Kind.CLUB_MEMBER, starts_on=today
        )
    notifications.welcome_member(member)
    publish(MemberJoined(member_id=member.pk, person_id=member.person_id))


def _end(member: Member, status: str, now: datetime) -> None:
    was_active = member.is_active
    member.status, member.left_at = status, now
    member.save(update_fields=["status", "left_at"])
    today = timezone.localdate(now)
    doors = Entitlement.objects.in_force(today).filter(
        person=member.person_id, kind=Entitlement.Kind.CLUB_MEMBER
    )
    for entitlement in doors:
        end_entitlement(by=None, entitlement=entitlement, ends_on=today)
    if was_active:
        publish(MemberLeft(member_id=member.pk, person_id=member.person_id))


def _entitlement_of(member: Member) -> Entitlement | None:
    return Entitlement.objects.filter(
        person=member.person_id, kind=Entitlement.Kind.CLUB_MEMBER, ends_on=None
    ).first()


def _is_led_by_another(member: Member) -> bool:
    """Checks whether another member leads the organisation. The first to declare it edits its
    page."""
    if member.organisation is None:
        return False
    colleagues = member.organisation.members.active().exclude(pk=member.pk)
    return colleagues.filter(leads_organisation=True).exists()


def _save_alone_in_the_lead(member: Member) -> None:
    """Saves a member.

    Raises:
        OrganisationLedByAnother: another member has just declared that they lead the organisation.
    """
    with refusing({"network_member_leads_alone": OrganisationLedByAnother}):
        member.save()


def _set_skills(member: Member, by: Person, names: Iterable[str]) -> None:
    skills = get_or_create_skills(by=by, names=names)
    member.member_skills.exclude(skill__in=skills).delete()
    MemberSkill.objects.bulk_create(
        [MemberSkill(member=member, skill=skill) for skill in skills], ignore_conflicts=True
    )


def _move_to(member: Member, commune: Commune) -> None:
    member.commune = commune
    member.latitude, member.longitude = commune.latitude, commune.longitude


def _until(member: Member) -> date:
    if member.renewed_until is None:
        raise NotAMember
    return member.renewed_until


def _club_of(member: Member) -> Club:
    departement = member.commune.departement_id
    club = Club.objects.filter(pk=departement).first()
    return club or Club(departement_id=departement)


def lock_member(**key: Any) -> Member:
    """Returns the current row of a member, locked until the end of the transaction."""
    return (
        lock_rows(Member.objects.all())
        .select_related("person", "commune", "organisation")
        .get(**key)
    )
