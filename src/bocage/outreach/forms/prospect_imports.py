"""What is asked of whoever brings a list of prospects."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms import offer_rows
from bocage.outreach.imports.prospect_rows import MOST_OCTETS
from bocage.outreach.models import Campaign, ProspectConsent
from bocage.outreach.models.campaigns import CampaignQuerySet


class ListForm(forms.Form):
    """A file, and what gives the right to write to its people."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("Campagne qui les a rencontrés")
    )
    fichier = forms.FileField(
        label=_("Tableau (CSV)"),
        help_text=_("Une ligne de titres, puis une ligne par personne. 64 Mo au plus."),
        allow_empty_file=True,
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

    def offer(self, campaigns: CampaignQuerySet) -> None:
        """The campaigns that one may choose."""
        offer_rows(self, "campaign", campaigns)

    def clean_fichier(self) -> UploadedFile:
        """A file that is neither empty nor too heavy."""
        file: UploadedFile = self.cleaned_data["fichier"]
        if not file.size:
            raise forms.ValidationError(_("Le fichier est vide."))
        if file.size > MOST_OCTETS:
            raise forms.ValidationError(_("Le fichier est trop lourd : 64 Mo au plus."))
        return file
