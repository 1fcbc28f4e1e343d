"""What a town hall fills in about itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import ChoiceCards
from bocage.people.models import Role


class ReferentForm(forms.Form):
    """Somebody who could answer for the commune."""

    nom = forms.CharField(label=_("Prénom et nom"), max_length=120)
    courriel = forms.EmailField(
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
