"""The programmes of stays, also of those that a welcome weekend made."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.formatting.spoken_time import full_period
from bocage.welcome.models.stays import Stay
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.papers import Paper, paper_source


@paper_source
def programmes(project: SettlementProject) -> Iterator[Paper]:
    """Of each stay that its household was told of, as it was last told; one query."""
    told = (
        rows_of(project, project.stays.all())
        .exclude(status=Stay.Status.CALLED_OFF)
        .filter(confirmed_at__isnull=False)
    )
    for stay in told:
        yield Paper(
            at=stay.told_at or stay.confirmed_at or stay.prepared_at,
            title=_("Programme : %(name)s") % {"name": stay.name},
            detail=full_period(stay.starts_at, stay.ends_at),
            own_url=reverse("own_stay_paper", args=[stay.pk]),
            file_url=reverse("stay_sheet_file", args=[stay.pk]),
        )
