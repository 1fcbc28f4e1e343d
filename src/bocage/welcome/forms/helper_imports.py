"""The forms with which a table of people who help is brought, and each of its rows is judged."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from bocage.territory.imports.small_tables import MOST_OCTETS
from bocage.territory.models import Commune
from bocage.territory.spelling import normalise
from bocage.welcome.forms.address_book import FURTHEST_KM, HelperForm, WordsField
from bocage.welcome.models import MOST_A_MONTH, HelpKind

FindCommune = Callable[[str, str], Commune | None]
"""The commune of a name or a code, and a postcode."""

TONGUES = {
    "fr": ("", "fr", "francais", "french"),
    "en": ("en", "anglais", "english"),
}


DAY_MESSAGES = {
    "required": _("dites quel jour cette personne a dit oui."),
    "invalid": _("écrivez le jour ainsi : 31/12/2026."),
}


class HelperTableForm(forms.Form):
    """One file; what it is worth, its reading tells."""

    fichier = forms.FileField(
        label=_("Tableau (CSV)"),
        help_text=_("Cinq cents lignes et un mégaoctet au plus."),
        allow_empty_file=True,
    )

    def clean_fichier(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["fichier"]
        if not file.size:
            raise forms.ValidationError(_("Le fichier est vide."))
        if file.size > MOST_OCTETS:
            raise forms.ValidationError(_("Le fichier est trop lourd : un mégaoctet au plus."))
        return file


class KindField(forms.CharField):
    """« direction d’école », in either language, with or without accents; or its code."""

    def clean(self, value: Any) -> str:
        said = normalise(super().clean(value))
        kind = self._known().get(said)
        if kind is None:
            choices = ", ".join(str(kind.label) for kind in HelpKind)
            raise forms.ValidationError(
                _("inconnu. Écrivez l’un de ceux-ci : %(choices)s."), params={"choices": choices}
            )
        return kind

    @staticmethod
    def _known() -> dict[str, str]:
        known = {normalise(kind.value): kind.value for kind in HelpKind}
        for language in ("fr", "en"):
            with translation.override(language):
                known |= {normalise(str(kind.label)): kind.value for kind in HelpKind}
        return known


class TongueField(forms.CharField):
    """The language in which somebody is written to; French where nothing is said."""

    def clean(self, value: Any) -> str:
        said = normalise(super().clean(value))
        for code, words in TONGUES.items():
            if said in words:
                return code
        raise forms.ValidationError(_("Écrivez français ou anglais."))


class UsualNumberField(forms.IntegerField):
    """A whole number; the usual one where nothing is said."""

    def clean(self, value: Any) -> Any:
        return self.initial if not (value or "").strip() else super().clean(value)


class FoundCommuneField(forms.CharField):
    """A commune that the reader of the table coordinates."""

    def __init__(self, find: FindCommune, postcode: str) -> None:
        super().__init__(max_length=120)
        self._find, self._postcode = find, postcode

    def clean(self, value: Any) -> Any:
        commune = self._find(super().clean(value), self._postcode)
        if commune is None:
            raise forms.ValidationError(
                _(
                    "aucune des communes que vous suivez ne porte ce nom. Ajoutez le code postal, "
                    "ou mettez le code INSEE à la place du nom."
                )
            )
        return commune


class SeparatedWordsField(WordsField):
    """Words with commas or bars between them: a comma may be what cuts the table itself."""

    def clean(self, value: Any) -> tuple[str, ...]:
        return super().clean((value or "").replace("|", ","))


class HelperRowForm(HelperForm):
    """A row of the table, judged as the form of the page judges what is typed."""

    LABELS: ClassVar[dict[str, str]] = {"mots_cles": "mots-clés", "telephone": "téléphone"}

    def __init__(self, cells: dict[str, str], *, find: FindCommune) -> None:
        super().__init__(cells)
        self.fields |= {
            "qui": KindField(max_length=60),
            "mots_cles": SeparatedWordsField(),
            "langues": SeparatedWordsField(),
            "commune": FoundCommuneField(find, cells.get("code_postal", "")),
            "rayon": UsualNumberField(min_value=0, max_value=FURTHEST_KM, initial=20),
            "mesure": UsualNumberField(min_value=1, max_value=MOST_A_MONTH, initial=2),
            "ecrire_en": TongueField(max_length=20, required=False),
            "accord": forms.DateField(
                input_formats=["%Y-%m-%d", "%d/%m/%Y"], error_messages=DAY_MESSAGES
            ),
        }

    def problems(self) -> list[str]:
        """What is wrong, each with the name of its column."""
        return [
            str(_("%(column)s : %(problem)s"))
            % {"column": self.LABELS.get(name, name), "problem": problem}
            for name, problems in self.errors.items()
            for problem in problems
        ]
