"""Automatic thanks to the ambassador who brought a household, once it has settled."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bocage.outreach.ambassadors import notifications
from bocage.outreach.ambassadors.models import Ambassador, AmbassadorThanks
from bocage.outreach.prospects.models.prospects import Prospect, Touch
from bocage.welcome.models import ARRIVED, SettlementProject


def thank_referrers(*, project_id: UUID, now: datetime | None = None) -> int:
    """Thanks the ambassadors whose link gave a settled household its first or its last contact,
    once for each household, without naming it. Past ambassadors are thanked too. It is
    idempotent, and safe to run concurrently.

    Returns: how many thanks left.
    """
    now = now or timezone.now()
    project = SettlementProject.objects.filter(pk=project_id, stage__in=ARRIVED).first()
    if project is None:
        return 0
    links = _first_and_last_links(project)
    referrers = Ambassador.objects.filter(link__in=links).select_related("person", "link")
    thanked = 0
    for ambassador in referrers.exclude(person__households__project=project).order_by("pk"):
        with transaction.atomic():
            thanks = AmbassadorThanks(ambassador=ambassador, project=project, at=now)
            AmbassadorThanks.objects.bulk_create([thanks], ignore_conflicts=True)
            if AmbassadorThanks.objects.filter(pk=thanks.pk).exists():
                notifications.thank(ambassador)
                thanked += 1
    return thanked


def _first_and_last_links(project: SettlementProject) -> set[UUID]:
    """Returns the links of the first and last contacts of a project's sender with a campaign."""
    prospects = Prospect.objects.filter(project=project)
    touches = Touch.objects.filter(
        Q(prospect__in=prospects) | Q(prospect__merged_into__in=prospects),
        campaign__isnull=False,
        at__lte=project.sent_at,
    )
    links = list(touches.order_by("at", "pk").values_list("link", flat=True))
    return {link for link in (links[:1] + links[-1:]) if link is not None}
