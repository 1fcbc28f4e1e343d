"""Leads of the hidden market: their commune and what they are, never where they stand or whose."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import PublicEvent, Subject, Told, add_theme
from bocage.foundation.mail import page_url
from bocage.housing.events import LeadEnded, LeadShared
from bocage.housing.models import Lead
from bocage.people.models import Role


class ToldLead(Told):
    """A home that is not on the market yet, as those whom somebody accompanies read of it."""

    id: UUID
    page: str = Field(description="Its page, for who may see it.")
    commune_code: str = Field(description="The INSEE code of its commune.", examples=["61051"])
    status: str = Field(description="told, shared, stale, listed or closed.", examples=["shared"])
    kind: str = Field(examples=["house"])
    market: str = Field(description="sale, rental or soon.", examples=["sale"])


def _lead(key: UUID) -> Lead | None:
    return Lead.objects.select_related("commune").filter(pk=key).first()


def _told(lead: Lead) -> ToldLead:
    return ToldLead(
        id=lead.pk,
        page=page_url("lead", lead.pk),
        commune_code=lead.commune_id,
        status=lead.status,
        kind=lead.kind,
        market=lead.market,
    )


LEAD = Subject(
    kind="lead",
    load=_lead,
    may_see=lambda person, lead: person.has_perm("housing.see_lead", lead),
    holders=lambda lead: {lead.told_by_id} if lead.told_by_id else set(),
    roles=frozenset({Role.COORDINATOR, Role.TOWN_HALL, Role.ELECTED}),
    form=ToldLead,
    told=_told,
)

add_theme(
    30,
    _("Pistes de logement"),
    [
        PublicEvent(
            name="lead.shared",
            label=_("Une piste est montrée aux candidats accompagnés"),
            event_type=LeadShared,
            subject=LEAD,
            key=lambda event: event.lead_id,
        ),
        PublicEvent(
            name="lead.ended",
            label=_("Une piste n’est plus montrée"),
            event_type=LeadEnded,
            subject=LEAD,
            key=lambda event: event.lead_id,
        ),
    ],
)
