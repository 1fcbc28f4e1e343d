"""The owner's name and number of a lead, as they are written and read.

They stand behind row-level security: a page reads them for whom its policy lets see them, and for
nobody else (docs/decisions/row-security.md).
"""

from dataclasses import dataclass

from bocage.housing.leads.models.leads import Lead
from bocage.housing.leads.models.owners import LeadOwner


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Owner of a home, as reported; either field may be empty."""

    name: str = ""
    phone: str = ""


NO_OWNER = Owner()


def write_owner(lead: Lead, owner: Owner) -> None:
    """Writes whose home it is; without a name and a number, forgets it. Called with the lead locked
    or just made, once it was asked who may."""
    row = LeadOwner(lead=lead, name=owner.name.strip(), phone=owner.phone.strip())
    lead.has_owner = bool(row.name or row.phone)
    if lead.has_owner:
        row.save()
    else:
        LeadOwner.objects.filter(lead=lead).delete()
    lead.save(update_fields=["has_owner"])


def written_owner(lead: Lead) -> Owner | None:
    """Returns the owner of a lead; None where nobody gave one, or where the reader of the page may
    not see it.
    """
    row = LeadOwner.objects.filter(lead=lead).first() if lead.has_owner else None
    return Owner(name=row.name, phone=row.phone) if row is not None else None
