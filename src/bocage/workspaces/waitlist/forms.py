"""Form that accepts an offer."""

from uuid import UUID

from django import forms


class OfferForm(forms.Form):
    """Form that accepts an offer, with the house rules if they have to be accepted."""

    reglement = forms.UUIDField(required=False)

    @property
    def house_rules_id(self) -> UUID | None:
        """Version of the house rules ticked in a valid form."""
        house_rules_id: UUID | None = self.cleaned_data["reglement"]
        return house_rules_id
