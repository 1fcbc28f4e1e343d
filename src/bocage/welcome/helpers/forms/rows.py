"""Form of one row of an imported table of helpers, validated as the form of the page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.people.table_imports.forms import (
    NamedField,
    RowForm,
    UsualNumberField,
    WrittenDayField,
)
from bocage.territory.models import Commune
from bocage.welcome.helpers.forms.profiles import FURTHEST_KM, HelperForm, WordsField
from bocage.welcome.helpers.models import MAX_A_MONTH, HelpKind

FindCommune = Callable[[str, str], Commune | None]
"""Function that finds a commune by name or code, and postcode."""

TONGUES = {"fr": _("français"), "en": _("anglais")}


class TongueField(NamedField):
    """Field of the language in which a helper is written to; French if empty."""

    def clean(self, value: Any) -> str:
        return super().clean(value) or "fr"


class FoundCommuneField(forms.CharField):
    """Field of a commune that the reader of the table coordinates."""

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
    """Field of words separated by commas or bars, since a comma may be the separator of the table
    itself.
    """

    def clean(self, value: Any) -> tuple[str, ...]:
        return super().clean((value or "").replace("|", ","))


class HelperRowForm(RowForm, HelperForm):
    """Form of one row of the table of helpers."""

    def __init__(self, cells: dict[str, str], *, find: FindCommune) -> None:
        super().__init__(cells)
        required = _("dites quel jour cette personne a dit oui.")
        self.fields |= {
            "qui": NamedField(dict(HelpKind.choices), max_length=60),
            "mots_cles": SeparatedWordsField(),
            "langues": SeparatedWordsField(),
            "commune": FoundCommuneField(find, cells.get("code_postal", "")),
            "rayon": UsualNumberField(min_value=0, max_value=FURTHEST_KM, initial=20),
            "mesure": UsualNumberField(min_value=1, max_value=MAX_A_MONTH, initial=2),
            "ecrire_en": TongueField(TONGUES, max_length=20, required=False),
            "accord": WrittenDayField(error_messages={"required": required}),
        }
