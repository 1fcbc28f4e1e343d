"""A row of a table of assets, judged as the form of the page judges what is typed."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from bocage.outreach.models import Theme
from bocage.outreach.operations.assets import AssetTerms
from bocage.outreach.proofs import PROOF_LABELS
from bocage.outreach.shelf_life import MOST_MONTHS, USUAL_MONTHS
from bocage.territory.spelling import normalise

FindPlace = Callable[[str], dict[str, Any] | None]
"""The place of a name, as the terms of an asset hold it; None where there is no such."""


class NamedField(forms.CharField):
    """One of a few words, in either language, with or without accents; or its code."""

    def __init__(self, named: dict[str, Any], **options: Any) -> None:
        super().__init__(**options)
        self._named = named

    def clean(self, value: Any) -> str:
        said = normalise(super().clean(value))
        if not said:
            return ""
        known = {normalise(code): code for code in self._named}
        for language in ("fr", "en"):
            with translation.override(language):
                known |= {normalise(str(label)): code for code, label in self._named.items()}
        if said not in known:
            raise forms.ValidationError(
                _("inconnu. Écrivez l’un de ceux-ci : %(choices)s."),
                params={"choices": ", ".join(str(label) for label in self._named.values())},
            )
        return known[said]


class PlaceField(forms.CharField):
    """A commune, an intercommunalité or a place of the département; nothing for all of it."""

    def __init__(self, find: FindPlace) -> None:
        super().__init__(max_length=160, required=False)
        self._find = find

    def clean(self, value: Any) -> Any:
        found = self._find(super().clean(value))
        if found is None:
            raise forms.ValidationError(
                _(
                    "aucun endroit de ce département, ou plusieurs, portent ce nom. Écrivez le code"
                    " INSEE de la commune, le SIREN de l’intercommunalité, ou laissez vide."
                )
            )
        return found


class MonthsField(forms.IntegerField):
    """A number of months; the usual one where nothing is said."""

    def clean(self, value: Any) -> Any:
        return USUAL_MONTHS if not (value or "").strip() else super().clean(value)


class AssetRowForm(forms.Form):
    """The cells of a row, by the names of the columns."""

    LABELS: ClassVar[dict[str, str]] = {
        "theme": "thème",
        "unite": "unité",
        "en_direct": "en direct",
        "titre_anglais": "titre anglais",
        "phrase_anglaise": "phrase anglaise",
        "unite_anglaise": "unité anglaise",
    }

    titre = forms.CharField(max_length=120)
    phrase = forms.CharField(max_length=300)
    chiffre = forms.CharField(max_length=24, required=False)
    unite = forms.CharField(max_length=80, required=False)
    source = forms.CharField(max_length=160, required=False)
    adresse = forms.URLField(max_length=300, required=False, assume_scheme="https")
    date = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": _("écrivez le jour ainsi : 31/12/2026.")},
    )
    mois = MonthsField(min_value=1, max_value=MOST_MONTHS)
    titre_anglais = forms.CharField(max_length=120, required=False)
    phrase_anglaise = forms.CharField(max_length=300, required=False)
    unite_anglaise = forms.CharField(max_length=80, required=False)

    def __init__(self, cells: dict[str, str], *, find: FindPlace) -> None:
        super().__init__(cells)
        self.fields |= {
            "theme": NamedField(dict(Theme.choices), max_length=40),
            "en_direct": NamedField(PROOF_LABELS, max_length=80, required=False),
            "lieu": PlaceField(find),
        }

    def clean_adresse(self) -> str:
        """An address that a browser opens, and nothing else."""
        address: str = self.cleaned_data["adresse"]
        if address and not address.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Cette adresse commence par https://."))
        return address

    def problems(self) -> tuple[str, ...]:
        """What is wrong, each with the name of its column."""
        return tuple(
            str(_("%(column)s : %(problem)s"))
            % {"column": self.LABELS.get(name, name), "problem": problem}
            for name, problems in self.errors.items()
            for problem in problems
        )

    def terms(self) -> AssetTerms:
        """What the row says."""
        said = self.cleaned_data
        return AssetTerms(
            title=said["titre"],
            sentence=said["phrase"],
            theme=said["theme"],
            figure=said["chiffre"],
            unit=said["unite"],
            live_indicator=said["en_direct"],
            source_name=said["source"],
            source_url=said["adresse"],
            dated_on=said["date"],
            shelf_life_months=said["mois"],
            title_en=said["titre_anglais"],
            sentence_en=said["phrase_anglaise"],
            unit_en=said["unite_anglaise"],
            **said["lieu"],
        )
