"""Consents of a household, by use. Code that mentions a household to others checks here first."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.welcome.projects.errors.consents import FollowingIsTheProject, HouseholdDidNotAgree
from bocage.welcome.projects.events import ConsentChanged
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import HouseholdAdult, SettlementProject
from bocage.welcome.projects.operations.locking import lock_project

Use = ProjectConsent.Use


def agrees(project: SettlementProject, use: str) -> bool:
    """Checks whether the household consents to a use today, through at least one of its adults."""
    return use in agreed_uses(project)


def agreed_uses(project: SettlementProject) -> frozenset[str]:
    """Returns every use to which the household consents today; one query."""
    in_force = ProjectConsent.objects.filter(
        project=project.pk,
        project__erased_at=None,
        person__households__project=project.pk,
        withdrawn_at=None,
    )
    return frozenset(in_force.order_by().values_list("use", flat=True))


def ask_agreement(project: SettlementProject, use: str) -> None:
    """Checks that the household consents to a use.

    Raises:
        HouseholdDidNotAgree: it did not, or no longer does.
    """
    if not agrees(project, use):
        raise HouseholdDidNotAgree


def give_consent(
    *, by: Person, project: SettlementProject, use: str, now: datetime | None = None
) -> ProjectConsent:
    """Records the consent of an adult of the household to one use. Idempotent.

    Raises:
        NotAllowed: `by` is not of the household.
        ValueError: `use` is not one of ProjectConsent.Use.
    """
    use = Use(use).value
    by.require("welcome.see_own_project", project)
    with transaction.atomic():
        lock_project(project)
        consent, is_new = ProjectConsent.objects.get_or_create(
            project=project,
            person=by,
            use=use,
            withdrawn_at=None,
            defaults={"given_at": now or timezone.now()},
        )
        if is_new:
            publish(ConsentChanged(project_id=project.pk, use=use))
    return consent


def withdraw_consent(
    *, by: Person, project: SettlementProject, use: str, now: datetime | None = None
) -> None:
    """Withdraws the household's consent to one use: one adult is enough. Idempotent.

    Every adult's consent ends, so that the household is mentioned again only once one of its adults
    consents again.

    Raises:
        NotAllowed: `by` is not of the household.
        FollowingIsTheProject: a project requires being followed.
        ValueError: `use` is not one of ProjectConsent.Use.
    """
    use = Use(use).value
    by.require("welcome.see_own_project", project)
    if use == Use.FOLLOW:
        raise FollowingIsTheProject
    with transaction.atomic():
        lock_project(project)
        ended = ProjectConsent.objects.filter(project=project, use=use, withdrawn_at=None)
        if ended.update(withdrawn_at=now or timezone.now()):
            publish(ConsentChanged(project_id=project.pk, use=use))


def record_consents(adult: HouseholdAdult, uses: Iterable[str], now: datetime) -> None:
    """Stores the consents that an adult gave in the form, in the transaction of the caller."""
    ProjectConsent.objects.bulk_create(
        [
            ProjectConsent(
                project_id=adult.project_id,
                person_id=adult.person_id,
                use=Use(use).value,
                given_at=now,
            )
            for use in sorted(set(uses))
        ]
    )


def end_consents_of(*, project: SettlementProject, person: Person, now: datetime) -> None:
    """Ends all consents of a person who leaves a project, in the transaction of the caller."""
    in_force = ProjectConsent.objects.filter(project=project, person=person, withdrawn_at=None)
    uses = list(in_force.values_list("use", flat=True))
    in_force.update(withdrawn_at=now)
    for use in uses:
        publish(ConsentChanged(project_id=project.pk, use=use))
