"""API of relays (requests to town halls about households): list, read and answer them.

About a household, the API returns what a town hall reads on the page of the relay: first names,
what it looks for, the words of the coordinator. A withdrawn relay returns none of them.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field, StrictBool

from bocage.foundation.api.fields import Answer, Body
from bocage.foundation.api.paging import Page, Paging, page_of_rows
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.router import RoomRouter
from bocage.people.models import Person
from bocage.people.tokens.authentication import Opened, person_of
from bocage.people.tokens.scopes import ApiScope
from bocage.territory.api import NamedArea
from bocage.territory.models import resolve_commune
from bocage.welcome.relays.models import Relay
from bocage.welcome.relays.operations.relays import LONGEST_WORDS, answer_relay, mark_seen
from bocage.welcome.relays.policies import relays_read_by
from bocage.welcome.relays.sheet import relay_sheet
from bocage.welcome.relays.shown_relays import find_relay_by_key

router = RoomRouter(tag="relays")


class RelayWord(StrEnum):
    """Answer that a town hall can give: yes, not now or no."""

    YES = Relay.Answer.YES.value
    NOT_NOW = Relay.Answer.NOT_NOW.value
    NO = Relay.Answer.NO.value


class RelayState(StrEnum):
    """State by which questions to town halls are listed: waiting for an answer, or answered."""

    WAITING = "en-attente"
    ANSWERED = "repondues"


class RelayHousehold(Answer):
    """Answer of the API with everything that a town hall may read about a household."""

    first_names: str = Field(examples=["Camille et Hugo"])
    composition: str = Field(examples=["deux adultes, un enfant"])
    wishes: list[str] = Field(examples=[["une maison à acheter, 4 pièces"]])
    words: str = Field(description="Of who follows it.")


class RelayAnswer(Answer):
    """Question to a town hall about a household, with its answer."""

    id: UUID
    commune: NamedArea
    status: str = Field(
        description="sent, seen, reminded, escalated, answered or withdrawn.", examples=["sent"]
    )
    addressee: str = Field(
        description="To whom it went first: town_hall, epci or coordinator.", examples=["town_hall"]
    )
    household: RelayHousehold | None = Field(description="Null once it was taken back.")
    sent_at: datetime
    due_at: datetime = Field(description="By when an answer is expected.")
    answer: str = Field(description="yes, not_now, no, or empty.", examples=["yes"])
    may_have_home: bool
    answer_words: str
    answered_at: datetime | None
    answered_by: str = Field(description="Who answered; empty where nobody has.")
    page: str = Field(description="Its page, for who is signed in to the site.")


class RelayFilters(Paging):
    """Filters of the list of questions to town halls."""

    etat: RelayState = Field(
        RelayState.WAITING, description="Those that wait for an answer, or that had one."
    )
    commune: str = Field("", max_length=5, description="INSEE code of a commune.")


class RelayReplied(Body):
    """Body of the request by which a town hall answers a question."""

    answer: RelayWord
    may_have_home: StrictBool = Field(
        False, description="With a yes: there may be a home, which its page then tells."
    )
    words: str = Field(
        "", max_length=LONGEST_WORDS, description="A few words to who follows the household."
    )


OF_THE_RELAY = {"relay_id": "$response.body#/items/0/id"}


@router.read(
    "",
    Page[RelayAnswer],
    summary=_("Lister les questions posées aux mairies"),
    auth=Opened(ApiScope.WELCOME_READ),
    links={"read_relay": OF_THE_RELAY, "reply_to_relay": OF_THE_RELAY},
)
def list_relays(request: HttpRequest, filters: Query[RelayFilters]) -> Page[RelayAnswer]:
    """Lists the questions to town halls that the caller's mandates let them read, the last sent
    first.
    """
    person = person_of(request)
    if not person.has_perm("welcome.see_own_communes"):
        raise NothingHere
    relays = relays_read_by(person)
    if filters.etat is RelayState.WAITING:
        relays = relays.open()
    else:
        relays = relays.filter(status=Relay.Status.ANSWERED)
    if filters.commune:
        relays = relays.filter(commune=resolve_commune(filters.commune.upper()))
    relays_with_people = relays.select_related(
        "commune", "project", "answered_by"
    ).prefetch_related("project__adults__person")
    rows, cursor = page_of_rows(relays_with_people, filters, order=["-sent_at", "id"])
    return Page[RelayAnswer].of(request, [_answer(request, relay) for relay in rows], cursor)


@router.read(
    "/{uuid:relay_id}",
    RelayAnswer,
    summary=_("Lire une question posée à une mairie"),
    auth=Opened(ApiScope.WELCOME_READ),
)
def read_relay(request: HttpRequest, relay_id: UUID) -> RelayAnswer:
    """Returns one relay that the caller may answer or follow. Reading it marks it as seen, as its
    page does.
    """
    person = person_of(request)
    relay = _relay(person, relay_id, "welcome.see_relay")
    mark_seen(by=person, relay=relay)
    return _answer(request, relay)


@router.change(
    "POST",
    "/{uuid:relay_id}/answer",
    RelayAnswer,
    summary=_("Répondre à une question posée à sa mairie"),
    auth=Opened(ApiScope.WELCOME_WRITE),
)
def reply_to_relay(request: HttpRequest, relay_id: UUID, payload: RelayReplied) -> RelayAnswer:
    """Answers a relay for the commune, in the name of the caller, who may answer again to correct
    it. If another person has answered differently (`relay_answered`), the words are stored all the
    same.
    """
    person = person_of(request)
    answer_relay(
        by=person,
        relay=_relay(person, relay_id, "welcome.answer_relay"),
        answer=payload.answer.value,
        words=payload.words,
        may_have_home=payload.may_have_home,
    )
    return _answer(request, _relay(person, relay_id, "welcome.see_relay"))


def _relay(person: Person, relay_id: UUID, right: str) -> Relay:
    """Returns a relay on which a person has a right.

    Raises:
        NothingHere: it does not exist, or they have no such right.
    """
    relay = find_relay_by_key(relay_id)
    if relay is None or not person.has_perm(right, relay):
        raise NothingHere
    return relay


def _answer(request: HttpRequest, relay: Relay) -> RelayAnswer:
    values: dict[str, Any] = {
        name: getattr(relay, name)
        for name in (
            "status", "sent_at", "due_at", "answer", "may_have_home", "answer_words", "answered_at",
        )
    }  # fmt: skip
    return RelayAnswer(
        **values,
        id=relay.pk,
        addressee=relay.recipient,
        commune=NamedArea(code=relay.commune.code, name=relay.commune.name),
        household=None if relay.status == Relay.Status.WITHDRAWN else _household(relay),
        answered_by=relay.answered_by.name if relay.answered_by else "",
        page=request.build_absolute_uri(reverse("relay", args=[relay.pk])),
    )


def _household(relay: Relay) -> RelayHousehold:
    sheet = relay_sheet(relay)
    return RelayHousehold(
        first_names=sheet.first_names,
        composition=sheet.household,
        wishes=list(sheet.wishes),
        words=sheet.words,
    )
