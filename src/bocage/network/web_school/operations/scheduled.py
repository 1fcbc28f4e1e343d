"""Scheduled jobs of the editions of the École du Web."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.network.web_school.operations.editions import lead_edition_to

Status = WebSchoolEdition.Status


@periodic("20 3 * * *", description=_("Note les Écoles du Web qui ont eu lieu"))
def hold_past_editions(*, now: datetime | None = None) -> int:
    """Marks as held the published editions whose last day is over. Returns how many."""
    today = timezone.localdate(now or timezone.now())
    past = list(WebSchoolEdition.objects.filter(status=Status.PUBLISHED, ends_on__lt=today))
    for edition in past:
        lead_edition_to(by=None, edition=edition, status=Status.HELD, now=now)
    return len(past)
