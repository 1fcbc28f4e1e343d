"""Leads of the hidden market: commune and type of home, without addresses and people."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import Payload, Subject, add_theme
from bocage.foundation.mail import page_url
from bocage.housing.leads.events import LeadEnded, LeadShared
from bocage.housing.models import Lead
from bocage.people.models import Role


class LeadPayload(Payload):
    """Home that is not on the market yet, as accompanied households can read about it."""

    id: UUID
    page: str = Field(description="Its page, for who may see it.")
    commune_code: str = Field(description="The INSEE code of its commune.", examples=["61051"])
    status: str = Field(description="told, shared, stale, listed or closed.", examples=["shared"])
    kind: str = Field(examples=["house"])
    market: str = Field(description="sale, rental or soon.", examples=["sale"])


LEAD = Subject(
    kind="lead",
    rows=Lead.objects.select_related("commune"),
    may_see=lambda person, lead: person.has_perm("housing.see_lead", lead),
    holders=lambda lead: {lead.reported_by_id} if lead.reported_by_id else set(),
    roles=frozenset({Role.COORDINATOR, Role.TOWN_HALL, Role.ELECTED}),
    form=LeadPayload,
    computed=lambda lead: {
        "page": page_url("lead", lead.pk),
        "commune_code": lead.commune_id,
    },
)

add_theme(
    30,
    _("Pistes de logement"),
    [
        LEAD.event("shared", _("Une piste est montrée aux candidats accompagnés"), LeadShared),
        LEAD.event("ended", _("Une piste n’est plus montrée"), LeadEnded),
    ],
)
