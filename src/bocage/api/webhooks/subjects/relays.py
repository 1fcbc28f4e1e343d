"""Questions to town halls: the commune, and the code of its answer."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import Payload, Subject, add_theme
from bocage.foundation.mail import page_url
from bocage.people.models import Role
from bocage.welcome.communes.town_halls import town_hall_people
from bocage.welcome.models import Relay
from bocage.welcome.projects.events import CommuneAnswered, RelaySent


class RelayPayload(Payload):
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


RELAY = Subject(
    kind="relay",
    rows=Relay.objects.select_related("commune", "project"),
    may_see=lambda person, relay: person.has_perm("welcome.see_relay", relay),
    holders=lambda relay: {person.pk for person in town_hall_people(relay.commune)},
    roles=frozenset({Role.COORDINATOR, Role.TOWN_HALL, Role.ELECTED}),
    form=RelayPayload,
    computed=lambda relay: {
        "page": page_url("relay", relay.pk),
        "commune_code": relay.commune_id,
        "answer": relay.answer or None,
    },
)

add_theme(
    45,
    _("Questions aux mairies"),
    [
        RELAY.event("sent", _("Une mairie est interrogée au sujet d’un ménage"), RelaySent),
        RELAY.event("answered", _("Une mairie répond au sujet d’un ménage"), CommuneAnswered),
    ],
)
