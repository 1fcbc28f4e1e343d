"""Gatherings of the club, and the seats that people have there."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import Payload, Subject, add_theme
from bocage.foundation.mail import page_url
from bocage.network.gatherings.events import (
    GatheringCalledOff,
    GatheringHeld,
    GatheringOpened,
    GatheringReplanned,
    RegistrationCancelled,
    RegistrationConfirmed,
    WaitingSeated,
)
from bocage.network.models import Gathering, Registration
from bocage.people.models import Role

RUN_CLUBS = frozenset({Role.CLUB_ORGANISER, Role.COORDINATOR})


class GatheringPayload(Payload):
    """A gathering of the club, as its page shows it to everybody."""

    id: UUID
    page: str = Field(description="Its page in this site, where one registers.")
    title: str = Field(examples=["Le jeudi du club"])
    status: str = Field(
        description="draft, open, full, held or called_off.", examples=["called_off"]
    )
    commune_code: str = Field(description="The INSEE code of its commune.", examples=["61051"])
    location: str = Field(examples=["Café de la Place, Boitron"])
    starts_at: datetime = Field(examples=["2026-12-03T17:30:00Z"])
    ends_at: datetime = Field(examples=["2026-12-03T20:00:00Z"])
    seats_left: int = Field(examples=[7])


class RegistrationPayload(Payload):
    """Seat at a gathering, or position in its waiting list, without its holder."""

    id: UUID
    gathering_id: UUID
    state: str = Field(
        description="unconfirmed, registered, waiting or cancelled.", examples=["registered"]
    )
    people: int = Field(description="How many come together.", examples=[2])


def _holders(registration: Registration) -> set[UUID]:
    """Returns the holder; none if the registration has no account."""
    return {registration.person_id} if registration.person_id else set()


GATHERING = Subject(
    kind="gathering",
    rows=Gathering.objects.select_related("commune"),
    may_see=lambda person, gathering: person.has_perm("network.see_gathering", gathering),
    holders=None,
    roles=RUN_CLUBS,
    form=GatheringPayload,
    computed=lambda gathering: {
        "page": page_url("gathering_detail", gathering.pk),
        "commune_code": gathering.commune_id,
    },
)
REGISTRATION = Subject(
    kind="registration",
    rows=Registration.objects.select_related("event__commune"),
    may_see=lambda person, seat: person.has_perm("network.manage_registration", seat),
    holders=_holders,
    roles=RUN_CLUBS,
    form=RegistrationPayload,
    computed=lambda registration: {"gathering_id": registration.event_id},
    hangs_on=lambda registration: registration.event,
)


add_theme(
    60,
    _("Rencontres du club"),
    [
        GATHERING.event("opened", _("Une rencontre ouvre aux inscriptions"), GatheringOpened),
        GATHERING.event("moved", _("Une rencontre change de date ou de lieu"), GatheringReplanned),
        GATHERING.event("called_off", _("Une rencontre est annulée"), GatheringCalledOff),
        GATHERING.event("held", _("Une rencontre a eu lieu"), GatheringHeld),
        REGISTRATION.event(
            "confirmed",
            _("Une personne s’inscrit à une rencontre, ou y attend une place"),
            RegistrationConfirmed,
        ),
        REGISTRATION.event("seated", _("Une personne qui attendait a une place"), WaitingSeated),
        REGISTRATION.event(
            "cancelled", _("Une personne ne vient plus à une rencontre"), RegistrationCancelled
        ),
    ],
)
