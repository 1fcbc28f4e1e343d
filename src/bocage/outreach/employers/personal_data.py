"""Personal data of employers' contacts: export, and erasure with the account."""

from django.utils.translation import gettext_lazy as _

from bocage.outreach.employers.models import EmployerContact
from bocage.outreach.prospects.personal_data import CONTACTS
from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="outreach_employer_contact",
    title=_("Interlocuteur d’un employeur partenaire"),
    rank=146,
)
def contact_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the employer contacts recorded under the person's address, the most recent first; one
    query.
    """
    contacts = EmployerContact.objects.filter(email=person.email.lower()).exclude(email="")
    for contact in contacts.select_related("employer").order_by("-added_at", "pk")[:limit]:
        yield DataItem(
            title=contact.employer.name,
            detail=[contact.name, contact.role, contact.email, contact.phone],
        )


@erases(CONTACTS, rank=200)
def employer_contacts(erasure: Erasure) -> None:
    if erasure.address:
        erasure.delete(EmployerContact.objects.filter(email=erasure.address))
