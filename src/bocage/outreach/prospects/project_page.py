"""« Comment on s’est rencontrés »: section of a project's page about its prospect."""

from typing import Any

from django.utils.translation import pgettext_lazy

from bocage.outreach.prospects.models.prospects import Prospect, Touch
from bocage.people.models import Person
from bocage.welcome.models import SettlementProject
from bocage.welcome.projects.sections import add_file_section

MAX_TOUCHES = 20


def touches_of_prospect(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """Returns the touches of the prospect who sent a project, the first one first, for a person who
    follows prospects; None without any touch or right. One query.
    """
    if not person.has_perm("outreach.follow_prospect", Prospect(departement=project.departement)):
        return None
    senders = Prospect.objects.filter(project=project).values("pk")
    duplicates = Prospect.objects.filter(merged_into__project=project).values("pk")
    touches = (
        Touch.objects.filter(prospect__in=senders.union(duplicates))
        .select_related("campaign", "link")
        .order_by("at", "pk")
    )
    rows = list(touches[:MAX_TOUCHES])
    if not rows:
        return None
    met_by = [row for row in rows if row.campaign is not None]
    return {
        "touches": rows,
        "first": met_by[0].campaign if met_by else None,
        "last": met_by[-1].campaign if len(met_by) > 1 else None,
    }


add_file_section(
    name="rencontre",
    title=pgettext_lazy("section", "Comment on s’est rencontrés"),
    template="outreach/prospects/project_section.html",
    rank=85,
    context=touches_of_prospect,
)
