"""Contact people of a partner employer."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.outreach.employers.errors import ContactNotNamed, ContactThere
from bocage.outreach.employers.models import EmployerContact, PartnerEmployer
from bocage.outreach.employers.operations.employers import check_manages
from bocage.outreach.prospects.errors import NotAnAddress
from bocage.people.addresses import normalise_address
from bocage.people.models import Person
from bocage.people.phones import normalise_phone


def add_contact(
    *,
    by: Person,
    employer: PartnerEmployer,
    name: str,
    role: str = "",
    email: str = "",
    phone: str = "",
    now: datetime | None = None,
) -> EmployerContact:
    """Records a contact person at an employer, with a way to reach them.

    Raises:
        NotAllowed: `by` does not follow this employer.
        ContactNotNamed: no name, or no way to reach them.
        NotAnAddress, NotAPhone: the address or the telephone is not valid.
        ContactThere: another contact has this address.
    """
    check_manages(by, employer)
    try:
        address = normalise_address(email) if email.strip() else ""
    except ValidationError:
        raise NotAnAddress from None
    number = normalise_phone(phone) if phone.strip() else ""
    name = " ".join(name.replace("\0", " ").split())[:120]
    if not name or not (address or number):
        raise ContactNotNamed
    with refusing({"outreach_employercontact_once_an_address": ContactThere}):
        return EmployerContact.objects.create(
            employer=employer,
            name=name,
            role=" ".join(role.replace("\0", " ").split())[:120],
            email=address,
            phone=number,
            added_at=now or timezone.now(),
        )


def remove_contact(*, by: Person, contact: EmployerContact) -> None:
    """Deletes a contact person. It is idempotent.

    Raises:
        NotAllowed: `by` does not follow this employer.
    """
    check_manages(by, contact.employer)
    EmployerContact.objects.filter(pk=contact.pk).delete()
