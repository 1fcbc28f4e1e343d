"""The assets on show in the API: each with its figure, its source and its date."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, Paging, page_of_rows
from bocage.foundation.api.router import RoomRouter
from bocage.outreach.assets.models import Asset
from bocage.outreach.assets.places import about
from bocage.outreach.assets.presentation import AssetCard, asset_cards, counted_today
from bocage.outreach.shared.themes import Theme
from bocage.territory.api import NamedArea

LONGEST_CHOICE = 40

router = RoomRouter(tag="assets")


class AssetPicture(Answer):
    """A picture at the size of a card, with its alternative text."""

    url: str
    width: int
    height: int
    alternative_text: str
    credit: str


class AssetAnswer(Answer):
    """Asset of a territory: an argument for living there, with its figure, its source and its
    date."""

    id: UUID
    theme: str = Field(examples=["work"])
    title: str
    sentence: str
    figure: str = Field(description="As it is shown.", examples=["94 %"])
    unit: str = Field(description="What it counts.")
    definition: str = Field(description="Of a figure that the instance counts itself.")
    source_name: str
    source_url: str
    dated_on: date | None = Field(description="The day of a figure that comes from elsewhere.")
    counted_at: datetime | None = Field(description="When the instance counted its own figure.")
    departement: NamedArea
    about: str = Field(description="The name of the place of which it speaks.", examples=["Orne"])
    language: str = Field(description="Of the words: fr or en.")
    picture: AssetPicture | None


class AssetFilters(Paging):
    """Filters of the list of assets, named as in the address of its page."""

    theme: Theme | None = Field(None, description="What they are about.")
    lieu: str = Field(
        "",
        max_length=LONGEST_CHOICE,
        description="`tout`: the whole département; `c-61464`: a commune, by its code; `i-…`: "
        "an intercommunalité, by its SIREN number; `l-…`: a place, by its identifier.",
    )


@router.read("", Page[AssetAnswer], summary=_("Lister les atouts du territoire"))
def list_assets(request: HttpRequest, filters: Query[AssetFilters]) -> Page[AssetAnswer]:
    """Lists the assets that are public today: published, with a figure that is not out of date and,
    where the instance counts the figure itself, that it can count now.
    """
    assets = Asset.objects.public_on(timezone.localdate()).with_related()
    if filters.theme:
        assets = assets.filter(theme=filters.theme.value)
    if filters.lieu:
        assets = assets.filter(about(filters.lieu))
    rows, cursor = page_of_rows(counted_today(assets), filters, order=["theme", "title", "id"])
    answers = [_answer(request, asset) for asset in asset_cards(rows)]
    return Page[AssetAnswer].of(request, answers, cursor)


def _answer(request: HttpRequest, card: AssetCard) -> AssetAnswer:
    departement, picture = card.asset.departement, card.picture
    return AssetAnswer(
        id=card.asset.pk,
        theme=card.theme,
        title=card.title,
        sentence=card.sentence,
        figure=card.figure,
        unit=card.unit,
        definition=card.definition,
        source_name=card.source_name,
        source_url=card.source_url,
        dated_on=card.dated_on,
        counted_at=card.counted_at,
        departement=NamedArea(code=departement.code, name=departement.name),
        about=card.about,
        language=card.language,
        picture=picture
        and AssetPicture(
            url=request.build_absolute_uri(picture.url),
            width=picture.width,
            height=picture.height,
            alternative_text=picture.words,
            credit=picture.credit,
        ),
    )
