"""What visitors choose among the assets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import offer_choices
from bocage.outreach.shared.themes import Theme


class AssetSearchForm(forms.Form):
    """A theme and a place, in the words of the address. What makes no sense chooses nothing."""

    theme = forms.ChoiceField(
        label=_("Thème"), choices=[("", _("tous")), *Theme.choices], required=False
    )
    lieu = forms.ChoiceField(label=_("Endroit"), required=False)

    def offer_places(self, places: list[tuple[str, str]]) -> None:
        """Sets the places that some asset is about as choices."""
        offer_choices(self, "lieu", [("", _("partout")), *places])
