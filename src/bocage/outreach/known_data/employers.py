"""What is kept of somebody whom one calls at a partner employer."""

from django.utils.translation import gettext_lazy as _

from bocage.outreach.models.employers import EmployerContact
from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person


@known_section(
    name="outreach_employer_contact",
    title=_("Interlocuteur d’un employeur partenaire"),
    rank=146,
)
def contact_rows(person: Person, most: int | None) -> KnownRows:
    """Where they are written down under their address; one query."""
    found = EmployerContact.objects.filter(email=person.email.lower()).exclude(email="")
    for one in found.select_related("employer").order_by("-added_at", "pk")[:most]:
        yield KnownRow(
            title=one.employer.name,
            detail=[one.name, one.role, one.email, one.phone],
        )
