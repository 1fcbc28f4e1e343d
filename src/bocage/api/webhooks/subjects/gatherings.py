"""Gatherings of the club, and the seats that people have there."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import PublicEvent, Subject, Told, add_theme
from bocage.foundation.mail import page_url
from bocage.network.events.gatherings import (
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


class ToldGathering(Told):
    """A gathering of the club, as its page shows it to everybody."""

    id: UUID
    page: str = Field(description="Its page in this site, where one registers.")
    title: str = Field(examples=["Le jeudi du club"])
    status: str = Field(
        description="draft, open, full, held or called_off.", examples=["called_off"]
    )
    commune_code: str = Field(description="The INSEE code of its commune.", examples=["61051"])
    where: str = Field(examples=["Café de la Place, Boitron"])
    starts_at: datetime = Field(examples=["2026-12-03T17:30:00Z"])
    ends_at: datetime = Field(examples=["2026-12-03T20:00:00Z"])
    seats_left: int = Field(examples=[7])


class ToldRegistration(Told):
    """A seat at a gathering, or a turn in its waiting list, without whose it is."""

    id: UUID
    gathering_id: UUID
    state: str = Field(
        description="unconfirmed, registered, waiting or cancelled.", examples=["registered"]
    )
    people: int = Field(description="How many come together.", examples=[2])


def _gathering(key: UUID) -> Gathering | None:
    return Gathering.objects.select_related("commune").filter(pk=key).first()


def _registration(key: UUID) -> Registration | None:
    found = Registration.objects.select_related("event__commune")
    return found.filter(pk=key).first()


def _told_of_gathering(gathering: Gathering) -> ToldGathering:
    return ToldGathering(
        id=gathering.pk,
        page=page_url("gathering_detail", gathering.pk),
        title=gathering.title,
        status=gathering.status,
        commune_code=gathering.commune_id,
        where=gathering.where,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        seats_left=gathering.seats_left,
    )


def _told_of_registration(registration: Registration) -> ToldRegistration:
    return ToldRegistration(
        id=registration.pk,
        gathering_id=registration.event_id,
        state=registration.state,
        people=registration.people,
    )


def _holders(registration: Registration) -> set[UUID]:
    """Nobody, of who registered without an account."""
    return {registration.person_id} if registration.person_id else set()


GATHERING = Subject(
    kind="gathering",
    load=_gathering,
    may_see=lambda person, gathering: person.has_perm("network.see_gathering", gathering),
    holders=None,
    roles=RUN_CLUBS,
    form=ToldGathering,
    told=_told_of_gathering,
)
REGISTRATION = Subject(
    kind="registration",
    load=_registration,
    may_see=lambda person, seat: person.has_perm("network.keep_registration", seat),
    holders=_holders,
    roles=RUN_CLUBS,
    form=ToldRegistration,
    told=_told_of_registration,
    hangs_on=lambda registration: registration.event,
)


def _of_gathering(name: str, label: Any, event_type: type) -> PublicEvent:
    return PublicEvent(
        name=f"gathering.{name}",
        label=label,
        event_type=event_type,
        subject=GATHERING,
        key=lambda event: event.gathering_id,
    )


def _of_registration(name: str, label: Any, event_type: type) -> PublicEvent:
    return PublicEvent(
        name=f"registration.{name}",
        label=label,
        event_type=event_type,
        subject=REGISTRATION,
        key=lambda event: event.registration_id,
    )


add_theme(
    60,
    _("Rencontres du club"),
    [
        _of_gathering("opened", _("Une rencontre ouvre aux inscriptions"), GatheringOpened),
        _of_gathering("moved", _("Une rencontre change de date ou de lieu"), GatheringReplanned),
        _of_gathering("called_off", _("Une rencontre est annulée"), GatheringCalledOff),
        _of_gathering("held", _("Une rencontre a eu lieu"), GatheringHeld),
        _of_registration(
            "confirmed",
            _("Une personne s’inscrit à une rencontre, ou y attend une place"),
            RegistrationConfirmed,
        ),
        _of_registration("seated", _("Une personne qui attendait a une place"), WaitingSeated),
        _of_registration(
            "cancelled", _("Une personne ne vient plus à une rencontre"), RegistrationCancelled
        ),
    ],
)
