"""Background tasks of the setup."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.first_steps.operations.arrivals import import_departement
from bocage.foundation.jobs.tasks import task


@task(
    description=_("Apporte les communes d’un département"),
    if_it_fails=_("« bocage import_territory CODE » le fait depuis le serveur, et dit pourquoi."),
)
def bring(*, arrival_id: str) -> None:
    """Imports a requested département."""
    import_departement(arrival_id=UUID(arrival_id))
