"""Rows of the owner's name and number of a lead, as they are written and read.

Row-level security protects them: a page reads only the rows that the policy allows to its reader
(docs/decisions/row-security.md).
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
    """Writes the owner of a lead; deletes the row without a name and a number. The caller has
    locked or just created the lead, and checked the permission.
    """
    row = LeadOwner(lead=lead, name=owner.name.strip(), phone=owner.phone.strip())
    lead.has_owner = bool(row.name or row.phone)
    if lead.has_owner:
        row.save()
    else:
        LeadOwner.objects.filter(lead=lead).delete()
    lead.save(update_fields=["has_owner"])


def written_owner(lead: Lead) -> Owner | None:
    """Returns the owner of a lead; None where none was given, or where the reader may not see
    it.
    """
    row = LeadOwner.objects.filter(lead=lead).first() if lead.has_owner else None
    return Owner(name=row.name, phone=row.phone) if row is not None else None
