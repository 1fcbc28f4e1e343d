"""Households that come to no ceremony any more: they left, or were erased.

The project is locked first where its own state changes, then the ceremony, then the guest, as
everywhere.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.welcome.ceremonies import notifications
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.projects.models.projects import SettlementProject

Answer = CeremonyGuest.Answer


def take_out_of_ceremonies(
    *, project: SettlementProject, household_name: str, now: datetime | None = None
) -> int:
    """Declines, on behalf of a household that left or is erased, its invitations to ceremonies to
    come, and notifies the people who manage those that it had accepted, with `household_name`,
    which may be empty. Returns the number of invitations; a second call returns 0.
    """
    now = now or timezone.now()
    with transaction.atomic():
        coming = _coming_with(project, now)
        return sum(_take_out(ceremony, project, household_name, now) for ceremony in coming)


def _coming_with(project: SettlementProject, now: datetime) -> list[Ceremony]:
    keys = CeremonyGuest.objects.filter(project=project).exclude(answer=Answer.NO)
    return list(
        lock_rows(Ceremony.objects.all())
        .select_related("commune")
        .filter(pk__in=keys.values("ceremony"), status__in=Ceremony.COMING, starts_at__gt=now)
        .order_by("pk")
    )


def _take_out(
    ceremony: Ceremony, project: SettlementProject, household_name: str, now: datetime
) -> bool:
    guest = (
        lock_rows(CeremonyGuest.objects.all())
        .filter(ceremony=ceremony, project=project)
        .exclude(answer=Answer.NO)
        .first()
    )
    if guest is None:
        return False
    was_coming, people = guest.comes, guest.people
    guest.answer, guest.answered_at, guest.answered_by = Answer.NO, now, None
    guest.people, guest.presented_as = 0, ""
    guest.agrees_to_be_presented = guest.agrees_to_photos = False
    guest.save()
    if (
        was_coming and project.merged_into_id is None
    ):  # Otherwise it attends with the project that it was merged into.
        notifications.notify_guest_withdrew(ceremony, household=household_name, people=people)
    return True
