"""API of the gatherings: the agenda, each gathering, and a person's own registrations.

It never exposes who else attends.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field, StrictBool, StrictInt

from bocage.foundation.api.fields import Answer, Body
from bocage.foundation.api.paging import Page, Paging, page_of_results, page_of_rows
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.router import RoomRouter
from bocage.network.gatherings.feeds import registrations_of
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.models.registrations import Registration
from bocage.network.gatherings.operations.registrations import register
from bocage.people.tokens.authentication import Opened, person_of
from bocage.people.tokens.scopes import ApiScope
from bocage.registrations.models import MAX_TOGETHER
from bocage.registrations.operations.registrations import leave_event
from bocage.territory.api import NamedArea
from bocage.territory.models import resolve_commune

router = RoomRouter(tag="gatherings")
registrations_router = RoomRouter(tag="gatherings")


class GatheringWhen(StrEnum):
    """Choice between upcoming and past gatherings."""

    TO_COME = "a-venir"
    PAST = "passees"


class GatheringLine(Answer):
    """A gathering as the agenda shows it."""

    id: UUID
    title: str = Field(examples=["Le jeudi du club"])
    status: str = Field(
        description="open, full, held or called_off; draft for who runs the club alone.",
        examples=["open"],
    )
    commune: NamedArea
    location: str = Field(examples=["Café de la Place"])
    starts_at: datetime
    ends_at: datetime
    capacity: int = Field(description="How many people it seats.")
    seats_left: int
    version: int = Field(description="Grows when it is moved.")
    page: str = Field(description="Its page in this site, where one registers.")


class GatheringPhotoAnswer(Answer):
    """Photo of a gathering, with its alternative text."""

    url: str
    alternative_text: str
    width: int
    height: int


class GatheringWhole(GatheringLine):
    """Gathering with the details of its page: description, outcome, notes and photos."""

    description: str
    call_off_reason: str
    outcome: str = Field(description="What came of it.")
    notes: str = Field(description="What was said there.")
    photos: list[GatheringPhotoAnswer]


class GatheringFilters(Paging):
    """Filters of the list of gatherings: upcoming or past, département and commune."""

    quand: GatheringWhen = Field(
        GatheringWhen.TO_COME, description="Those to come, the next first; or the past ones."
    )
    departement: str = Field("", max_length=3, description="INSEE code of a département.")
    commune: str = Field("", max_length=5, description="INSEE code of a commune.")


@router.read(
    "",
    Page[GatheringLine],
    summary=_("Lister les rencontres du club"),
    links={"read_gathering": {"gathering_id": "$response.body#/items/0/id"}},
)
def list_gatherings(request: HttpRequest, filters: Query[GatheringFilters]) -> Page[GatheringLine]:
    """Lists the public gatherings of the club: the upcoming ones, next first, or the past ones,
    latest first.
    """
    now = timezone.now()
    if filters.quand is GatheringWhen.PAST:
        gatherings, order = Gathering.objects.public().past(now), ["-starts_at", "id"]
    else:
        gatherings, order = Gathering.objects.public().to_come(now), ["starts_at", "id"]
    if filters.departement:
        gatherings = gatherings.filter(commune__departement=filters.departement)
    if filters.commune:
        gatherings = gatherings.filter(commune=resolve_commune(filters.commune.upper()))
    gatherings_page, cursor = page_of_rows(
        gatherings.select_related("commune"), filters, order=order
    )
    lines = [gathering_line(request, gathering) for gathering in gatherings_page]
    return Page[GatheringLine].of(request, lines, cursor)


@router.read("/{uuid:gathering_id}", GatheringWhole, summary=_("Lire une rencontre du club"))
def read_gathering(request: HttpRequest, gathering_id: UUID) -> GatheringWhole:
    """Returns a gathering. A gathering still in preparation is returned only to the people who run
    the club.
    """
    gathering = Gathering.objects.select_related("commune").filter(pk=gathering_id).first()
    if gathering is None or not request.user.has_perm("network.see_gathering", gathering):
        raise NothingHere
    return GatheringWhole(
        **_members(request, gathering),
        description=gathering.description,
        call_off_reason=gathering.call_off_reason,
        outcome=gathering.outcome,
        notes=gathering.notes,
        photos=[
            GatheringPhotoAnswer(
                url=request.build_absolute_uri(photo.get_absolute_url()),
                alternative_text=photo.alternative_text,
                width=photo.width,
                height=photo.height,
            )
            for photo in gathering.photos.all()
        ],
    )


def gathering_line(request: HttpRequest, gathering: Gathering) -> GatheringLine:
    """Returns the API representation of a gathering loaded with its commune."""
    return GatheringLine(**_members(request, gathering))


def _members(request: HttpRequest, gathering: Gathering) -> dict[str, Any]:
    return {
        "id": gathering.pk,
        "title": gathering.title,
        "status": gathering.status,
        "commune": NamedArea(code=gathering.commune.code, name=gathering.commune.name),
        "location": gathering.location,
        "starts_at": gathering.starts_at,
        "ends_at": gathering.ends_at,
        "capacity": gathering.capacity,
        "seats_left": gathering.seats_left,
        "version": gathering.sequence,
        "page": request.build_absolute_uri(gathering.get_absolute_url()),
    }


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


@registrations_router.read(
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


@router.change(
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


@router.change(
    "DELETE",
    "/{uuid:gathering_id}/registration",
    RegistrationAnswer,
    summary=_("Ne plus venir à une rencontre du club"),
    auth=Opened(ApiScope.CLUB_WRITE),
)
def leave_gathering(request: HttpRequest, gathering_id: UUID) -> RegistrationAnswer:
    """Cancels the signed-in person's registration and frees their seats for the waiting list."""
    person = person_of(request)
    registrations = Registration.objects.active().filter(person=person, event=gathering_id)
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
