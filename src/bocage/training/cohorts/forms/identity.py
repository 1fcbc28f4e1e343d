"""How somebody is called on the papers of a course, and where they live."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.training.programmes.models.identity import (
    IDENTITY_FIELDS,
    LONGEST_ADDRESS,
    LONGEST_NAME,
    Identity,
)


class IdentityForm(forms.Form):
    """Form of an identity: first name, last name, postal address."""

    given_name = forms.CharField(
        label=_("Prénom"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=_("Nom de famille"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    postal_address = forms.CharField(
        label=_("Adresse postale"),
        max_length=LONGEST_ADDRESS,
        widget=forms.Textarea({"rows": 3, "autocomplete": "street-address"}),
    )

    @property
    def identity(self) -> Identity:
        return Identity(**{name: self.cleaned_data[name] for name in IDENTITY_FIELDS})


class OwnIdentityForm(IdentityForm):
    """Form of the applicant's own identity. No field is required, so that a draft can be saved at
    any time.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.fields["postal_address"].help_text = _(
            "Le contrat et les convocations portent votre nom et cette adresse ; les feuilles "
            "d’émargement et les attestations, votre nom seul."
        )

    @property
    def values(self) -> dict[str, Any]:
        """Identity fields to save, without stray spaces."""
        return asdict(self.identity.tidied())
