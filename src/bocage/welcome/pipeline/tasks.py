"""Scheduled tasks of projects. Safe to run twice, and concurrently."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.welcome.pipeline.operations.stages import (
    root_settled_households,
    take_up_rested_projects,
)


@periodic("35 5 * * *", description=_("Fait avancer les projets d’installation à leur date"))
def move_projects_by_the_clock() -> None:
    """Moves to « enraciné » the households settled for a year, and reopens the projects whose pause
    is over.
    """
    root_settled_households()
    take_up_rested_projects()
