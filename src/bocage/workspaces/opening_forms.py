"""Where a place stands, and the few facts with which one opens."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.territory.forms import CommuneField
from bocage.workspaces.models.places import Place, PlaceKind


def _degrees(label: Any, most: int, help_text: Any = "") -> forms.FloatField:
    """Degrees with a comma or a point, as the language or the map that they come from has them."""
    return forms.FloatField(
        label=label,
        help_text=help_text,
        required=False,
        localize=True,
        min_value=-most,
        max_value=most,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )


class PositionFields(forms.Form):
    """A latitude and a longitude, both or neither."""

    latitude = _degrees(_("Latitude"), 90)
    longitude = _degrees(
        _("Longitude"),
        180,
        _("En degrés, comme les donne une carte en ligne. Sans elles : le centre de la commune."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        latitude, longitude = data.get("latitude"), data.get("longitude")
        if (latitude is None) != (longitude is None):
            missing = "latitude" if latitude is None else "longitude"
            if missing not in self.errors:
                self.add_error(missing, _("Donnez la latitude et la longitude, ou aucune."))
        data["position_source"] = "" if latitude is None else Place.PositionSource.HOST
        return data


class OpenPlaceForm(PositionFields):
    """A place that opens: what it is, and where."""

    name = forms.CharField(label=_("Nom du lieu"), max_length=120)
    kind = forms.ChoiceField(label=_("Nature"), choices=PlaceKind.choices)
    commune = CommuneField(label=_("Commune"), help_text=_("Son nom, ou son code postal."))
    address = forms.CharField(
        label=_("Adresse"),
        help_text=_("Le numéro et la rue, sans la commune."),
        max_length=200,
        required=False,
    )
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Code postal"),
        required=False,
        max_length=5,
        error_messages={"invalid": _("Un code postal a cinq chiffres.")},
    )

    field_order = ("name", "kind", "commune", "address", "postcode", "latitude", "longitude")
