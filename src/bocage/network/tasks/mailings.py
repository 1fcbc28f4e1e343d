"""What mailings and digests do by themselves. Each is safe to run twice, and at once."""

from __future__ import annotations

from uuid import UUID

from bocage.foundation.tasks import periodic, task
from bocage.network.operations import digests, mailings


@task
def send_next_batch(*, mailing_id: str) -> None:
    """Queues the next mails of a mailing."""
    mailings.send_batch(mailing_id=UUID(mailing_id))


@periodic("* * * * *")
def go_on_with_mailings() -> None:
    """Takes up what was stopped."""
    mailings.go_on_with_mailings()


@periodic("40 7 * * *")
def keep_digests() -> None:
    """Drafts the digests of the month, and follows those that wait."""
    digests.draft_digests()
    digests.follow_drafted_digests()
