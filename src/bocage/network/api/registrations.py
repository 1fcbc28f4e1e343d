"""One's registrations to gatherings in the API."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, Paging, page_of_results
from bocage.foundation.api.router import RoomRouter
from bocage.network.api.gatherings import GatheringLine, gathering_line
from bocage.network.gathering_feeds import registrations_of
from bocage.network.models import Registration
from bocage.people.api_auth import Opened, person_of
from bocage.people.api_scopes import ApiScope

router = RoomRouter(tag="gatherings")


class RegistrationAnswer(Answer):
    """What one comes to, or waits for."""

    id: UUID
    state: str = Field(description="registered, or waiting for a seat.", examples=["registered"])
    people: int = Field(description="How many come together.")
    guests: str = Field(description="Who comes along.")
    is_shown: bool = Field(description="Whether others see that one comes.")
    gathering: GatheringLine


@router.read(
    "",
    Page[RegistrationAnswer],
    summary=_("Lister les rencontres auxquelles on s’est inscrit"),
    auth=Opened(ApiScope.CLUB_READ),
    links={"read_gathering": {"gathering_id": "$response.body#/items/0/gathering/id"}},
)
def list_registrations(request: HttpRequest, filters: Query[Paging]) -> Page[RegistrationAnswer]:
    """Those to come of « Mes rencontres », the next first."""
    coming = list(registrations_of(person_of(request), timezone.now()))
    found, cursor = page_of_results(coming, filters, of="registrations")
    return Page[RegistrationAnswer].of(request, [_answer(request, one) for one in found], cursor)


def _answer(request: HttpRequest, registration: Registration) -> RegistrationAnswer:
    return RegistrationAnswer(
        id=registration.pk,
        state=registration.state,
        people=registration.people,
        guests=registration.guests,
        is_shown=registration.is_shown,
        gathering=gathering_line(request, registration.gathering),
    )
