"""Assets as pages show them: in the language of the page, with the figure of the moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bocage.outreach.assets.models import Asset, AssetQuerySet
from bocage.outreach.editorial.pictures_at_size import pictures_at
from bocage.outreach.home_figures.figures import Proof, named_proofs

CARD_PICTURE = "fill-640x360|format-webp"


@dataclass(frozen=True, kw_only=True)
class CardPicture:
    """A picture at the size of a card."""

    url: str
    width: int
    height: int
    words: str
    credit: str


@dataclass(frozen=True, kw_only=True)
class AssetCard:
    """Asset as it is displayed in one language. `dated_on` is the date of the figure, a day of the
    local calendar; a figure that the instance counts itself has `counted_at`.
    """

    asset: Asset
    theme: str
    title: str
    sentence: str
    figure: str
    unit: str
    definition: str
    source_name: str
    source_url: str
    dated_on: date | None
    counted_at: datetime | None
    language: str
    about: str
    picture: CardPicture | None


def asset_cards(assets: Iterable[Asset]) -> list[AssetCard]:
    """Returns assets as the public sees them, in order, without live assets that cannot be counted
    now. One query for their pictures, and those of the figures if one is live.
    """
    rows = list(assets)
    proofs = named_proofs() if any(asset.is_live for asset in rows) else {}
    pictures = _pictures(rows)
    return [
        asset_card(asset, proofs.get(asset.live_indicator), pictures.get(asset.pk))
        for asset in rows
        if not asset.is_live or asset.live_indicator in proofs
    ]


def counted_today(assets: AssetQuerySet) -> AssetQuerySet:
    """Filters out live assets that cannot be counted now, so that a page is as long as announced.
    One query, and those of the figures if one is live.
    """
    live = assets.exclude(live_indicator="").order_by().values_list("live_indicator", flat=True)
    indicators = set(live.distinct())
    if not indicators:
        return assets
    return assets.exclude(live_indicator__in=indicators - named_proofs().keys())


def asset_card(asset: Asset, proof: Proof | None, picture: CardPicture | None) -> AssetCard:
    """Returns an asset in the active language. A live asset takes its figure, definition and source
    from `proof`; without it, it has no figure.
    """
    in_english = get_language() == "en" and bool(asset.title_en and asset.sentence_en)
    return AssetCard(
        asset=asset,
        theme=asset.theme,
        title=asset.title_en if in_english else asset.title,
        sentence=asset.sentence_en if in_english else asset.sentence,
        figure=proof.figure if proof else asset.figure,
        unit=str(proof.label) if proof else _in(in_english, asset.unit_en, asset.unit),
        definition=str(proof.definition) if proof else "",
        source_name=str(proof.source) if proof else asset.source_name,
        source_url="" if proof else asset.source_url,
        dated_on=asset.dated_on,
        counted_at=proof.counted_at if proof else None,
        language="en" if in_english else "fr",
        about=about_of(asset),
        picture=picture,
    )


def manager_cards(assets: Iterable[Asset]) -> list[AssetCard]:
    """Returns all of the given assets as their managers see them. Unlike `asset_cards`, it includes
    live assets that cannot be counted now."""
    rows = list(assets)
    proofs = named_proofs() if any(asset.is_live for asset in rows) else {}
    pictures = _pictures(rows)
    return [
        asset_card(asset, proofs.get(asset.live_indicator), pictures.get(asset.pk))
        for asset in rows
    ]


def about_of(asset: Asset) -> str:
    """Returns the name of the place that an asset is about: its département if it is about all of
    it.
    """
    place = asset.place or asset.commune or asset.epci or asset.departement
    return str(place.name)


FLAGS: dict[str, str | Promise] = {
    "no_figure": _("sans chiffre"),
    "no_source": _("sans source"),
    "no_date": _("sans date"),
    "too_old": _("chiffre trop ancien"),
}


def flags_of(asset: Asset, day: date) -> list[str | Promise]:
    """Lists the reasons why an asset cannot be published, or is no longer shown, on a day; empty if
    there are none.
    """
    if asset.is_live:
        return []
    wrong = {
        "no_figure": not asset.figure,
        "no_source": not asset.source_name,
        "no_date": asset.dated_on is None,
        "too_old": asset.is_too_old(day),
    }
    return [FLAGS[name] for name, is_so in wrong.items() if is_so]


def _in(in_english: bool, english: str, french: str) -> str:
    return english if in_english and english else french


def _pictures(assets: list[Asset]) -> dict[Any, CardPicture]:
    """Returns the pictures at card size, generated on first use."""
    having = {asset.pk: asset.picture for asset in assets if asset.picture is not None}
    renditions = pictures_at(having.values(), CARD_PICTURE)
    in_english = get_language() == "en"
    return {
        asset.pk: CardPicture(
            url=picture.url,
            width=picture.width,
            height=picture.height,
            words=_in(in_english, asset.picture_words_en, asset.picture_words),
            credit=asset.picture_credit,
        )
        for asset in assets
        if (picture := renditions.get(asset.picture_id)) is not None
    }
