"""Form that accepts an offer."""

from django import forms


class OfferForm(forms.Form):
    """Taking what is offered, with the house rules where they wait to be accepted."""

    reglement = forms.UUIDField(required=False)
