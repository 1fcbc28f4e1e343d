"""Scheduled jobs of the idea box. Each can safely run twice or concurrently."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import task
from bocage.network.ideas import operations


@task(description=_("Dit la réponse à qui a voté pour une idée"))
def notify_voters(*, answer_id: str) -> None:
    """Notifies the voters of an answer to their idea."""
    operations.notify_voters(answer_id=UUID(answer_id))
