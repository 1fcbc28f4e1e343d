"""Signed address at which a person of a town hall reports a home without signing in.

It is valid as long as they hold a mandate there. It shows no data of anybody: a stranger who has it
can only report a home in the name of that person, who sees it and can close it
(docs/decisions/housing-leads.md).
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from bocage.housing.leads.policies import OF_THE_TOWN_HALL
from bocage.people.models import Person
from bocage.people.policies import holds
from bocage.people.signed_links import CommuneLink
from bocage.territory.models import Commune


class LeadReportLink(CommuneLink):
    """Signed address at which a person of the town hall reports a home. A mandate that only allows
    reports elsewhere does not open it.
    """

    def allows(self, person: Person, commune: Commune) -> bool:
        return holds(person, OF_THE_TOWN_HALL, commune)


lead_report_link = LeadReportLink(
    "housing.report_lead",
    # More than a year: the mail of last winter, found again, still works.
    good_for=timedelta(days=400),
    page="lead_report_signed",
    over=_(
        "Ce lien servait à une personne dont le mandat sur cette commune a pris fin. "
        "Il ne permet plus de signaler un logement."
    ),
)
