"""What the room does by itself, later."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import task
from bocage.people.erasure.log import note_erasure
from bocage.people.models import ErasureReceipt, Person
from bocage.people.operations.erasure import sweep_erased


@task(description=_("Finit d’effacer un compte"))
def sweep_after_erasure(*, person_id: str) -> None:
    """Removes what a request wrote while its account was being erased, and notes the erasure
    where a machine that stopped had not."""
    receipt = ErasureReceipt.objects.filter(account_id=UUID(person_id)).first()
    if receipt is not None:
        sweep_erased(person=Person.objects.get(pk=receipt.account_id))
        note_erasure(receipt)
