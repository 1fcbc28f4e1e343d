"""Personal data of commune proposals: those made to a person's household, or by the person."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import date_format
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.suitability.models.commune_proposals import CommuneProposal


@data_section(
    name="commune_proposals",
    title=gettext_lazy("Les communes proposées à votre ménage, ou par vous"),
    rank=80,
    named_in=(
        "welcome.HouseholdAdult.person",
        "welcome.CommuneProposal.proposed_by",
        "welcome.CommuneProposal.answered_by",
    ),
)
def proposal_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the communes proposed to a person's household, or by the person, with the reason and
    the answer; one query.
    """
    proposals = (
        CommuneProposal.objects.filter(
            Q(project__adults__person=person) | Q(proposed_by=person) | Q(answered_by=person)
        )
        .select_related("commune")
        .order_by("-proposed_at", "pk")
        .distinct()
    )
    for proposal in proposals[:limit]:
        yield DataItem(
            title=f"{proposal.commune.name}, "
            f"{date_format(timezone.localtime(proposal.proposed_at), 'j F Y')}",
            detail=[proposal.reason, str(proposal.get_answer_display())],
        )
