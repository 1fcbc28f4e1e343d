"""What employers name of a person, and what goes with their account."""

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
def contact_rows(person: Person, most: int | None) -> DataItems:
    """Yields the employer contacts recorded under the person's address, the most recent first; one
    query.
    """
    found = EmployerContact.objects.filter(email=person.email.lower()).exclude(email="")
    for one in found.select_related("employer").order_by("-added_at", "pk")[:most]:
        yield DataItem(
            title=one.employer.name,
            detail=[one.name, one.role, one.email, one.phone],
        )


@erases(CONTACTS, rank=200)
def employer_contacts(erasure: Erasure) -> None:
    if erasure.address:
        erasure.delete(EmployerContact.objects.filter(email=erasure.address))
