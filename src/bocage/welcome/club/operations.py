"""Introductions of newcomers to the club: three members are proposed, and requested to meet them
once the newcomer agrees.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.network.members.newcomers import members_to_meet
from bocage.network.members.operations.guests import welcome_guest
from bocage.people.models import Entitlement, Person
from bocage.territory.models import Commune
from bocage.welcome.club import notifications
from bocage.welcome.club.errors import (
    IntroductionOver,
    NobodyToMeet,
    NoCommuneYet,
    OfTheClubAlready,
)
from bocage.welcome.club.models import ClubIntroduction, ClubMeeting
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import ask_agreement
from bocage.welcome.projects.operations.locking import lock_project

PROPOSED_AT_ONCE = 3

Status = ClubIntroduction.Status
OPEN = (Status.PROPOSED, Status.ACCEPTED)


def introduce_to_club(
    *, by: Person, project: SettlementProject, person: Person, now: datetime | None = None
) -> ClubIntroduction:
    """Proposes three members of the club to an adult of a household: of a similar trade, near where
    they will live. Members are notified once the adult agrees. Repeating the proposal returns the
    same one.

    Raises:
        NotAllowed: `by` neither follows the project nor is this adult.
        HouseholdDidNotAgree: the household does not wish to be presented to the club.
        OfTheClubAlready, NoCommuneYet, NobodyToMeet: there is nothing to propose.
        ProjectErased: it is erased.
    """
    is_own = by.pk == person.pk and by.has_perm("welcome.see_own_project", project)
    if not is_own and not by.has_perm("welcome.follow_project", project):
        raise NotAllowed
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_project(project)
        if not locked.adults.filter(person=person).exists():
            raise NotAllowed
        ask_agreement(locked, ProjectConsent.Use.CLUB)
        open_introduction = locked.club_introductions.filter(person=person, status__in=OPEN).first()
        if open_introduction is not None:
            return open_introduction
        if is_of_the_club(person):
            raise OfTheClubAlready
        introduction = ClubIntroduction(
            project=locked, person=person, proposed_by=by, proposed_at=now
        )
        introduction.save()
        if not _propose(introduction, now, limit=PROPOSED_AT_ONCE):
            raise NobodyToMeet
        if not is_own:
            notifications.notify_introduction(introduction)
    return introduction


def accept_introduction(
    *, by: Person, introduction: ClubIntroduction, now: datetime | None = None
) -> ClubIntroduction:
    """Accepts an introduction: the newcomer is a guest of the club for three months, and requests
    are sent to the proposed members. Idempotent.

    Raises:
        NotAllowed: `by` may not answer it.
        HouseholdDidNotAgree: the household withdrew its consent.
        IntroductionOver: it was declined or withdrawn.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked_for(by, introduction)
        if locked.status == Status.ACCEPTED:
            return locked
        if locked.status != Status.PROPOSED:
            raise IntroductionOver
        ask_agreement(locked.project, ProjectConsent.Use.CLUB)
        locked.status, locked.answered_at = Status.ACCEPTED, now
        locked.save(update_fields=["status", "answered_at"])
        welcome_guest(
            person=locked.person,
            commune=_commune_of(locked.project),
            headline=locked.project.trade or str(locked.project.get_work_display()),
            now=now,
        )
        for meeting in locked.meetings.filter(status=ClubMeeting.Status.PROPOSED):
            _ask(meeting, now)
    return locked


def decline_introduction(
    *, by: Person, introduction: ClubIntroduction, now: datetime | None = None
) -> ClubIntroduction:
    """Declines an introduction. No member of the club is notified.

    Raises:
        NotAllowed: `by` may not answer it.
        IntroductionOver: it was accepted, or withdrawn.
    """
    with transaction.atomic():
        locked = _locked_for(by, introduction)
        if locked.status == Status.DECLINED:
            return locked
        if locked.status != Status.PROPOSED:
            raise IntroductionOver
        locked.status, locked.answered_at = Status.DECLINED, now or timezone.now()
        locked.save(update_fields=["status", "answered_at"])
    return locked


def agree_to_meet(*, by: Person, meeting: ClubMeeting, now: datetime | None = None) -> ClubMeeting:
    """Records that a member agrees to meet the newcomer, who is notified and writes to them through
    the club.

    Raises:
        NotAllowed: `by` may not answer it.
        IntroductionOver: the request is no longer pending.
    """
    with transaction.atomic():
        locked = _locked_meeting(by, meeting)
        if locked.status == ClubMeeting.Status.WILLING:
            return locked
        _answer(locked, ClubMeeting.Status.WILLING, now or timezone.now())
        notifications.notify_agreement(locked)
    return locked


def decline_to_meet(
    *, by: Person, meeting: ClubMeeting, now: datetime | None = None
) -> ClubMeeting:
    """Records that a member declines to meet the newcomer this time: the next member is requested
    instead, if there is one. An agreement, already sent to the newcomer, cannot be withdrawn.

    Raises:
        NotAllowed: `by` may not answer it.
        IntroductionOver: the request is no longer pending.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked_meeting(by, meeting)
        if locked.status in (ClubMeeting.Status.DECLINED, ClubMeeting.Status.WILLING):
            return locked
        _answer(locked, ClubMeeting.Status.DECLINED, now)
        for next_meeting in _propose(locked.introduction, now, limit=1):
            _ask(next_meeting, now)
    return locked


def withdraw_introductions(*, project: SettlementProject) -> None:
    """Withdraws the open introductions of a household that no longer consents, or no longer comes,
    with the pending requests to members. A person who is already a guest remains one until the end.
    """
    with transaction.atomic():
        lock_project(project)
        project.club_introductions.filter(status__in=OPEN).update(status=Status.WITHDRAWN)
        ClubMeeting.objects.filter(
            introduction__project=project,
            status__in=(ClubMeeting.Status.PROPOSED, ClubMeeting.Status.REQUESTED),
        ).update(status=ClubMeeting.Status.WITHDRAWN)


def is_of_the_club(person: Person) -> bool:
    """Checks whether a person is a member or a guest of the club today."""
    entitlements = Entitlement.objects.in_force().filter(kind=Entitlement.Kind.CLUB_MEMBER)
    return entitlements.filter(person=person).exists()


def _propose(introduction: ClubIntroduction, now: datetime, *, limit: int) -> list[ClubMeeting]:
    """Proposes up to `limit` members not proposed yet, in the order of `members_to_meet`."""
    project = introduction.project
    members = members_to_meet(
        person_id=introduction.person_id,
        trade=project.trade,
        near=_commune_of(project),
        exclude=list(introduction.meetings.values_list("member", flat=True)),
        limit=limit,
    )
    return ClubMeeting.objects.bulk_create(
        [
            ClubMeeting(
                introduction=introduction,
                member=member.member,
                metres=member.metres,
                proposed_at=now,
            )
            for member in members
        ]
    )


def _ask(meeting: ClubMeeting, now: datetime) -> None:
    meeting.status, meeting.requested_at = ClubMeeting.Status.REQUESTED, now
    meeting.save(update_fields=["status", "requested_at"])
    notifications.ask_to_meet(meeting)


def _answer(meeting: ClubMeeting, status: str, now: datetime) -> None:
    """Records the answer of a member.

    Raises:
        IntroductionOver: the request is no longer pending.
    """
    if meeting.introduction.status != Status.ACCEPTED or meeting.requested_at is None:
        raise IntroductionOver
    ask_agreement(meeting.introduction.project, ProjectConsent.Use.CLUB)
    meeting.status, meeting.answered_at = status, now
    meeting.save(update_fields=["status", "answered_at"])


def _commune_of(project: SettlementProject) -> Commune:
    """Returns the commune that the household chose, or the first that it wishes for.

    Raises:
        NoCommuneYet: it has neither.
    """
    commune = project.commune or project.communes.order_by("name", "pk").first()
    if commune is None:
        raise NoCommuneYet
    return commune


def _locked_for(by: Person, introduction: ClubIntroduction) -> ClubIntroduction:
    """Locks the project of an introduction, and returns its current state, for its adult only."""
    if by.pk != introduction.person_id:
        raise NotAllowed
    project = lock_project(introduction.project)
    by.require("welcome.see_own_project", project)
    return _introduction_or_refusal(introduction)


def _locked_meeting(by: Person, meeting: ClubMeeting) -> ClubMeeting:
    if by.pk != meeting.member.person_id:
        raise NotAllowed
    lock_project(meeting.introduction.project)
    return ClubMeeting.objects.select_related(
        "introduction__project__commune", "introduction__person", "member__person"
    ).get(pk=meeting.pk)


def _introduction_or_refusal(introduction: ClubIntroduction) -> ClubIntroduction:
    return ClubIntroduction.objects.select_related("project__commune", "person").get(
        pk=introduction.pk
    )
