"""Form that opens a booth."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OpenBoothForm(forms.Form):
    """A tablet, and for how long."""

    label = forms.CharField(label=_("Nom de la tablette"), max_length=80, initial=_("Tablette 1"))
    days = forms.TypedChoiceField(
        label=_("Ouverte pendant"),
        coerce=int,
        choices=[
            (1, _("un jour")),
            (2, _("deux jours")),
            (3, _("trois jours")),
            (7, _("une semaine")),
            (31, _("un mois")),
        ],
        initial=2,
    )
