"""Forms of attendance: a signature, an officer's record, a paper sheet, a document."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import ChoiceCards, WebAddressField, offer_choices
from bocage.training.attendance.operations.attendance import LONGEST_REASON, Mark
from bocage.training.attendance.strokes import LONGEST_TEXT

ABSENT, EXCUSED, PRESENT = "absent", "excuse", "present"


class SignatureForm(forms.Form):
    """Form of a signature: drawn in the frame, or typed as the person's full name; either is
    enough.
    """

    strokes = forms.CharField(
        max_length=LONGEST_TEXT, required=False, widget=forms.HiddenInput({"id": "strokes"})
    )
    name = forms.CharField(
        label=_("Ou écrivez votre nom en entier"),
        help_text=_("Il vaut signature. Utile au clavier, ou si le dessin ne vous convient pas."),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    certifies = forms.BooleanField(
        label=_("J’étais là pour cette demi-journée, et c’est moi qui signe")
    )

    def mark(self) -> Mark:
        """Returns the submitted signature."""
        return Mark(strokes=self.cleaned_data["strokes"], typed=self.cleaned_data["name"])


class NoteForm(forms.Form):
    """Form for the attendance of a person who did not sign."""

    mark = forms.ChoiceField(
        label=_("Que s’est-il passé ?"),
        choices=[
            (ABSENT, _("Absence non justifiée")),
            (EXCUSED, _("Absence justifiée")),
            (PRESENT, _("La personne était là")),
        ],
        widget=ChoiceCards,
    )
    reason = forms.CharField(
        label=_("Pourquoi ?"),
        help_text=_("Le registre la garde. N’y écrivez rien de médical : « justifié » suffit."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2}),
    )
    document = forms.CharField(
        label=_("Nom du justificatif"),
        help_text=_("Son nom seul : la pièce reste dans vos dossiers."),
        max_length=120,
        required=False,
    )


class SheetForm(forms.Form):
    """The scan of a sheet, and who signed it."""

    file = forms.FileField(
        label=_("Scan ou photo de la feuille"),
        help_text=_("PDF ou image, 10 Mo au plus."),
        widget=forms.ClearableFileInput({"accept": "application/pdf,image/*"}),
    )
    presents = forms.MultipleChoiceField(
        label=_("Qui l’a signée ?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, people: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        offer_choices(self, "presents", people)


class MaterialForm(forms.Form):
    """Form that adds a material: a title, with a file or an address."""

    title = forms.CharField(label=_("Titre du support"), max_length=120)
    link = WebAddressField(label=_("Adresse"), max_length=500, required=False)
    file = forms.FileField(
        label=_("Ou un fichier"),
        help_text=_("PDF ou image, 10 Mo au plus."),
        required=False,
        widget=forms.ClearableFileInput({"accept": "application/pdf,image/*"}),
    )

    def clean(self) -> dict[str, Any]:
        """Checks that there is either a file or an address, not both."""
        data = super().clean() or {}
        link, file = data.get("link"), data.get("file")
        if "link" in data and "file" in data and bool(link) == bool(file):
            self.add_error("link", _("Donnez une adresse ou un fichier : l’un des deux."))
        return data
