"""Form of the legal identity of a partner."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import SiretField
from bocage.training.programmes.models.providers import TrainingProvider


class ProviderForm(forms.ModelForm):
    """The legal identity of a partner."""

    siret = SiretField(label=_("SIRET"))

    class Meta:
        model = TrainingProvider
        fields = (
            "legal_name",
            "address",
            "city",
            "siret",
            "declaration_number",
            "declaration_region",
            "representative",
            "representative_role",
            "internal_rules",
            "cancellation_terms",
        )
        widgets = {"cancellation_terms": forms.Textarea({"rows": 4})}
