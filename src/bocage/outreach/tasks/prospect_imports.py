"""Lists of prospects, read in the background. Each task is safe to run twice, and at once."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic, task
from bocage.outreach.operations.prospect_reading import ask_imported_mailboxes, read_import


@task(says=_("Lit une liste de contacts"))
def read_list(*, import_id: str) -> None:
    """See `read_import`."""
    read_import(UUID(import_id))


@periodic(
    "*/10 8-19 * * *", says=_("Demande aux adresses d’une liste si elles veulent des lettres")
)
def ask_mailboxes_of_lists() -> None:
    """See `ask_imported_mailboxes`."""
    ask_imported_mailboxes()
