"""Forms to import a list of prospects, with the lawful basis for writing to its people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import offer_rows
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.people.table_imports.forms import TableForm


class ListForm(TableForm):
    """Campaign that met these people, and the purposes that they agreed to."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("Campagne qui les a rencontrés")
    )
    lawful_basis = forms.CharField(
        label=_("Ce qui autorise à leur écrire"),
        help_text=_(
            "Par exemple : « Inscrits au forum de Rouen le 12 mars, case cochée sur place. » C’est"
            " gardé avec chaque accord."
        ),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
    )
    purposes = forms.MultipleChoiceField(
        label=_("Ce qu’ils ont accepté"),
        choices=ProspectConsent.Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ("campaign", "fichier", "lawful_basis", "purposes")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_rows(self, "campaign", Campaign.objects.run_by(self.by))

    def options(self) -> dict[str, Any]:
        return {
            "campaign": str(self.cleaned_data["campaign"].pk),
            "lawful_basis": " ".join(self.cleaned_data["lawful_basis"].split()),
            "purposes": self.cleaned_data["purposes"],
        }
