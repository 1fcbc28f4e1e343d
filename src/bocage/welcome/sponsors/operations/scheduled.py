"""Scheduled jobs and event handling: missing answers, ended mandates, closed projects."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.row_locks import lock_free_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.people.models import Mandate, Role
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.sponsors import notifications
from bocage.welcome.sponsors.models import (
    SponsorContact,
    SponsorProfile,
    Sponsorship,
    SponsorshipFeedback,
)
from bocage.welcome.sponsors.operations.profiles import locked_profile
from bocage.welcome.sponsors.operations.sponsorships import end_sponsorship, pass_on_sponsorship

Reason = Sponsorship.Reason

A_YEAR = timedelta(days=365)
"""Period after which both sides of a sponsorship are asked whether it is over."""


@periodic("17 * * * *", description=_("Demande au parrain suivant quand l’un ne répond pas"))
def pass_on_unanswered_requests(*, now: datetime | None = None) -> int:
    """Passes each request without an answer in time on to the next sponsor. Returns how many were
    passed on.
    """
    now = now or timezone.now()
    silent = Sponsorship.objects.filter(
        status=Sponsorship.Status.PROPOSED, answer_due_at__lte=now
    ).select_related("project")
    passed = 0
    for sponsorship in silent.order_by("answer_due_at", "pk"):
        after = pass_on_sponsorship(sponsorship=sponsorship, reason=Reason.NO_ANSWER, now=now)
        passed += after.ended_at == now
    return passed


@periodic("25 8 * * *", description=_("Demande si les longs parrainages continuent"))
def ask_to_continue(*, now: datetime | None = None) -> int:
    """Asks both sides of a sponsorship, on each anniversary of the acceptance, whether it is over,
    so that a settled household does not take the place of a new one. Returns the number of
    sponsorships.
    """
    now = now or timezone.now()
    keys = list(_of_a_year(now).order_by("answered_at", "pk").values_list("pk", flat=True))
    return sum(_ask_about(key, now) for key in keys)


@periodic("9 1 * * *", description=_("Termine les parrainages de qui n’a plus de mandat"))
def close_sponsors_without_mandate(*, now: datetime | None = None) -> int:
    """Closes the profiles whose mandate is over: pending requests pass to the next sponsor, and
    sponsorships end. Returns how many were closed.
    """
    mandates = Mandate.objects.not_over().filter(
        role=Role.SPONSOR, person=OuterRef("person"), scope__commune=OuterRef("commune")
    )
    over = SponsorProfile.objects.filter(
        ~Exists(mandates), status=SponsorProfile.Status.ACTIVE
    ).order_by("pk")
    closed = 0
    for profile in over:
        closed += _close(profile, now or timezone.now())
    return closed


def close_sponsor_of(*, mandate: Mandate, now: datetime | None = None) -> bool:
    """Closes the profile of the holder of a sponsor's mandate that has just ended. Does nothing,
    and returns False, if there is no active profile or if a mandate is still in force or starts
    later.
    """
    profile = SponsorProfile.objects.filter(
        person=mandate.person_id,
        commune=mandate.scope.commune_id,
        status=SponsorProfile.Status.ACTIVE,
    ).first()
    still = Mandate.objects.not_over().filter(
        person=mandate.person_id, role=Role.SPONSOR, scope=mandate.scope_id
    )
    if profile is None or still.exists():
        return False
    return _close(profile, now or timezone.now())


def end_sponsorships_of(
    *,
    project: SettlementProject,
    reason: str = Reason.PROJECT_OVER,
    now: datetime | None = None,
) -> None:
    """Ends the sponsorships of a project that is closed, or whose household no longer consents:
    pending requests are withdrawn, and the sponsor is thanked.
    """
    for sponsorship in Sponsorship.objects.filter(
        project=project, status__in=Sponsorship.OPEN
    ).select_related("project"):
        end_sponsorship(by=None, sponsorship=sponsorship, reason=reason, now=now)


def forget_sponsorships_of(*, project: SettlementProject, now: datetime | None = None) -> None:
    """Erases the notes, words and feedback of an erased household's sponsorships, and notifies its
    sponsors; who accompanied whom, and how long, is retained for the figures.
    """
    now = now or timezone.now()
    sponsorships = Sponsorship.objects.filter(project=project)
    with transaction.atomic():
        for sponsorship in sponsorships.filter(status__in=Sponsorship.OPEN).select_related(
            "sponsor__person"
        ):
            sponsorship.status = (
                Sponsorship.Status.ENDED if sponsorship.is_active else Sponsorship.Status.WITHDRAWN
            )
            sponsorship.reason, sponsorship.ended_at = Reason.PROJECT_OVER, now
            sponsorship.save(update_fields=["status", "reason", "ended_at"])
            notifications.notify_household_erased(sponsorship)
        sponsorships.update(words="", contact_given_by=None)
        SponsorContact.objects.filter(sponsorship__in=sponsorships).delete()
        SponsorshipFeedback.objects.filter(sponsorship__in=sponsorships).update(
            helped="", missing=""
        )


def _of_a_year(now: datetime) -> QuerySet[Sponsorship]:
    lately = Q(renewal_requested_at__gt=now - A_YEAR)
    return Sponsorship.objects.filter(
        status=Sponsorship.Status.ACTIVE, answered_at__lte=now - A_YEAR, project__erased_at=None
    ).exclude(lately)


def _ask_about(key: UUID, now: datetime) -> bool:
    """Asks both sides of one sponsorship, unless it has ended or another worker is doing so."""
    with transaction.atomic():
        sponsorship = (
            lock_free_rows(_of_a_year(now))
            .select_related("sponsor__person", "project__commune")
            .filter(pk=key)
            .first()
        )
        if sponsorship is None:
            return False
        sponsorship.renewal_requested_at = now
        sponsorship.save(update_fields=["renewal_requested_at"])
        years = (now - sponsorship.answered_at) // A_YEAR  # type: ignore[operator]  # active
        notifications.request_renewal(sponsorship, years=years)
    return True


def _close(profile: SponsorProfile, now: datetime) -> bool:
    """Closes a profile. Open sponsorships are closed first, since every operation locks the project
    before the profile.
    """
    for sponsorship in profile.sponsorships.filter(status__in=Sponsorship.OPEN).select_related(
        "project"
    ):
        if sponsorship.is_active:
            end_sponsorship(by=None, sponsorship=sponsorship, reason=Reason.MANDATE_OVER, now=now)
        else:
            pass_on_sponsorship(sponsorship=sponsorship, reason=Reason.MANDATE_OVER, now=now)
    with transaction.atomic():
        locked = locked_profile(profile)
        if not locked.is_active:
            return False
        locked.status, locked.answered_at = SponsorProfile.Status.OVER, now
        locked.save(update_fields=["status", "answered_at"])
    return True
