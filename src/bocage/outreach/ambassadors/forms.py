"""The forms of ambassadors."""

from django import forms
from django.utils.translation import gettext_lazy as _

ACCEPT_BUTTON = "oui"
DECLINE_BUTTON = "non"
END_BUTTON = "arreter"


class ThankAmbassadorForm(forms.Form):
    """Form in which the team notes how an ambassador was thanked."""

    note = forms.CharField(
        label=_("Comment avez-vous remercié ?"),
        max_length=200,
        help_text=_("Un panier du marché, un mot, un café : ce sera lu sur sa page."),
    )
