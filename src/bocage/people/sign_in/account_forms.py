"""Forms of administrators about the accounts of others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.people.addresses import LONGEST_ADDRESS, normalise_address
from bocage.people.models import Person


class AccountForm(forms.Form):
    """Form that selects the account of another person by its address."""

    email = forms.EmailField(
        label=_("Adresse électronique du compte"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": _("Écrivez l’adresse de la personne.")},
    )

    person: Person

    def clean_email(self) -> str:
        address = normalise_address(self.cleaned_data["email"])
        person = Person.objects.filter(email=address).first()
        if person is None:
            raise forms.ValidationError(_("Aucun compte n’a cette adresse."))
        self.person = person
        return person.email
