"""The communes in the API: find one, list them, read one with its facts."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, Paging, page_of_results, page_of_rows
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.router import RoomRouter
from bocage.territory.models import Commune, CommuneFact, YearlyFigure, resolve_commune
from bocage.territory.spelling import LONGEST_QUERY

MAX_RESULTS = 60
MAX_AGE_S = 3600

router = RoomRouter(tag="communes")


class NamedArea(Answer):
    """A département or an intercommunalité."""

    code: str = Field(description="INSEE code, or SIREN number.", examples=["61"])
    name: str = Field(examples=["Orne"])


class Position(Answer):
    """Geographical position (WGS 84)."""

    latitude: float = Field(ge=-90, le=90, examples=[48.6047])
    longitude: float = Field(ge=-180, le=180, examples=[0.1728])
    is_approximate: bool = Field(
        description="Whether it stands for something else, such as the commune of a home."
    )


class CommuneLine(Answer):
    """A commune as lists show it."""

    code: str = Field(description="INSEE code.", examples=["61464"])
    name: str = Field(examples=["Sées"])
    departement: NamedArea
    epci: NamedArea | None = Field(description="Its intercommunalité, where it has one.")
    postcodes: list[str] = Field(examples=[["61500"]])
    population: int | None = Field(description="Municipal population.", examples=[4331])
    is_current: bool = Field(description="False where it exists no more.")
    position: Position | None
    page: str = Field(description="Its page in this site.")


class Fact(Answer):
    """A figure about a commune, with where it comes from."""

    kind: str = Field(description="`other` where `label` alone says what it is.")
    label: str
    value: float
    unit: str
    detail: str
    source: str
    source_url: str
    dated_on: date


class Figure(Answer):
    """Count for one year, such as a number of inhabitants."""

    kind: str = Field(examples=["inhabitants"])
    year: int = Field(examples=[2022])
    value: int
    source: str


class FormerName(Answer):
    """A commune of before that became a part of this one."""

    code: str
    name: str = Field(description="Empty where reference data do not tell it.")
    kind: str = Field(description="delegated, associated, merged or arrondissement.")


class CommuneWhole(CommuneLine):
    """A commune with all that is known of it."""

    former_communes: list[FormerName]
    facts: list[Fact]
    figures: list[Figure]


class CommuneFilters(Paging):
    """Filters of the list of communes."""

    q: str = Field(
        "",
        max_length=LONGEST_QUERY,
        description="Part of a name of today or of before, a postcode or an INSEE code: the best "
        f"matches come first, at most {MAX_RESULTS} of them.",
    )
    departement: str = Field("", max_length=3, description="INSEE code of a département.")
    epci: str = Field("", max_length=9, description="SIREN number of an intercommunalité.")


@router.read(
    "",
    Page[CommuneLine],
    summary=_("Chercher ou lister les communes"),
    max_age_s=MAX_AGE_S,
    links={"read_commune": {"code": "$response.body#/items/0/code"}},
)
def list_communes(request: HttpRequest, filters: Query[CommuneFilters]) -> Page[CommuneLine]:
    """Returns the current communes, by their INSEE code; by relevance if `q` is given."""
    communes = Commune.objects.current().select_related("departement", "epci")
    if filters.departement:
        communes = communes.filter(departement=filters.departement)
    if filters.epci:
        communes = communes.filter(epci=filters.epci)
    if filters.q:
        results, cursor = page_of_results(
            communes.search(filters.q, limit=MAX_RESULTS), filters, of="communes"
        )
    else:
        results, cursor = page_of_rows(communes.defer("search_text"), filters, order=["code"])
    return Page[CommuneLine].of(
        request, [_commune_line(request, commune) for commune in results], cursor
    )


@router.read("/{code}", CommuneWhole, summary=_("Lire une commune"), max_age_s=MAX_AGE_S)
def read_commune(request: HttpRequest, code: str) -> CommuneWhole:
    """Returns a commune by its INSEE code. A former code gives the current commune."""
    resolved = resolve_commune(code.upper())
    if resolved is None:
        raise NothingHere
    commune = Commune.objects.select_related("departement", "epci").get(pk=resolved.pk)
    return CommuneWhole(
        **_members(request, commune),
        former_communes=[
            FormerName(code=former_commune.code, name=former_commune.name, kind=former_commune.kind)
            for former_commune in commune.former_communes.order_by("code")
        ],
        facts=[_fact(fact) for fact in commune.facts.order_by("kind", "indicator")],
        figures=[
            _figure(yearly_figure)
            for yearly_figure in commune.yearly_figures.order_by("kind", "year")
        ],
    )


def _commune_line(request: HttpRequest, commune: Commune) -> CommuneLine:
    return CommuneLine(**_members(request, commune))


def _members(request: HttpRequest, commune: Commune) -> dict[str, Any]:
    epci = commune.epci
    return {
        "code": commune.code,
        "name": commune.name,
        "departement": NamedArea(code=commune.departement.code, name=commune.departement.name),
        "epci": NamedArea(code=epci.siren, name=epci.name) if epci else None,
        "postcodes": commune.postcodes,
        "population": commune.population,
        "is_current": commune.is_current,
        "position": _position(commune),
        "page": request.build_absolute_uri(commune.get_absolute_url()),
    }


def _position(commune: Commune) -> Position | None:
    if commune.latitude is None or commune.longitude is None:
        return None
    return Position(
        latitude=commune.latitude,
        longitude=commune.longitude,
        is_approximate=False,
    )


def _fact(fact: CommuneFact) -> Fact:
    return Fact(
        kind=fact.kind,
        label=fact.label,
        value=float(fact.value),
        unit=fact.unit,
        detail=fact.detail,
        source=fact.source,
        source_url=fact.address,
        dated_on=fact.dated_on,
    )


def _figure(figure: YearlyFigure) -> Figure:
    return Figure(kind=figure.kind, year=figure.year, value=figure.value, source=figure.source)
