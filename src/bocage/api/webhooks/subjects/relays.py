"""Questions to town halls: which commune is asked, and what it said in one word."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import PublicEvent, Subject, Told, add_theme
from bocage.foundation.mail import page_url
from bocage.people.models import Role
from bocage.welcome.events import CommuneAnswered, CommuneAsked
from bocage.welcome.models import Relay
from bocage.welcome.town_halls import town_hall_people


class ToldRelay(Told):
    """A question to a town hall, without a word of the household that it is about."""

    id: UUID
    page: str = Field(description="Its page, for who may see it.")
    commune_code: str = Field(description="The INSEE code of the commune.", examples=["61051"])
    status: str = Field(
        description="sent, seen, reminded, escalated, answered or withdrawn.", examples=["sent"]
    )
    answer: str | None = Field(
        description="yes, not_now or no; null until it is answered.", examples=[None]
    )
    due_at: datetime = Field(
        description="When an answer is hoped for.", examples=["2026-12-01T09:00:00Z"]
    )


def _relay(key: UUID) -> Relay | None:
    return Relay.objects.select_related("commune", "project").filter(pk=key).first()


def _told(relay: Relay) -> ToldRelay:
    return ToldRelay(
        id=relay.pk,
        page=page_url("relay", relay.pk),
        commune_code=relay.commune_id,
        status=relay.status,
        answer=relay.answer or None,
        due_at=relay.due_at,
    )


RELAY = Subject(
    kind="relay",
    load=_relay,
    may_see=lambda person, relay: person.has_perm("welcome.see_relay", relay),
    holders=lambda relay: {person.pk for person in town_hall_people(relay.commune)},
    roles=frozenset({Role.COORDINATOR, Role.TOWN_HALL, Role.ELECTED}),
    form=ToldRelay,
    told=_told,
)

add_theme(
    45,
    _("Questions aux mairies"),
    [
        PublicEvent(
            name="relay.asked",
            label=_("Une mairie est interrogée au sujet d’un ménage"),
            event_type=CommuneAsked,
            subject=RELAY,
            key=lambda event: event.relay_id,
        ),
        PublicEvent(
            name="relay.answered",
            label=_("Une mairie répond au sujet d’un ménage"),
            event_type=CommuneAnswered,
            subject=RELAY,
            key=lambda event: event.relay_id,
        ),
    ],
)
