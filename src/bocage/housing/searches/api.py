"""API of one's own saved searches: list, save, change, stop."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, NoReturn
from uuid import UUID

from django.core.exceptions import TooManyFieldsSent
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query
from pydantic import Field, StrictBool, StringConstraints

from bocage.foundation.api.fields import Answer, Body
from bocage.foundation.api.paging import Page, Paging, page_of_results
from bocage.foundation.api.problems import Misfit, NothingHere, ValuesInvalid
from bocage.foundation.api.router import Made, RoomRouter
from bocage.housing.criteria.addresses import read_criteria
from bocage.housing.criteria.criteria import Criteria
from bocage.housing.homes.api.filters import HomeFilters
from bocage.housing.searches import operations
from bocage.housing.searches.holders import searches_of
from bocage.housing.searches.models import SavedSearch
from bocage.housing.searches.presentation import ShownSearch, presented, shown_searches
from bocage.people.models import Person
from bocage.people.tokens.authentication import Opened, person_of
from bocage.people.tokens.scopes import ApiScope

LONGEST_SEARCH = 1_000
NAME_LENGTH = 120
SEARCH_PARAMETERS = frozenset(
    (field.alias or name) for name, field in HomeFilters.model_fields.items()
) - {"curseur", "taille"}

router = RoomRouter(tag="searches")

Name = Annotated[str, StringConstraints(max_length=NAME_LENGTH)]


class Following(StrEnum):
    """State of a saved search: active, paused or stopped."""

    ACTIVE = SavedSearch.Status.ACTIVE.value
    PAUSED = SavedSearch.Status.PAUSED.value
    STOPPED = SavedSearch.Status.STOPPED.value


class SearchAnswer(Answer):
    """Search that one follows."""

    id: UUID
    name: str = Field(examples=["Maisons autour de Sées"])
    words: str = Field(description="What is looked for, in words.")
    search: str = Field(
        description="The same as `list_dwellings` takes it, behind the question mark.",
        examples=["bien=maison&prix-max=200000&pres-de=S%C3%A9es&commune=61464"],
    )
    status: str = Field(description="active, paused, stopped, or unconfirmed.")
    rhythm: str = Field(description="immediately, daily or weekly.")
    notifies_by_mail: bool
    is_of_a_project: bool = Field(description="Whether a settlement project keeps it.")
    match_count: int = Field(description="How many homes of today answer it, a hundred at most.")
    new_this_week: int
    created_at: datetime
    last_alert_at: datetime | None
    page: str = Field(description="Its page, for who is signed in to the site.")


class SearchWish(Body):
    """Search to save and to follow."""

    search: str = Field(
        max_length=LONGEST_SEARCH,
        description="The parameters of `list_dwellings`, or what follows the question mark in the "
        "address of « Se loger ».",
        examples=["bien=maison&prix-max=200000&commune=61464&rayon=20"],
    )
    rhythm: SavedSearch.Rhythm = SavedSearch.Rhythm.DAILY
    name: Name = Field("", description="What it is called; made from its criteria without it.")


class SearchChange(Body):
    """Change to a saved search; omitted fields stay unchanged."""

    name: Name | None = Field(None, description="An empty one changes nothing.")
    rhythm: SavedSearch.Rhythm | None = None
    notifies_by_mail: StrictBool | None = Field(
        None, description="Without mails, notifications of browsers and the feed tell it."
    )
    status: Following | None = Field(
        None, description="What is stopped is taken up by `active` within a month, else forgotten."
    )


OF_THE_SEARCH = {
    name: {"search_id": "$response.body#/id"} for name in ("read_search", "change_search")
}


@router.read(
    "",
    Page[SearchAnswer],
    summary=gettext_lazy("Lister ses recherches de logement"),
    auth=Opened(ApiScope.SEARCHES_READ),
    links={"read_search": {"search_id": "$response.body#/items/0/id"}},
)
def list_searches(request: HttpRequest, filters: Query[Paging]) -> Page[SearchAnswer]:
    """Lists one's saved searches, as on the page « Mes recherches »: the active ones first."""
    searches, cursor = page_of_results(shown_searches(person_of(request)), filters, of="searches")
    return Page[SearchAnswer].of(request, [_answer(request, search) for search in searches], cursor)


@router.change(
    "POST",
    "",
    SearchAnswer,
    status=201,
    summary=gettext_lazy("Suivre une recherche de logement"),
    auth=Opened(ApiScope.SEARCHES_WRITE),
    links=OF_THE_SEARCH,
)
def save_search(request: HttpRequest, wish: SearchWish) -> Made:
    """Saves a search for the person. The same criteria saved twice make one search."""
    person = person_of(request)
    search = operations.save_search(
        by=person, criteria=_criteria(wish.search), rhythm=wish.rhythm.value, name=wish.name
    )
    answer = _answered(request, person, search.pk)
    return Made(answer, reverse("api_read_search", args=[search.pk]))


@router.read(
    "/{uuid:search_id}",
    SearchAnswer,
    summary=gettext_lazy("Lire une recherche de logement"),
    auth=Opened(ApiScope.SEARCHES_READ),
)
def read_search(request: HttpRequest, search_id: UUID) -> SearchAnswer:
    """Returns one saved search among those of the person."""
    return _answered(request, person_of(request), search_id)


@router.change(
    "PATCH",
    "/{uuid:search_id}",
    SearchAnswer,
    summary=gettext_lazy("Changer, suspendre ou arrêter une recherche de logement"),
    auth=Opened(ApiScope.SEARCHES_WRITE),
)
def change_search(request: HttpRequest, search_id: UUID, change: SearchChange) -> SearchAnswer:
    """Changes the name, the rhythm, the mails and the status of a saved search: all that the body
    contains, or nothing where one change is refused.
    """
    person = person_of(request)
    with transaction.atomic():
        search = _own_search(person, search_id)
        if change.name is not None:
            operations.rename_search(by=person, search=search, name=change.name)
        if change.rhythm is not None:
            operations.change_rhythm(by=person, search=search, rhythm=change.rhythm.value)
        if change.notifies_by_mail is not None:
            operations.choose_mail(by=person, search=search, by_mail=change.notifies_by_mail)
        if change.status is not None:
            ACTIONS[change.status](by=person, search=search)
    return _answered(request, person, search_id)


ACTIONS = {
    Following.ACTIVE: operations.resume_search,
    Following.PAUSED: operations.pause_search,
    Following.STOPPED: operations.stop_search,
}


def _criteria(text: str) -> Criteria:
    """Returns the criteria of a query string.

    Raises:
        ValuesInvalid: a parameter is unknown or invalid.
    """
    try:
        parameters = QueryDict(text)
        is_known = SEARCH_PARAMETERS.issuperset(parameters)
    except TooManyFieldsSent:
        is_known = False
    if not is_known:
        _refuse([_("Ce paramètre n’existe pas ici.")])
    read = read_criteria(parameters)
    if read.sentences:
        _refuse(read.sentences)
    return read.criteria


def _refuse(sentences: Sequence[str]) -> NoReturn:
    raise ValuesInvalid(
        [Misfit(location="body", name="search", detail=sentence) for sentence in sentences]
    )


def _own_search(person: Person, search_id: UUID) -> SavedSearch:
    """Returns one of the searches of a person.

    Raises:
        NothingHere: it does not exist, or belongs to another holder.
    """
    search = searches_of(person).select_related("commune").filter(pk=search_id).first()
    if search is None:
        raise NothingHere
    return search


def _answered(request: HttpRequest, person: Person, search_id: UUID) -> SearchAnswer:
    (presented_search,) = presented([_own_search(person, search_id)])
    return _answer(request, presented_search)


def _answer(request: HttpRequest, presented_search: ShownSearch) -> SearchAnswer:
    search = presented_search.search
    return SearchAnswer(
        id=search.pk,
        name=search.name,
        words=presented_search.words,
        search=presented_search.query,
        status=search.status,
        rhythm=search.rhythm,
        notifies_by_mail=search.notifies_by_mail,
        is_of_a_project=search.project is not None,
        match_count=presented_search.match_count,
        new_this_week=presented_search.this_week,
        created_at=search.created_at,
        last_alert_at=presented_search.last_alert_at,
        page=request.build_absolute_uri(presented_search.url),
    )
