"""The reasons of the machine, in words: the sentence of each code, and how much it weighs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: Mapping[str, str | Promise] = {
    "same_agency": _("les deux annonces sont de la même agence, qui annonce un bien une fois"),
    "same_mandate": _("le même identifiant dans le logiciel de l’agence"),
    "same_reference": _("la même référence"),
    "kind_same": _("le même genre de bien"),
    "kind_close": _("des genres de bien qui se confondent"),
    "commune_other": _("des communes différentes"),
    "district_same": _("le même quartier"),
    "position_near": _("des positions qui s’accordent"),
    "position_far": _("des positions éloignées"),
    "surface_same": _("la même surface"),
    "surface_rounded": _("la même surface, arrondie"),
    "surface_close": _("des surfaces proches"),
    "surface_other": _("des surfaces différentes"),
    "price_same": _("le même prix"),
    "price_close": _("des prix proches, aux honoraires près"),
    "price_steady": _("l’écart de prix que ces deux agences ont d’habitude pour un même bien"),
    "price_unusual": _("un écart de prix que ces deux agences n’ont pas d’habitude"),
    "net_price_same": _("le même prix hors honoraires"),
    "price_before": _("le prix que l’autre demandait auparavant"),
    "price_other": _("des prix différents"),
    "land_same": _("le même terrain"),
    "land_close": _("des terrains proches"),
    "land_other": _("des terrains différents"),
    "rooms_same": _("autant de pièces"),
    "rooms_other": _("un autre nombre de pièces"),
    "bedrooms_same": _("autant de chambres"),
    "bedrooms_other": _("un autre nombre de chambres"),
    "energy_same": _("la même consommation d’énergie"),
    "energy_close": _("des consommations d’énergie proches"),
    "energy_other": _("des consommations d’énergie différentes"),
    "energy_class_same": _("la même classe énergie"),
    "energy_class_other": _("des classes énergie différentes"),
    "emissions_same": _("les mêmes émissions"),
    "emissions_other": _("des émissions différentes"),
    "emissions_class_same": _("la même classe climat"),
    "emissions_class_other": _("des classes climat différentes"),
    "built_same": _("la même année de construction"),
    "built_other": _("des années de construction différentes"),
    "photos_same": _("des photos en commun"),
    "photos_other": _("aucune photo en commun"),
    "words_alike": _("des descriptions qui se ressemblent"),
    "words_other": _("des descriptions sans rien de commun"),
    "type_same": _("le même type de maison"),
    "type_other": _("des types de maison différents"),
    "lot_other": _("des numéros de lot différents"),
    "floor_same": _("le même étage"),
    "floor_other": _("des étages différents"),
    "distances_same": _("les mêmes distances aux commerces ou à l’école"),
    "distances_other": _("d’autres distances aux commerces ou à l’école"),
    "fibre_same": _("la même annonce de la fibre"),
    "fibre_other": _("des annonces de la fibre qui diffèrent"),
    "rivals": _("d’autres annonces de ces deux agences se ressemblent aussi"),
    "offer_or_kind_other": _("deux offres ou deux genres de bien qui ne se confondent pas"),
}

STRONG, NOTABLE = 4.0, 1.5
"""Weights in bits from which a reason is strong, or notable."""

WEIGHTS = {
    "strong": _("pèse lourd"),
    "notable": pgettext_lazy("weight", "compte"),
    "slight": _("compte un peu"),
}


@dataclass(frozen=True)
class SpokenReason:
    """Reason as shown on a page."""

    code: str
    sentence: str | Promise
    strength: str
    is_for: bool

    @property
    def weight(self) -> str | Promise:
        return WEIGHTS[self.strength]


def format_reasons(reasons: Iterable[Mapping[str, Any]]) -> list[SpokenReason]:
    """Returns the reasons of a verdict, the weightiest first; a code of another version is left
    out.
    """
    ordered = sorted(reasons, key=lambda reason: -abs(reason["weight"]))
    return [
        SpokenReason(
            code=reason["code"],
            sentence=SENTENCES[reason["code"]],
            strength=_strength(abs(reason["weight"])),
            is_for=reason["weight"] > 0,
        )
        for reason in ordered
        if reason["code"] in SENTENCES and reason["weight"]
    ]


def _strength(bits: float) -> str:
    if bits >= STRONG:
        return "strong"
    return "notable" if bits >= NOTABLE else "slight"
