"""Lists of prospects, read in the background. Each task is safe to run twice, and at once."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import task
from bocage.outreach.operations.prospect_reading import read_import


@task(says=_("Lit une liste de contacts"))
def read_list(*, import_id: str) -> None:
    """See `read_import`."""
    read_import(UUID(import_id))
