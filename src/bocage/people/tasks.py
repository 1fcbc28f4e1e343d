"""Background tasks of the people room."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import task
from bocage.people.erasure.log import note_erasure
from bocage.people.models import ErasureReceipt, Person
from bocage.people.operations.erasure import sweep_erased


@task(description=_("Finit d’effacer un compte"))
def sweep_after_erasure(*, person_id: str) -> None:
    """Erases what requests wrote during the erasure of their account.

    Also logs the erasure if the machine stopped before it was logged.
    """
    receipt = ErasureReceipt.objects.filter(account_id=UUID(person_id)).first()
    if receipt is not None:
        sweep_erased(person=Person.objects.get(pk=receipt.account_id))
        note_erasure(receipt)
