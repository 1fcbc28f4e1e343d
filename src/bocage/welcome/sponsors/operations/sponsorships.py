"""Sponsorships: proposed, accepted or declined, passed on, ended; told by both sides.

The project is locked first, then its sponsorships, so that two answers about one household follow
one another. One open sponsorship per project and what a sponsor can take are held by the
database.
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
from bocage.welcome.projects.operations.contact import keep_contact
from bocage.welcome.shared.working_days import add_working_days
from bocage.welcome.sponsors import notifications
from bocage.welcome.sponsors.errors import (
    AnotherWasAsked,
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
"""Refusals of a sponsorship that the database does not let stand."""

__all__ = [
    "accept_sponsorship",
    "decline_sponsorship",
    "end_sponsorship",
    "go_on_with_sponsorship",
    "locked_sponsorship",
    "offer_to_sponsor",
    "pass_on_sponsorship",
    "propose_next_sponsor",
    "propose_sponsor",
]

DAYS_TO_ANSWER = 3
"""Working days after which somebody else is asked."""

Status = Sponsorship.Status
Reason = Sponsorship.Reason

STILL_TO_ACCEPT = {(Status.WITHDRAWN, Reason.NO_ANSWER), (Status.DECLINED, Reason.NO_TIME)}
"""What a late yes still revives, where nobody else has said it meanwhile."""


def propose_sponsor(
    *,
    by: Person | None,
    project: SettlementProject,
    sponsor: SponsorProfile,
    now: datetime | None = None,
) -> Sponsorship:
    """Asks a sponsor to accompany a household. `by` is nobody where it follows from a refusal or
    a silence. Asked twice, it is the same question.

    Raises:
        NotAllowed: `by` does not follow the project.
        ProjectNotToSponsor: it is closed, paused or erased.
        HelpersNotAgreed: that people who may help are told of it.
        ProjectHasSponsor, AnotherWasAsked: one person at a time.
        SponsorOfTheHousehold: the sponsor is one of its adults.
        SponsorNotFree: without a mandate today, or not to be asked for now.
        SponsorFull: they accompany as many households as they can.
    """
    if by is not None and not by.has_perm("welcome.follow_project", project):
        raise NotAllowed
    now = now or timezone.now()
    with refusing(RULES):
        locked = _locked_project(project)
        _check_project(locked)
        standing = _open_sponsorship(locked)
        if standing is not None and standing.sponsor_id == sponsor.pk:
            return standing
        if standing is not None:
            raise ProjectHasSponsor if standing.is_active else AnotherWasAsked
        profile = _check_sponsor(sponsor, locked)
        sponsorship = Sponsorship.objects.create(
            project=locked,
            sponsor=profile,
            proposed_by=by,
            proposed_at=now,
            answer_due_at=add_working_days(now, DAYS_TO_ANSWER),
        )
        notifications.ask_to_accompany(sponsorship)
    return sponsorship


def propose_next_sponsor(
    *, project: SettlementProject, now: datetime | None = None
) -> Sponsorship | None:
    """Asks the best of those who live near where the household goes and were not asked yet; the
    welcome, which may think of somebody from further away, is told where nobody is left.

    Nothing is asked where somebody is asked already, or the household is not to be spoken of.
    """
    with transaction.atomic():
        locked = _locked_project(project)
        try:
            _check_project(locked)
        except (ProjectNotToSponsor, HelpersNotAgreed):
            return None
        standing = _open_sponsorship(locked)
        if standing is not None:
            return standing
        near = [ranked for ranked in rank_sponsors(locked) if ranked.is_near]
        for ranked in near:
            try:
                with transaction.atomic():
                    return propose_sponsor(by=None, project=locked, sponsor=ranked.profile, now=now)
            except (SponsorFull, SponsorNotFree):
                continue  # Asked about another household a moment ago.
        notifications.tell_nobody_is_left(locked)
    return None


def accept_sponsorship(
    *, by: Person, sponsorship: Sponsorship, now: datetime | None = None
) -> Sponsorship:
    """« Oui, je les accompagne ». Who said nothing, or had no time, may still say yes as long as
    nobody else has. Said twice, it is said once.

    Raises:
        NoMandateAnyMore: `by` is no sponsor of their commune today.
        NotAllowed: somebody else was asked.
        SponsorTaken: another sponsor has just said yes.
        SponsorshipOver: the welcome or the household took it back, or it has ended.
        SponsorFull: they accompany as many households as they can.
        ProjectNotToSponsor, HelpersNotAgreed: the household changed its mind.
    """
    _check_answer(by, sponsorship)
    now = now or timezone.now()
    with refusing(RULES):
        locked = locked_sponsorship(sponsorship)
        if locked.is_active:
            return locked
        standing = _open_sponsorship(locked.project)
        if standing is not None and standing.is_active:
            raise SponsorTaken
        if locked.status != Status.PROPOSED and (
            (locked.status, locked.reason) not in STILL_TO_ACCEPT
        ):
            raise SponsorshipOver
        _check_project(locked.project)
        if standing is not None and standing.pk != locked.pk:
            _close(standing, Status.WITHDRAWN, Reason.TAKEN, now)
            notifications.tell_another_said_yes(standing)
        locked.status, locked.answered_at = Status.ACTIVE, now
        locked.reason, locked.words, locked.ended_at = "", "", None
        locked.save(update_fields=["status", "answered_at", "reason", "words", "ended_at"])
        notifications.tell_it_begins(locked)
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
    """« Pas cette fois »: the next one is asked at once.

    Raises:
        NoMandateAnyMore, NotAllowed: as `accept_sponsorship` does.
        SponsorshipGoesOn: they said yes before; it is ended from its page.
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
    """Takes a question back that got no answer, or cannot get one, and asks the next one. The
    clock and the end of a mandate call it; one that was answered meanwhile stands.

    Raises:
        ValueError: `reason` is not one of Sponsorship.Reason.
    """
    reason = Reason(reason).value
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_sponsorship(sponsorship)
        if locked.status == Status.PROPOSED:
            _close(locked, Status.WITHDRAWN, reason, now)
            another = propose_next_sponsor(project=locked.project, now=now)
            if reason == Reason.NO_ANSWER:
                notifications.tell_no_answer_came(locked, is_another_asked=another is not None)
    return locked


def end_sponsorship(
    *,
    by: Person | None,
    sponsorship: Sponsorship,
    reason: str,
    words: str = "",
    now: datetime | None = None,
) -> Sponsorship:
    """Ends a sponsorship, or takes back one that waits for its answer. Both sides are asked how
    it went; where the sponsor can no longer, the next one is asked. Done twice, it is done once.

    Raises:
        NotAllowed: `by` neither is of it, nor follows the project.
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
            notifications.tell_it_is_over(locked, by=by)
        elif reason != Reason.PROJECT_OVER:
            notifications.tell_it_is_taken_back(locked)
        if reason in (Reason.SPONSOR, Reason.MANDATE_OVER):
            propose_next_sponsor(project=locked.project, now=now)
    return locked


def go_on_with_sponsorship(
    *, by: Person, sponsorship: Sponsorship, now: datetime | None = None
) -> Sponsorship:
    """« Nous continuons », of somebody who was asked: nobody asks again for a year.

    Raises:
        NotAllowed: `by` neither is of it, nor follows the project.
        SponsorshipOver: it has ended meanwhile.
    """
    by.require("welcome.end_sponsorship", sponsorship)
    with transaction.atomic():
        locked = locked_sponsorship(sponsorship)
        if not locked.is_active:
            raise SponsorshipOver
        locked.asked_if_over_at = now or timezone.now()
        locked.save(update_fields=["asked_if_over_at"])
        keep_contact(locked.project, locked.asked_if_over_at)
    return locked


def locked_sponsorship(sponsorship: Sponsorship) -> Sponsorship:
    """The sponsorship as it is now, its project locked before it until the transaction ends."""
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
    """The rights are those of today: a mandate may have ended the day before the answer."""
    if by.has_perm("welcome.answer_sponsorship", sponsorship):
        return
    if by.pk == sponsorship.sponsor.person_id:
        raise NoMandateAnyMore
    raise NotAllowed


def _close(sponsorship: Sponsorship, status: str, reason: str, now: datetime) -> None:
    sponsorship.status, sponsorship.reason, sponsorship.ended_at = status, reason, now
    sponsorship.save(update_fields=["status", "reason", "ended_at", "answered_at", "words"])
