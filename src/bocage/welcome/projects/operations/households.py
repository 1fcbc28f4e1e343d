"""Adults of a household: invited by one of them, by mail; they join, and may leave."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.web_role import as_the_instance
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.foundation.mail import send_mail
from bocage.people.addresses import normalise_address
from bocage.people.errors import NotAnAddress
from bocage.people.limits import Limit, count_attempt
from bocage.people.models import Person
from bocage.people.operations.persons import person_of_address
from bocage.welcome.projects.errors.projects import (
    AlreadyOfHousehold,
    HouseholdFull,
    LastOfHousehold,
)
from bocage.welcome.projects.hooks import run_project_saved
from bocage.welcome.projects.mails.households import JoinHousehold
from bocage.welcome.projects.models.invitations import HouseholdInvitation
from bocage.welcome.projects.models.projects import HouseholdAdult, SettlementProject
from bocage.welcome.projects.operations.accompanied import sync_entitlement_of
from bocage.welcome.projects.operations.consents import end_consents_of
from bocage.welcome.projects.operations.locking import lock_project
from bocage.welcome.projects.operations.projects import MAX_ADULTS, add_adult

INVITED_BY_A_HOUSEHOLD = Limit(
    action="welcome.invite.household", amount=12, window=timedelta(days=1)
)


def invite_adult(
    *, by: Person, project: SettlementProject, email: str, now: datetime | None = None
) -> HouseholdInvitation:
    """Invites a person by mail to share the page of a household. Inviting again sends the mail
    again.

    Raises:
        NotAllowed: `by` is not of the household.
        NotAnAddress: `email` cannot receive a mail.
        AlreadyOfHousehold: an adult of it has this address.
        HouseholdFull: twelve adults share it or are invited.
        TooManyAttempts: twelve mails were sent today.
        ProjectErased: the project is erased.
    """
    by.require("welcome.see_own_project", project)
    try:
        address = normalise_address(email)
    except ValidationError:
        raise NotAnAddress from None
    count_attempt(INVITED_BY_A_HOUSEHOLD, str(project.pk), now=now)
    with transaction.atomic():
        locked = lock_project(project)
        if locked.adults.filter(person__email=address).exists():
            raise AlreadyOfHousehold
        pending = locked.invitations.exclude(email=address).count()
        if locked.adults.count() + pending >= MAX_ADULTS:
            raise HouseholdFull
        invitation, _is_new = HouseholdInvitation.objects.update_or_create(
            project=locked,
            email=address,
            defaults={"invited_by": by, "invited_at": now or timezone.now()},
        )
        mail = JoinHousehold(
            invitation_id=invitation.pk,
            project_id=locked.pk,
            email=address,
            invited_by=str(by),
        )
        send_mail(mail, to=address, language=by.language)
    return invitation


def join_household(*, invitation_id: UUID, now: datetime | None = None) -> HouseholdAdult:
    """Adds the invited person to the household: the caller has verified that they read the mailbox
    of the address. They have an account from then on. The answers and the consents of the project
    are unchanged.

    Raises:
        NoLongerPossible: the invitation was withdrawn, or the account is closed.
        HouseholdFull, ProjectErased: see `add_adult`.
    """
    with transaction.atomic():
        invitation = (
            HouseholdInvitation.objects.select_for_update(of=("self",))
            .select_related("project")
            .filter(pk=invitation_id)
            .first()
        )
        if invitation is None:
            raise NoLongerPossible
        person = person_of_address(email=invitation.email)
        if not person.is_active:
            raise NoLongerPossible
        adult = add_adult(project=invitation.project, person=person, now=now)
        invitation.delete()
    return adult


def take_back_invitation(*, by: Person, invitation: HouseholdInvitation) -> None:
    """Withdraws an invitation, whose link becomes invalid. Idempotent.

    Raises:
        NotAllowed: `by` is not of the household.
    """
    by.require("welcome.see_own_project", invitation.project)
    HouseholdInvitation.objects.filter(pk=invitation.pk).delete()


def leave_household(*, by: Person, project: SettlementProject, now: datetime | None = None) -> None:
    """Removes an adult from a household, which the others retain; the consents of the adult end.

    Raises:
        NotAllowed: `by` is not of the household.
        LastOfHousehold: no adult would be left.
        ProjectErased: the project is erased.
    """
    by.require("welcome.see_own_project", project)
    # A person who has left cannot see the project any more, so row-level security is lifted.
    with transaction.atomic(), as_the_instance():
        locked = lock_project(project)
        other_adults = HouseholdAdult.objects.filter(project=locked).exclude(person=by)
        heir = other_adults.first()
        if heir is None:
            raise LastOfHousehold
        locked.adults.filter(person=by).delete()
        if not other_adults.filter(is_first=True).exists():
            heir.is_first = True
            heir.save(update_fields=["is_first"])
        end_consents_of(project=locked, person=by, now=now or timezone.now())
        sync_entitlement_of(by=None, person=by)
        run_project_saved(locked)
