"""Form that a town hall fills in about itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm, ChoiceCards
from bocage.people.models import Role


class ReferentForm(forms.Form):
    """Form that proposes a person to answer for the commune."""

    name = forms.CharField(label=_("Prénom et nom"), max_length=120)
    email = forms.EmailField(
        label=_("Son adresse électronique"),
        help_text=_("C’est là qu’arriveront les questions des ménages."),
        max_length=254,
    )
    role = forms.ChoiceField(
        label=_("Qui est-ce ?"),
        choices=[
            (Role.ELECTED, _("une personne élue")),
            (Role.TOWN_HALL, _("le ou la secrétaire de mairie")),
        ],
        initial=Role.ELECTED,
        widget=ChoiceCards,
    )


class CommunesFilterForm(AddressForm):
    """Form that filters the table of communes."""

    ADDRESS_NAMES = {"name": "nom", "missing": "manque"}

    name = forms.CharField(label=_("Commune"), max_length=80, required=False)
    epci = forms.CharField(label=_("Intercommunalité"), required=False, widget=forms.Select)
    missing = forms.ChoiceField(
        label=_("Il manque"),
        required=False,
        choices=[
            ("", _("peu importe")),
            ("referent", _("un référent")),
            ("charte", _("la charte")),
            ("parrain", _("un parrain ou une marraine")),
            ("pistes", _("des logements signalés")),
            ("ceremonie", _("une cérémonie tenue")),
        ],
    )

    def __init__(self, *args: Any, epcis: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["epci"].widget.choices = [("", _("toutes")), *epcis]
