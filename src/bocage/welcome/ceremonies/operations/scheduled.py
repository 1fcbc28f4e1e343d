"""Scheduled jobs of ceremonies, and proposal of a date when a household arrives. Safe to run
twice.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.row_locks import lock_free_rows, lock_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.territory.models import resolve_commune
from bocage.welcome.ceremonies import notifications
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest, CeremonyProposal
from bocage.welcome.ceremonies.newcomers import newcomers_of
from bocage.welcome.projects.models.projects import ARRIVED, SettlementProject

REMIND_SILENT = timedelta(days=7)
"""Time before the ceremony at which guests without an answer are reminded."""
LEAST_WAIT = timedelta(days=2)
"""Minimum time between an invitation and its reminder."""
REMIND_COMING = timedelta(days=2)
ASK_IF_HELD_AFTER = timedelta(hours=18)
BETWEEN_PROPOSALS = timedelta(days=30)
"""Minimum time between two requests for a date to a town hall, however many households arrive."""

Answer = CeremonyGuest.Answer


@periodic("20 8 * * *", description=_("Rappelle les cérémonies aux invités"))
def remind_guests(*, now: datetime | None = None) -> int:
    """Sends one reminder to the guests who have not answered, and one to those who come. Returns
    the number of households reminded.
    """
    now = now or timezone.now()
    soon = Ceremony.objects.filter(
        status=Ceremony.Status.INVITED, starts_at__gt=now, starts_at__lte=now + REMIND_SILENT
    )
    return sum(_remind(ceremony_id, now) for ceremony_id in soon.values_list("pk", flat=True))


@periodic("35 8 * * *", description=_("Demande si les cérémonies ont eu lieu"))
def ask_town_halls_if_held(*, now: datetime | None = None) -> int:
    """Asks town halls once, the day after, whether the ceremony took place. Returns the number of
    ceremonies.
    """
    now = now or timezone.now()
    with transaction.atomic():
        past = list(
            lock_free_rows(Ceremony.objects.all())
            .select_related("commune")
            .filter(
                status=Ceremony.Status.INVITED,
                outcome_requested_at=None,
                starts_at__lte=now - ASK_IF_HELD_AFTER,
            )
            .order_by("pk")
        )
        for ceremony in past:
            notifications.ask_if_held(ceremony)
        Ceremony.objects.filter(pk__in=[past_ceremony.pk for past_ceremony in past]).update(
            outcome_requested_at=now
        )
    return len(past)


def propose_for(*, project_id: UUID, now: datetime | None = None) -> CeremonyProposal | None:
    """Requests a date from the town hall of a household that has arrived, unless one is set or was
    requested recently. Returns None if nothing was sent.
    """
    now = now or timezone.now()
    with transaction.atomic():
        project = (
            lock_rows(SettlementProject.objects.all())
            .filter(pk=project_id, stage__in=ARRIVED, erased_at=None, left_on=None)
            .first()
        )
        if project is None or project.commune_id is None:
            return None
        commune = resolve_commune(project.commune_id)
        if commune is None or CeremonyProposal.objects.filter(project=project).exists():
            return None
        lately = Q(commune=commune, sent_at__gt=now - BETWEEN_PROPOSALS)
        to_come = Ceremony.objects.filter(
            commune=commune, status__in=Ceremony.COMING, starts_at__gt=now
        )
        if CeremonyProposal.objects.filter(lately).exists() or to_come.exists():
            return None
        newcomers = newcomers_of(commune).count()
        if not newcomers or not notifications.ask_for_a_date(commune, newcomers):
            return None
        return CeremonyProposal.objects.create(project=project, commune=commune, sent_at=now)


def _remind(ceremony_id: UUID, now: datetime) -> int:
    with transaction.atomic():
        ceremony = lock_rows(Ceremony.objects.all()).select_related("commune").get(pk=ceremony_id)
        if ceremony.status != Ceremony.Status.INVITED:
            return 0
        unwritten = CeremonyGuest.objects.filter(
            ceremony=ceremony, reminded_at=None
        ).select_related("project")
        silent = list(unwritten.filter(answer=Answer.NONE, invited_at__lte=now - LEAST_WAIT))
        is_near = ceremony.starts_at - now <= REMIND_COMING
        coming = list(unwritten.filter(answer=Answer.YES)) if is_near else []
        notifications.remind_silent(ceremony, silent)
        notifications.remind_coming(ceremony, coming)
        reminded = [guest.pk for guest in silent + coming]
        CeremonyGuest.objects.filter(pk__in=reminded).update(reminded_at=now)
    return len(reminded)
