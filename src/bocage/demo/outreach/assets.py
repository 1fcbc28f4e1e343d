"""Assets of the Orne: real figures, or figures counted from the demo's data.

The communes, their inhabitants and the intercommunalités come from the reference data; the places
found by the census of 2019 are real. Invented facts of the demo are not used as assets.
"""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Count, Q, Sum

from bocage.demo.cast import COORDINATOR
from bocage.demo.homes.pictures import picture_named
from bocage.demo.places.census import CENSUS_PLACES
from bocage.outreach.assets.operations.assets import (
    AssetTerms,
    add_asset,
    change_asset,
    publish_asset,
    terms_of,
)
from bocage.outreach.assets.operations.pictures import PictureTerms
from bocage.outreach.models import Asset, Theme
from bocage.people.models import Person
from bocage.territory.models import Commune, Departement

DEPARTEMENT = "61"
BOITRON = "61051"
A_VILLAGE = 1_000
PICTURED = "Un département de villages"
DRAWING = "orne-alentours.png"


def publish_assets(people: Mapping[str, Person], now: datetime) -> None:
    """Creates the assets, and publishes all except the outdated one."""
    nadia, orne = people[COORDINATOR.email], Departement.objects.get(code=DEPARTEMENT)
    for terms in [*_counted_live(), *_of_the_reference_data(orne)]:
        asset = add_asset(by=nadia, departement=orne, terms=terms, now=now)
        publish_asset(by=nadia, asset=asset, now=now)
    add_asset(by=nadia, departement=orne, terms=_of_the_census(), now=now)


def picture_assets() -> None:
    """Sets the picture of the asset about villages, drawn by the demo. Does nothing if it is
    set."""
    asset = Asset.objects.with_related().filter(title=PICTURED, picture=None).first()
    picture = picture_named(DRAWING)
    if asset is None or picture is None or asset.published_by is None:
        return
    change_asset(
        by=asset.published_by,
        asset=asset,
        terms=terms_of(asset),
        picture=PictureTerms(
            words="Un village au milieu des collines et des haies",
            words_en="A village among hills and hedges",
            credit="Dessin : Bocage",
            use="Libre pour la presse, avec son crédit.",
            is_for_press=True,
        ),
        image=io.BytesIO(picture),
    )


def _counted_live() -> list[AssetTerms]:
    return [
        AssetTerms(
            theme=Theme.WORK,
            title="Un bureau équipé, jamais loin",
            title_en="An equipped desk, never far",
            sentence="Télécentre, espace public numérique ou tiers-lieu : on y réserve une place à"
            " la demi-journée.",
            sentence_en="A telework centre, a public digital space or a third place: one books a"
            " seat there for half a day.",
            live_indicator="communes_close_by",
        ),
        AssetTerms(
            theme=Theme.WORK,
            title="Des lieux ouverts, et qui le disent",
            title_en="Places that are open, and say so",
            sentence="Les horaires sont tenus par chaque lieu, fermetures comprises.",
            sentence_en="Each place keeps its own hours, closures included.",
            live_indicator="open_this_week",
        ),
    ]


def _count_people(orne: Departement, boitron: Commune) -> dict[str, int]:
    """Counts communes and their inhabitants, in the département and around Boitron; one query."""
    current = Q(is_current=True, departement=orne)
    around = Q(is_current=True, epci=boitron.epci_id)
    return Commune.objects.aggregate(
        communes=Count("pk", filter=current),
        villages=Count("pk", filter=current & Q(population__lt=A_VILLAGE)),
        people=Sum("population", filter=current),
        around=Count("pk", filter=around),
        people_around=Sum("population", filter=around),
    )


def _of_the_reference_data(orne: Departement) -> list[AssetTerms]:
    """Returns assets from INSEE counts, dated 1 January of the loaded edition; two queries."""
    boitron = Commune.objects.select_related("epci").get(code=BOITRON)
    if not boitron.edition:
        return []
    population = _count_people(orne, boitron)
    proven = AssetTerms(
        title="",
        sentence="",
        theme=Theme.LIVE,
        source_name=f"INSEE, populations en vigueur au 1er janvier {boitron.edition}",
        source_url="https://www.insee.fr",
        dated_on=date(boitron.edition, 1, 1),
        shelf_life_months=24,
    )
    return [
        replace(
            proven,
            theme=Theme.NATURE,
            title=PICTURED,
            title_en="A département of villages",
            sentence="Des bourgs où l’on se connaît, au milieu des haies et des prés.",
            sentence_en="Villages where people know each other, among hedges and meadows.",
            figure=f"{population['villages'] * 100 // population['communes']} %",
            unit="des communes ont moins de mille habitants",
            unit_en="of communes have fewer than a thousand inhabitants",
        ),
        replace(
            proven,
            title="L’embarras du choix",
            title_en="Plenty to choose from",
            sentence="Un département entier pour choisir son bourg, sa ville ou son hameau.",
            sentence_en="A whole département in which to choose a village, a town or a hamlet.",
            figure=str(population["communes"]),
            unit=f"communes, pour {_grouped(population['people'] or 0)} habitants",
            unit_en="communes to choose from",
        ),
        replace(
            proven,
            title="Boitron et ses voisines",
            title_en="Boitron and its neighbours",
            sentence="L’intercommunalité de Boitron réunit ses bourgs autour du télécentre.",
            sentence_en="Villages and small towns, around the telework centre of Boitron.",
            figure=str(population["around"]),
            unit=f"communes et {_grouped(population['people_around'] or 0)} habitants",
            epci=boitron.epci,
        ),
        replace(
            proven,
            title="Boitron, un village et son télécentre",
            title_en="Boitron, a village and its telework centre",
            sentence="On y travaille en réseau, au milieu des prés.",
            sentence_en="One works there connected, among meadows.",
            figure=_grouped(boitron.population or 0),
            unit="habitants",
            unit_en="inhabitants",
            commune=boitron,
        ),
    ]


def _of_the_census() -> AssetTerms:
    """Returns a real but outdated asset, which its manager has to update."""
    return AssetTerms(
        theme=Theme.WORK,
        title="Les tiers-lieux recensés dans l’Orne",
        sentence="L’État a compté les tiers-lieux de tout le pays en 2019.",
        figure=str(len(CENSUS_PLACES)),
        unit="tiers-lieux",
        source_name="Recensement national des tiers-lieux 2019, ANCT",
        dated_on=date(2019, 12, 31),
        shelf_life_months=36,
    )


def _grouped(number: int) -> str:
    """Formats a number in French, with a narrow space between thousands."""
    return f"{number:,}".replace(",", "\u202f")
