"""Event handlers of mailings: addresses that no longer exist, or that were changed."""

from bocage.foundation.events import handles
from bocage.foundation.mail.refused import AddressRefused
from bocage.network.mailings.operations.refused_addresses import (
    forget_former_addresses,
    note_refused_address,
)
from bocage.people.events import AddressOfPersonChanged


@handles(AddressRefused)
def note_the_address(event: AddressRefused) -> None:
    """Records that the address of a person was refused, so that no more announcements go there."""
    if event.person_id is not None:
        note_refused_address(person_id=event.person_id, address=event.address, words=event.words)


@handles(AddressOfPersonChanged)
def forget_the_former_address(event: AddressOfPersonChanged) -> None:
    """Deletes the refused addresses that a person no longer uses, after a change of address."""
    forget_former_addresses(person_id=event.person_id)
