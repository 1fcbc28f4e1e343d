"""Background tasks of the territory: positions and outlines, from the official API."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic, task
from bocage.territory.operations.departements import update_from_api
from bocage.territory.operations.positions_updates import due_departements


@periodic(
    "41 * * * *", description=_("Demande à l’API officielle les positions qui manquent encore")
)
def complete_positions(*, now: datetime | None = None) -> None:
    """Asks the official API about the départements where a commune has no official position or no
    outline, less and less often while it fails.
    """
    update_from_api(departements=due_departements(now=now))


@task(
    description=_("Demande à l’API officielle où sont les communes"),
    if_it_fails=_("« bocage import_territory CODE » le fait depuis le serveur, et dit pourquoi."),
)
def update_positions(*, departements: str) -> None:
    """Asks the official API about départements, given by their codes with spaces between."""
    update_from_api(departements=departements.split())
