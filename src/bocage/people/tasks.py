"""What the room does by itself, at night."""

from uuid import UUID

from bocage.foundation.tasks import periodic, task
from bocage.people.erasure_log import note_erasure
from bocage.people.models import ErasureReceipt, Person
from bocage.people.operations import (
    forget_old_application_tokens,
    forget_old_attempts,
    forget_old_tokens,
    forget_sent_receipts,
    sweep_erased,
)
from bocage.people.session_store import SessionStore


@periodic("17 3 * * *")
def forget_what_is_over() -> None:
    """Deletes the codes, counts, tokens and sessions that no longer serve."""
    forget_old_attempts()
    forget_old_tokens()
    forget_old_application_tokens()
    forget_sent_receipts()
    SessionStore.clear_expired()


@task
def sweep_after_erasure(*, person_id: str) -> None:
    """Removes what a request wrote while its account was being erased, and notes the erasure
    where a machine that stopped had not."""
    receipt = ErasureReceipt.objects.filter(account_id=UUID(person_id)).first()
    if receipt is not None:
        sweep_erased(person=Person.objects.get(pk=receipt.account_id))
        note_erasure(receipt)
