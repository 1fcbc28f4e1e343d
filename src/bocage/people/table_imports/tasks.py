"""Tables, written in the background. The task is safe to run twice, and at once."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import task
from bocage.people.table_imports.operations import write_rows


@task(description=_("Écrit un tableau qui a été apporté"))
def write_table(*, table_id: str) -> None:
    """Writes a table in the background (see `write_rows`)."""
    write_rows(UUID(table_id))
