"""API of a person's own registrations to gatherings: list, register, cancel."""

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field, StrictBool, StrictInt

from bocage.foundation.api.fields import Answer, Body
from bocage.foundation.api.paging import Page, Paging, page_of_results
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.router import RoomRouter
from bocage.network.gatherings.api.gatherings import GatheringLine, gathering_line
from bocage.network.gatherings.api.gatherings import router as gatherings
from bocage.network.gatherings.feeds import registrations_of
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.models.registrations import Registration
from bocage.network.gatherings.operations.registrations import register
from bocage.people.tokens.authentication import Opened, person_of
from bocage.people.tokens.scopes import ApiScope
from bocage.registrations.models import MAX_TOGETHER
from bocage.registrations.operations.registrations import leave_event

router = RoomRouter(tag="gatherings")

GUESTS_LENGTH = 300
OF_THE_GATHERING = {"gathering_id": "$response.body#/gathering/id"}


class RegistrationAnswer(Answer):
    """Registration of the signed-in person to a gathering, confirmed or on the waiting list."""

    id: UUID
    state: str = Field(
        description="registered, waiting (for a seat), or cancelled.", examples=["registered"]
    )
    people: int = Field(description="How many come together.")
    guests: str = Field(description="Who comes along.")
    is_shown: bool = Field(description="Whether others see that one comes.")
    gathering: GatheringLine


class Coming(Body):
    """Body of a registration: number of people, names of the guests, and visibility to other
    members.
    """

    people: StrictInt = Field(
        1, ge=1, le=MAX_TOGETHER, description="How many come together, the person included."
    )
    guests: str = Field("", max_length=GUESTS_LENGTH, description="Who comes along.")
    is_shown: StrictBool = Field(
        False, description="Has other members see that one comes; for members of the club alone."
    )
    version: StrictInt | None = Field(
        None,
        ge=0,
        le=2**31 - 1,
        description="What was read of the gathering: refused where it was moved since.",
    )


@router.read(
    "",
    Page[RegistrationAnswer],
    summary=_("Lister les rencontres auxquelles on s’est inscrit"),
    auth=Opened(ApiScope.CLUB_READ),
    links={"read_gathering": {"gathering_id": "$response.body#/items/0/gathering/id"}},
)
def list_registrations(request: HttpRequest, filters: Query[Paging]) -> Page[RegistrationAnswer]:
    """Lists the signed-in person's registrations to gatherings that are not over, the next first,
    as on the page « Mes rencontres ».
    """
    coming = list(registrations_of(person_of(request), timezone.now()))
    registrations, cursor = page_of_results(coming, filters, of="registrations")
    return Page[RegistrationAnswer].of(
        request, [_answer(request, registration) for registration in registrations], cursor
    )


@gatherings.change(
    "POST",
    "/{uuid:gathering_id}/registration",
    RegistrationAnswer,
    summary=_("S’inscrire à une rencontre du club"),
    auth=Opened(ApiScope.CLUB_WRITE),
    links={"leave_gathering": OF_THE_GATHERING, "read_gathering": OF_THE_GATHERING},
)
def come_to_gathering(
    request: HttpRequest, gathering_id: UUID, coming: Coming
) -> RegistrationAnswer:
    """Registers the signed-in person, or puts them on the waiting list if the gathering is full. If
    they are already registered, replaces their number of people and their other choices.
    """
    person = person_of(request)
    registration = register(
        by=person,
        gathering=_public_gathering(gathering_id),
        people=coming.people,
        guests=coming.guests,
        is_shown=coming.is_shown and person.has_perm("network.see_members"),
        seen_sequence=coming.version,
    )
    return _answer(request, _read_again(registration))


@gatherings.change(
    "DELETE",
    "/{uuid:gathering_id}/registration",
    RegistrationAnswer,
    summary=_("Ne plus venir à une rencontre du club"),
    auth=Opened(ApiScope.CLUB_WRITE),
)
def leave_gathering(request: HttpRequest, gathering_id: UUID) -> RegistrationAnswer:
    """Cancels the signed-in person's registration and frees their seats for the waiting list."""
    person = person_of(request)
    registrations = Registration.objects.standing().filter(person=person, event=gathering_id)
    registration = registrations.select_related("event__commune").first()
    if registration is None:
        raise NothingHere
    cancelled = leave_event(by=person, registration=registration)
    return _answer(request, _read_again(cancelled))


def _public_gathering(gathering_id: UUID) -> Gathering:
    """Returns the gathering of the path, if it was opened.

    Raises:
        NothingHere: it does not exist, or is in preparation.
    """
    gathering = Gathering.objects.filter(pk=gathering_id).first()
    if gathering is None or not gathering.is_public:
        raise NothingHere
    return gathering


def _read_again(registration: Registration) -> Registration:
    """Reloads the registration, with the seats counted by the database."""
    return Registration.objects.select_related("event__commune").get(pk=registration.pk)


def _answer(request: HttpRequest, registration: Registration) -> RegistrationAnswer:
    return RegistrationAnswer(
        id=registration.pk,
        state=registration.state,
        people=registration.people,
        guests=registration.guests,
        is_shown=registration.is_shown,
        gathering=gathering_line(request, registration.event),
    )
