"""The form of a partner of the instance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.people.models import Partner
from bocage.territory.models import Departement


class PartnerForm(forms.Form):
    """A chamber, an association…"""

    name = forms.CharField(label=_("Nom"), max_length=120)
    kind = forms.ChoiceField(label=_("Nature"), choices=Partner.Kind.choices)
    departement = forms.ModelChoiceField(
        label=_("Département"),
        queryset=Departement.objects.order_by("name"),
        required=False,
        empty_label=_("Plusieurs"),
    )
