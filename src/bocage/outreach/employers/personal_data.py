"""What employers name of a person, and what goes with their account."""

from django.utils.translation import gettext_lazy as _

from bocage.outreach.employers.models import EmployerContact
from bocage.outreach.prospects.personal_data import CONTACTS
from bocage.people.erasure import Erasure, erased_with_a_person
from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person


@known_section(
    name="outreach_employer_contact",
    title=_("Interlocuteur d’un employeur partenaire"),
    rank=146,
)
def contact_rows(person: Person, most: int | None) -> KnownRows:
    """Yields the employer contacts recorded under the person's address, the most recent first; one
    query.
    """
    found = EmployerContact.objects.filter(email=person.email.lower()).exclude(email="")
    for one in found.select_related("employer").order_by("-added_at", "pk")[:most]:
        yield KnownRow(
            title=one.employer.name,
            detail=[one.name, one.role, one.email, one.phone],
        )


@erased_with_a_person(CONTACTS, rank=200)
def employer_contacts(erasure: Erasure) -> None:
    if erasure.address:
        erasure.delete(EmployerContact.objects.filter(email=erasure.address))
