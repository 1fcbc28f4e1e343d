"""Press kit, generated from published content and the instance's settings.

Its figures are the displayed assets and the instance's live counts; its pictures, those of assets
marked for the press; its texts, the latest news, and testimonies with a valid consent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q, Sum
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.instance import current_instance
from bocage.outreach.assets.models import Asset
from bocage.outreach.assets.presentation import AssetCard, asset_cards
from bocage.outreach.campaigns.contact_places import contact_departements
from bocage.outreach.editorial.models.consents import TestimonyConsent
from bocage.outreach.editorial.models.pages import NewsPage, TestimonyPage
from bocage.outreach.editorial.pictures_at_size import pictures_at
from bocage.outreach.home_figures.figures import OF_THE_MOMENT, Proof, named_proofs
from bocage.outreach.shared.themes import Theme
from bocage.territory.models import Departement

MAX_ASSETS = 200
MAX_NEWS = 5
MAX_TESTIMONIES = 6
WHOLE_PICTURE = "original|format-jpeg|jpegquality-90"


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Contact of journalists; its fields are empty if the settings of the instance name none."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class TerritoryFacts:
    """Facts of a département from the reference data: `people` is the population counted by INSEE
    and in force on 1 January of `edition`; None if the population of a commune is unknown.
    """

    name: str
    communes: int
    epcis: int
    people: int | None
    edition: int | None


@dataclass(frozen=True, kw_only=True)
class PressPicture:
    """A picture that the press may use, and under which terms."""

    card: AssetCard
    file_name: str
    words: str
    credit: str
    use: str


@dataclass(frozen=True, kw_only=True)
class PressKit:
    """Whole press kit on a day of the local calendar, in the active language."""

    day: date
    introduction: str
    territory: Sequence[TerritoryFacts]
    contact: Contact
    assets: Sequence[AssetCard]
    proofs: Sequence[Proof]
    """Live counts of the instance that no asset already shows."""
    pictures: Sequence[PressPicture]
    news: Sequence[NewsPage]
    testimonies: Sequence[TestimonyPage]


def press_kit() -> PressKit:
    """Returns the current press kit; a dozen queries, whatever it holds."""
    today, language = timezone.localdate(), get_language() or settings.LANGUAGE_CODE
    instance = current_instance()
    rows = Asset.objects.public_on(today).with_related().order_by("theme", "title", "pk")
    assets = in_order_of_themes(asset_cards(rows[:MAX_ASSETS]))
    indicators = {asset.asset.live_indicator for asset in assets}
    excluded = OF_THE_MOMENT.union(indicators)
    proofs = [proof for name, proof in named_proofs().items() if name not in excluded]
    return PressKit(
        day=today,
        introduction=instance.press_introduction or instance.introduction,
        territory=_territory(),
        contact=Contact(
            name=instance.press_contact,
            email=instance.press_email or instance.contact_email,
            phone=instance.press_phone or instance.contact_phone,
        ),
        assets=assets,
        proofs=proofs,
        pictures=list(_pictures(assets)),
        news=list(
            NewsPage.objects.live()
            .public()
            .filter(locale__language_code=language)
            .order_by("-news_date", "-pk")[:MAX_NEWS]
        ),
        testimonies=list(
            TestimonyPage.objects.live()
            .public()
            .filter(
                locale__language_code=language, consent__in=TestimonyConsent.objects.holding(today)
            )
            .select_related("consent")
            .order_by("-first_published_at", "-pk")[:MAX_TESTIMONIES]
        ),
    )


def in_order_of_themes(assets: Sequence[AssetCard]) -> list[AssetCard]:
    """Sorts assets by theme, in the order in which people ask about them."""
    order = {theme.value: number for number, theme in enumerate(Theme)}
    return sorted(assets, key=lambda asset: order[asset.theme])


def figure_header() -> list[str]:
    """Returns the columns of the table of figures."""
    return [
        *(_("Thème"), _("Atout"), _("Phrase"), _("Chiffre"), _("Ce qu’il compte"), _("Endroit")),
        *(_("Source"), _("Adresse de la source"), _("Date"), _("Compté en direct")),
    ]


def figure_rows(kit: PressKit) -> Iterator[list[str]]:
    """Yields each figure with its source and its date, as a row."""
    for asset in kit.assets:
        yield [
            str(Theme(asset.theme).label),
            *(asset.title, asset.sentence, asset.figure, asset.unit, asset.about),
            *(
                asset.source_name,
                asset.source_url,
                _day_of(asset),
                _("oui") if asset.counted_at else "",
            ),
        ]
    for proof in kit.proofs:
        yield [
            *("", str(proof.label), str(proof.definition), proof.figure, "", ""),
            *(str(proof.source), "", timezone.localdate(proof.counted_at).isoformat(), _("oui")),
        ]


def whole_pictures(kit: PressKit) -> list[tuple[PressPicture, Any]]:
    """Returns the pictures with their full-size JPEG files, made the first time; one whose file is
    missing is left out. One query for existing files.
    """
    images = [picture.card.asset.picture for picture in kit.pictures if picture.card.asset.picture]
    renditions = pictures_at(images, WHOLE_PICTURE)
    return [
        (picture, renditions[picture.card.asset.picture_id])
        for picture in kit.pictures
        if picture.card.asset.picture_id in renditions
    ]


def _day_of(card: AssetCard) -> str:
    day = timezone.localdate(card.counted_at) if card.counted_at else card.dated_on
    return day.isoformat() if day else ""


def _pictures(assets: Sequence[AssetCard]) -> Iterator[PressPicture]:
    """Yields each picture once, since two assets may share one."""
    lent = [asset for asset in assets if asset.picture is not None and asset.asset.is_for_press]
    once = {card.asset.picture_id: card for card in reversed(lent)}
    for number, asset_card in enumerate(reversed(once.values()), start=1):
        if asset_card.picture is not None:
            yield PressPicture(
                card=asset_card,
                file_name=f"{number:02}-{slugify(asset_card.title)[:50] or 'image'}.jpg",
                words=asset_card.picture.words,
                credit=asset_card.picture.credit,
                use=asset_card.asset.picture_use,
            )


def _territory() -> list[TerritoryFacts]:
    current = Q(communes__is_current=True)
    departements = (
        Departement.objects.filter(
            pk__in=[departement.pk for departement in contact_departements()]
        )
        .annotate(
            commune_count=Count("communes", filter=current, distinct=True),
            epci_count=Count("communes__epci", filter=current, distinct=True),
            edition=Max("communes__edition", filter=current),
            people=Sum("communes__population", filter=current),
            uncounted=Count("communes", filter=current & Q(communes__population=None)),
        )
        .order_by("name")
    )
    return [
        TerritoryFacts(
            name=departement.name,
            communes=departement.commune_count,
            epcis=departement.epci_count,
            people=None if departement.uncounted or not departement.edition else departement.people,
            edition=departement.edition,
        )
        for departement in departements
    ]
