"""Form by which an owner offers a home."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.housing.feeds.parsing.plain_text import one_line, several_lines
from bocage.housing.feeds.parsing.statements import MAX_EUR, MAX_M2, MAX_ROOMS
from bocage.housing.owner_listings.models import OwnerOffer
from bocage.territory.forms import CommuneField


class OwnerOfferForm(forms.ModelForm):
    """Form by which an owner describes the home that they offer. `website` is a honeypot for
    robots.
    """

    commune = CommuneField(label=_("Dans quelle commune ?"))
    price_eur = forms.IntegerField(
        label=_("Prix, ou loyer par mois (€)"), min_value=1, max_value=MAX_EUR
    )
    surface_m2 = forms.IntegerField(
        label=_("Surface (m²)"), min_value=1, max_value=MAX_M2, required=False
    )
    land_m2 = forms.IntegerField(
        label=_("Terrain (m²)"), min_value=1, max_value=MAX_M2, required=False
    )
    rooms = forms.IntegerField(label=_("Pièces"), min_value=1, max_value=MAX_ROOMS, required=False)
    bedrooms = forms.IntegerField(
        label=_("Chambres"), min_value=0, max_value=MAX_ROOMS, required=False
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = OwnerOffer
        fields = (
            *("commune", "offer", "kind", "price_eur", "surface_m2", "land_m2", "rooms"),
            *("bedrooms", "energy_class", "title", "description", "owner_name", "owner_email"),
            *("owner_phone", "shows_phone"),
        )
        help_texts = {
            "title": _("Quelques mots, comme « Maison de bourg avec jardin »."),
            "description": _("Ce que vous diriez au téléphone. L’adresse exacte n’est pas utile."),
            "owner_email": _("Nous y écrivons pour confirmer l’offre. Elle n’est jamais montrée."),
        }

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"], 200)

    def clean_description(self) -> str:
        return several_lines(self.cleaned_data["description"], 4000)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.pop("website", ""):
            raise forms.ValidationError(_("Ce formulaire n’a pas pu être lu : réessayez."))
        if data.get("shows_phone") and not data.get("owner_phone"):
            self.add_error("owner_phone", _("Écrivez le numéro à montrer, ou décochez la case."))
        return data


class RefusalForm(forms.Form):
    """Form that gives the reason for refusing an offer."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        help_text=_("C’est envoyé tel quel au propriétaire."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
