"""Form of the search page of homes, with the parameters of its address."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm
from bocage.housing.criteria.kinds import EnergyClass, Offer, PropertyKind

OFFER_WORDS = {
    "vente": Offer.SALE,
    "location": Offer.RENTAL,
    "viager": Offer.LIFE_ANNUITY,
    "vacances": Offer.SEASONAL_RENTAL,
    "cession": Offer.BUSINESS_TRANSFER,
}
KIND_WORDS = {
    "maison": PropertyKind.HOUSE,
    "appartement": PropertyKind.APARTMENT,
    "terrain": PropertyKind.LAND,
    "immeuble": PropertyKind.BUILDING,
    "bureaux": PropertyKind.OFFICE,
    "local": PropertyKind.SHOP,
    "garage": PropertyKind.PARKING,
    "autre": PropertyKind.OTHER,
}
LABELLED = [
    grade for grade in EnergyClass if grade not in {EnergyClass.BLANK, EnergyClass.NOT_SUBJECT}
]

LONGEST_WORDS = 120
HIGHEST_PRICE = 1_000_000_000
LARGEST_SURFACE = 1_000_000
LARGEST_LAND = 1_000_000_000
MAX_ROOMS = 200
FARTHEST_KM = 200

_SPACES_AND_UNITS = re.compile(r"[\s\u00a0\u202f€]|m²|m2|km", re.IGNORECASE)


class Amount(forms.IntegerField):
    """Whole number as people write it: « 180 000 € », « 95 m² »."""

    def to_python(self, value: Any) -> int | None:
        return super().to_python(_SPACES_AND_UNITS.sub("", str(value)) if value else value)


class Kilometres(forms.FloatField):
    """Distance as people write it: « 2,5 km »."""

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]  # the stubs' parent
        bare = _SPACES_AND_UNITS.sub("", str(value)).replace(",", ".") if value else value
        return super().to_python(bare)


def _amount(label: Any, maximum: int) -> Amount:
    return Amount(label=label, required=False, min_value=0, max_value=maximum)


class HomeSearchForm(AddressForm):
    """Form of a search: criteria and place. Invalid values are reported, then ignored."""

    offre = forms.ChoiceField(
        label=_("Je cherche à"),
        required=False,
        choices=[
            ("vente", _("acheter")),
            ("location", _("louer")),
            ("viager", _("acheter en viager")),
            ("vacances", _("louer pour des vacances")),
            ("cession", _("reprendre un bail ou un fonds")),
        ],
    )
    bien = forms.MultipleChoiceField(
        label=_("Biens"),
        required=False,
        choices=[(word, kind.label) for word, kind in KIND_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    prix_min = _amount(_("Prix d’au moins"), HIGHEST_PRICE)
    prix_max = _amount(_("Prix d’au plus"), HIGHEST_PRICE)
    surface_min = _amount(_("Surface d’au moins"), LARGEST_SURFACE)
    surface_max = _amount(_("Surface d’au plus"), LARGEST_SURFACE)
    pieces_min = _amount(_("Pièces, au moins"), MAX_ROOMS)
    pieces_max = _amount(_("Pièces, au plus"), MAX_ROOMS)
    terrain_min = _amount(_("Terrain d’au moins"), LARGEST_LAND)
    energie = forms.ChoiceField(
        label=_("Classe énergie d’au moins"),
        required=False,
        choices=[("", _("peu importe")), *((grade.value, grade.label) for grade in LABELLED)],
    )
    fibre = forms.BooleanField(label=_("fibre"), required=False)
    bureau = forms.BooleanField(label=_("place pour un bureau"), required=False)
    jardin = forms.BooleanField(label=_("jardin"), required=False)
    travail = Kilometres(
        label=_("Un bureau partagé à moins de"),
        required=False,
        min_value=0.1,
        max_value=FARTHEST_KM,
    )
    mots = forms.CharField(label=_("Mots"), required=False, max_length=LONGEST_WORDS)
    pres_de = forms.CharField(label=_("Près de"), required=False, max_length=80)
    commune = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    rayon = Kilometres(label=_("À moins de"), required=False, min_value=0.1, max_value=FARTHEST_KM)

    def left_aside(self) -> list[str]:
        """Returns one sentence for each part of the address that makes no sense."""
        self.is_valid()
        sentences = {
            "prix_min": _("Un prix n’a pas été compris : il est laissé de côté."),
            "prix_max": _("Un prix n’a pas été compris : il est laissé de côté."),
            "surface_min": _("Une surface n’a pas été comprise : elle est laissée de côté."),
            "surface_max": _("Une surface n’a pas été comprise : elle est laissée de côté."),
            "pieces_min": _("Le nombre de pièces n’a pas été compris : il est laissé de côté."),
            "pieces_max": _("Le nombre de pièces n’a pas été compris : il est laissé de côté."),
            "terrain_min": _("Une surface n’a pas été comprise : elle est laissée de côté."),
            "lat": _("La position n’a pas été comprise : elle est laissée de côté."),
            "lon": _("La position n’a pas été comprise : elle est laissée de côté."),
            "rayon": _("Une distance n’a pas été comprise : elle est laissée de côté."),
            "travail": _("Une distance n’a pas été comprise : elle est laissée de côté."),
            "mots": _("Ces mots sont trop longs : ils sont laissés de côté."),
            "pres_de": _("Le nom de commune est trop long : il est laissé de côté."),
            "commune": _("Cette commune est inconnue : elle est laissée de côté."),
        }
        unknown = _("Un critère inconnu est laissé de côté.")
        return list(dict.fromkeys(str(sentences.get(name, unknown)) for name in self.errors))
