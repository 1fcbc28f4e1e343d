"""Forms by which sources are created, configured and given files."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import offer_rows
from bocage.foundation.http.fetching import FetchRefused, given_address
from bocage.housing.feeds.parsing.feed_files import MAX_OCTETS
from bocage.housing.market.models.sources import Source
from bocage.territory.models import Departement

KINDS = [choice for choice in Source.Kind.choices if choice[0] != Source.Kind.OWNERS]
FORMATS = [choice for choice in Source.Format.choices if choice[0] != Source.Format.FORM]


class SourceForm(forms.ModelForm):
    """Form of the settings of a source."""

    kind = forms.ChoiceField(label=_("Qui est-ce ?"), choices=KINDS)
    format = forms.ChoiceField(
        label=_("Sous quelle forme viennent les annonces ?"),
        choices=FORMATS,
        help_text=_(
            "Les logiciels d’agence savent envoyer le premier. Un notaire ou un bailleur remplit "
            "plutôt un tableau."
        ),
    )
    fetch_address = forms.CharField(
        label=_("Adresse à relever"),
        help_text=_("Facultatif : si le fichier est publié à une adresse, nous allons l’y lire."),
        required=False,
        max_length=1000,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )

    class Meta:
        model = Source
        fields = (
            *("name", "kind", "format", "contact_name", "contact_email", "contact_phone"),
            *("website", "fetch_address", "fetch_every_minutes", "quiet_after_hours"),
        )

    def clean_fetch_address(self) -> str:
        address = str(self.cleaned_data["fetch_address"]).strip()
        if not address or "fetch_address" not in self.changed_data:
            return address
        try:
            return given_address(address)
        except FetchRefused as refusal:
            raise forms.ValidationError(str(refusal.sentence)) from refusal


class OpenSourceForm(SourceForm):
    """Source to open, in one of the départements that the person coordinates."""

    departement = forms.ModelChoiceField(
        Departement.objects.none(), label=_("Département"), empty_label=None
    )
    field_order = ("name", "departement", "kind", "format")

    def __init__(self, *args: Any, departements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "departement", departements)


class FeedFileForm(forms.Form):
    """Form of one file to deliver, whatever the format; only its reading checks the content."""

    file = forms.FileField(label=_("Fichier"), allow_empty_file=True)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if not file.size:
            raise forms.ValidationError(_("Le fichier est vide."))
        if file.size > MAX_OCTETS:
            raise forms.ValidationError(_("Le fichier est trop lourd : 512 Mo au plus."))
        return file
