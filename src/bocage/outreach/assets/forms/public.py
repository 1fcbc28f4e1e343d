"""Filters of the public assets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm, offer_choices
from bocage.outreach.assets.criteria import AssetCriteria
from bocage.outreach.shared.themes import Theme


class AssetSearchForm(AddressForm):
    """Theme and place of public assets, stored in the address. Invalid values filter nothing."""

    theme = forms.ChoiceField(
        label=_("Thème"), choices=[("", _("tous")), *Theme.choices], required=False
    )
    lieu = forms.ChoiceField(label=_("Endroit"), required=False)

    def offer_places(self, places: list[tuple[str, str]]) -> None:
        """Sets the places that some asset is about as choices."""
        offer_choices(self, "lieu", [("", _("partout")), *places])

    def criteria(self) -> AssetCriteria:
        """Returns the criteria that are valid."""
        choice = self.understood()
        return AssetCriteria(theme=choice.get("theme", ""), place=choice.get("lieu", ""))
