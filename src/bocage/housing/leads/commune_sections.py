"""Section of the page of a commune with its leads, for their managers and for accompanied
candidates. For the public it shows nothing and makes no query.
"""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest

from bocage.housing.leads.models.leads import Lead
from bocage.housing.leads.policies import is_accompanied
from bocage.housing.leads.selectors import lines, shown_leads
from bocage.people.models import Person
from bocage.territory.commune_sections import add_commune_section
from bocage.territory.models import Commune

LEAD_LIMIT = 6


def leads_of_commune(request: HttpRequest, commune: Commune) -> dict[str, Any] | None:
    """Returns the button of the town hall with its figures, or the leads of a candidate."""
    person = request.user
    if not isinstance(person, Person):
        return None
    if person.has_perm("housing.manage_leads", commune):
        figures = Lead.objects.filter(commune=commune).aggregate(
            shared=Count("pk", filter=Q(status="shared")),
            reported=Count("pk", filter=Q(status="reported")),
        )
        return {"is_manager": True, "figures": figures, "lines": []}
    if not is_accompanied(person):
        return None
    leads = shown_leads().filter(commune=commune).select_related("commune")
    lead_lines = lines(leads.prefetch_related("photos")[:LEAD_LIMIT], person)
    return {"is_manager": False, "lines": lead_lines, "figures": {}} if lead_lines else None


add_commune_section(
    name="leads",
    template="housing/leads/commune_section.html",
    rank=24,
    context=leads_of_commune,
)
