"""Scheduled jobs of mailings and digests. Each can safely run twice or concurrently."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic, task
from bocage.network.mailings.operations import digests, mailings


@task(description=_("Envoie la suite d’un message du club"))
def send_next_batch(*, mailing_id: str) -> None:
    """Queues the next mails of a mailing."""
    mailings.send_batch(mailing_id=UUID(mailing_id))


@periodic("40 7 * * *", description=_("Prépare les nouvelles du mois du club"))
def prepare_digests() -> None:
    """Drafts the digests of the month, and sends pending ones or reminds their organisers."""
    digests.draft_digests()
    digests.follow_drafted_digests()
