"""Sponsorships: proposed, accepted or declined, passed on, ended; feedback of both sides.

The project is locked first, then its sponsorships, so that two answers about one household run one
after the other. The database enforces one open sponsorship per project, and the capacity of a
sponsor.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.welcome.projects.errors.consents import HelpersNotAgreed
from bocage.welcome.projects.events import ProjectFactHappened
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import agrees
from bocage.welcome.projects.operations.contact import touch_last_contact
from bocage.welcome.shared.working_days import add_working_days
from bocage.welcome.sponsors import notifications
from bocage.welcome.sponsors.errors import (
    AnotherSponsorProposed,
    NoMandateAnyMore,
    ProjectHasSponsor,
    ProjectNotToSponsor,
    SponsorFull,
    SponsorNotFree,
    SponsorOfTheHousehold,
    SponsorshipGoesOn,
    SponsorshipOver,
    SponsorTaken,
)
from bocage.welcome.sponsors.models import SponsorProfile, Sponsorship
from bocage.welcome.sponsors.operations.profiles import locked_profile, offer_to_sponsor
from bocage.welcome.sponsors.ranking import rank_sponsors

RULES = {
    "welcome_sponsorship_within_capacity": SponsorFull,
    "welcome_sponsorship_one_open_a_project": SponsorTaken,
}
"""Refusals by the name of the database constraint that was violated."""

__all__ = [
    "accept_sponsorship",
    "continue_sponsorship",
    "decline_sponsorship",
    "end_sponsorship",
    "locked_sponsorship",
    "offer_to_sponsor",
    "pass_on_sponsorship",
    "propose_next_sponsor",
    "propose_sponsor",
]

DAYS_TO_ANSWER = 3
"""Working days without an answer after which the next sponsor is requested."""

Status = Sponsorship.Status
Reason = Sponsorship.Reason

STILL_TO_ACCEPT = {(Status.WITHDRAWN, Reason.NO_ANSWER), (Status.DECLINED, Reason.NO_TIME)}
"""Closed requests that the sponsor may still accept late, unless another sponsor has accepted."""


def propose_sponsor(
    *,
    by: Person | None,
    project: SettlementProject,
    sponsor: SponsorProfile,
    now: datetime | None = None,
) -> Sponsorship:
    """Proposes a household to a sponsor. `by` is None if this follows a refusal or a missing
    answer. Proposing it to the same sponsor again returns the same request.

    Raises:
        NotAllowed: `by` does not follow the project.
        ProjectNotToSponsor: it is closed, paused or erased.
        HelpersNotAgreed: the household did not agree to be mentioned to people who may help.
        ProjectHasSponsor, AnotherSponsorProposed: requests go to one sponsor at a time.
        SponsorOfTheHousehold: the sponsor is one of its adults.
        SponsorNotFree: they have no mandate today, or accept no request for now.
        SponsorFull: they accompany as many households as they can.
    """
    if by is not None and not by.has_perm("welcome.follow_project", project):
        raise NotAllowed
    now = now or timezone.now()
    with refusing(RULES):
        locked = _locked_project(project)
        _check_project(locked)
        existing = _open_sponsorship(locked)
        if existing is not None and existing.sponsor_id == sponsor.pk:
            return existing
        if existing is not None:
            raise ProjectHasSponsor if existing.is_active else AnotherSponsorProposed
        profile = _check_sponsor(sponsor, locked)
        sponsorship = Sponsorship.objects.create(
            project=locked,
            sponsor=profile,
            proposed_by=by,
            proposed_at=now,
            answer_due_at=add_working_days(now, DAYS_TO_ANSWER),
        )
        notifications.request_sponsorship(sponsorship)
    return sponsorship


def propose_next_sponsor(
    *, project: SettlementProject, now: datetime | None = None
) -> Sponsorship | None:
    """Proposes a household to the best-ranked sponsor who lives near its destination and was not
    requested yet; if none is left, notifies the welcome team, which may choose a sponsor from
    further away.

    Proposes nothing if a request is pending, or if the household did not agree to be mentioned.
    """
    with transaction.atomic():
        locked = _locked_project(project)
        try:
            _check_project(locked)
        except (ProjectNotToSponsor, HelpersNotAgreed):
            return None
        existing = _open_sponsorship(locked)
        if existing is not None:
            return existing
        near = [ranked for ranked in rank_sponsors(locked) if ranked.is_near]
        for ranked in near:
            try:
                with transaction.atomic():
                    return propose_sponsor(by=None, project=locked, sponsor=ranked.profile, now=now)
            except (SponsorFull, SponsorNotFree):
                continue  # Requested for another household concurrently.
        notifications.notify_no_sponsor_left(locked)
    return None


def accept_sponsorship(
    *, by: Person, sponsorship: Sponsorship, now: datetime | None = None
) -> Sponsorship:
    """Accepts to accompany a household (« Oui, je les accompagne »). A sponsor who did not answer,
    or had no time, may still accept if no other sponsor has. Idempotent.

    Raises:
        NoMandateAnyMore: `by` is not a sponsor of their commune today.
        NotAllowed: the request was sent to another person.
        SponsorTaken: another sponsor has accepted.
        SponsorshipOver: the welcome team or the household withdrew it, or it has ended.
        SponsorFull: they accompany as many households as they can.
        ProjectNotToSponsor, HelpersNotAgreed: the household changed its mind.
    """
    _check_answer(by, sponsorship)
    now = now or timezone.now()
    with refusing(RULES):
        locked = locked_sponsorship(sponsorship)
        if locked.is_active:
            return locked
        existing = _open_sponsorship(locked.project)
        if existing is not None and existing.is_active:
            raise SponsorTaken
        if locked.status != Status.PROPOSED and (
            (locked.status, locked.reason) not in STILL_TO_ACCEPT
        ):
            raise SponsorshipOver
        _check_project(locked.project)
        if existing is not None and existing.pk != locked.pk:
            _close(existing, Status.WITHDRAWN, Reason.TAKEN, now)
            notifications.notify_another_accepted(existing)
        locked.status, locked.answered_at = Status.ACTIVE, now
        locked.reason, locked.words, locked.ended_at = "", "", None
        locked.save(update_fields=["status", "answered_at", "reason", "words", "ended_at"])
        notifications.notify_acceptance(locked)
        publish(ProjectFactHappened(project_id=locked.project_id, fact=Fact.SPONSOR_ACCEPTED))
    return locked


def decline_sponsorship(
    *,
    by: Person,
    sponsorship: Sponsorship,
    reason: str = Reason.NO_TIME,
    words: str = "",
    now: datetime | None = None,
) -> Sponsorship:
    """Declines a household (« Pas cette fois »); the next sponsor is requested at once.

    Raises:
        NoMandateAnyMore, NotAllowed: see `accept_sponsorship`.
        SponsorshipGoesOn: they accepted before; it is ended from its page.
        ValueError: `reason` is not one of Sponsorship.Reason.
    """
    reason = Reason(reason).value
    _check_answer(by, sponsorship)
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_sponsorship(sponsorship)
        if locked.is_active:
            raise SponsorshipGoesOn
        if locked.status == Status.PROPOSED:
            locked.answered_at, locked.words = now, words.strip()
            _close(locked, Status.DECLINED, reason, now)
            propose_next_sponsor(project=locked.project, now=now)
    return locked


def pass_on_sponsorship(
    *, sponsorship: Sponsorship, reason: str, now: datetime | None = None
) -> Sponsorship:
    """Withdraws a request without an answer, or that can get none, and requests the next sponsor.
    Called by the scheduled job and when a mandate ends; ignores a request that was answered
    meanwhile.

    Raises:
        ValueError: `reason` is not one of Sponsorship.Reason.
    """
    reason = Reason(reason).value
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_sponsorship(sponsorship)
        if locked.status == Status.PROPOSED:
            _close(locked, Status.WITHDRAWN, reason, now)
            next_sponsorship = propose_next_sponsor(project=locked.project, now=now)
            if reason == Reason.NO_ANSWER:
                notifications.notify_passed_on(
                    locked, has_next_sponsor=next_sponsorship is not None
                )
    return locked


def end_sponsorship(
    *,
    by: Person | None,
    sponsorship: Sponsorship,
    reason: str,
    words: str = "",
    now: datetime | None = None,
) -> Sponsorship:
    """Ends a sponsorship, or withdraws a pending request. Feedback is requested from both sides of
    a sponsorship; if the sponsor can no longer accompany, the next one is requested. Idempotent.

    Raises:
        NotAllowed: `by` is neither a side of the sponsorship nor follows the project.
        ValueError: `reason` is not one of Sponsorship.Reason.
    """
    reason = Reason(reason).value
    if by is not None and not by.has_perm("welcome.end_sponsorship", sponsorship):
        raise NotAllowed
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_sponsorship(sponsorship)
        if not locked.is_open:
            return locked
        was_active = locked.is_active
        locked.words = words.strip()
        _close(locked, Status.ENDED if was_active else Status.WITHDRAWN, reason, now)
        if was_active:
            notifications.notify_end(locked, by=by)
        elif reason != Reason.PROJECT_OVER:
            notifications.notify_withdrawal(locked)
        if reason in (Reason.SPONSOR, Reason.MANDATE_OVER):
            propose_next_sponsor(project=locked.project, now=now)
    return locked


def continue_sponsorship(
    *, by: Person, sponsorship: Sponsorship, now: datetime | None = None
) -> Sponsorship:
    """Records that a sponsorship continues (« Nous continuons »); the question is sent again after
    a year.

    Raises:
        NotAllowed: `by` is neither a side of the sponsorship nor follows the project.
        SponsorshipOver: it has ended meanwhile.
    """
    by.require("welcome.end_sponsorship", sponsorship)
    with transaction.atomic():
        locked = locked_sponsorship(sponsorship)
        if not locked.is_active:
            raise SponsorshipOver
        locked.renewal_requested_at = now or timezone.now()
        locked.save(update_fields=["renewal_requested_at"])
        touch_last_contact(locked.project, locked.renewal_requested_at)
    return locked


def locked_sponsorship(sponsorship: Sponsorship) -> Sponsorship:
    """Locks a sponsorship, after its project, until the end of the transaction, and returns its
    current state.
    """
    project = _locked_project(sponsorship.project)
    locked = lock_row(sponsorship, "sponsor__person", "sponsor__commune")
    locked.project = project
    return locked


def _locked_project(project: SettlementProject) -> SettlementProject:
    return lock_row(project, "commune__epci", "departement", "coordinator")


def _open_sponsorship(project: SettlementProject) -> Sponsorship | None:
    return (
        Sponsorship.objects.filter(project=project, status__in=Sponsorship.OPEN)
        .select_related("sponsor__person", "sponsor__commune", "project")
        .first()
    )


def _check_project(project: SettlementProject) -> None:
    if not project.is_open or project.erased_at is not None:
        raise ProjectNotToSponsor
    if not agrees(project, ProjectConsent.Use.HELPERS):
        raise HelpersNotAgreed


def _check_sponsor(sponsor: SponsorProfile, project: SettlementProject) -> SponsorProfile:
    profile = locked_profile(sponsor)
    if project.adults.filter(person=profile.person_id).exists():
        raise SponsorOfTheHousehold
    if not SponsorProfile.objects.mandated().filter(pk=profile.pk, is_open=True).exists():
        raise SponsorNotFree
    return profile


def _check_answer(by: Person, sponsorship: Sponsorship) -> None:
    """Checks the current rights of `by`: a mandate may have ended the day before the answer."""
    if by.has_perm("welcome.answer_sponsorship", sponsorship):
        return
    if by.pk == sponsorship.sponsor.person_id:
        raise NoMandateAnyMore
    raise NotAllowed


def _close(sponsorship: Sponsorship, status: str, reason: str, now: datetime) -> None:
    sponsorship.status, sponsorship.reason, sponsorship.ended_at = status, reason, now
    sponsorship.save(update_fields=["status", "reason", "ended_at", "answered_at", "words"])
