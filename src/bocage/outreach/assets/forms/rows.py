"""A table of assets that is brought in, and its rows, judged as the form of the page does."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import WebAddressField, offer_rows
from bocage.outreach.assets.operations.assets import AssetTerms
from bocage.outreach.assets.policies import departements_of
from bocage.outreach.assets.shelf_life import MAX_MONTHS, USUAL_MONTHS
from bocage.outreach.home_figures.figures import PROOF_LABELS
from bocage.outreach.shared.themes import Theme
from bocage.people.table_imports.forms import (
    NamedField,
    RowForm,
    TableForm,
    UsualNumberField,
    WrittenDayField,
)
from bocage.territory.models import Departement

FindPlace = Callable[[str], dict[str, Any] | None]
"""Finds the area of an asset by its name, as fields of its terms; None if it is unknown."""


class AssetTableForm(TableForm):
    """Form of a table of assets, with its département if the person manages the assets of
    several."""

    departement = forms.ModelChoiceField(
        label=_("Département"), queryset=Departement.objects.none(), empty_label=None
    )
    field_order = ("departement", "fichier")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.departements = departements_of(self.by)
        if len(self.departements) > 1:
            offer_rows(self, "departement", self.departements)
        else:
            del self.fields["departement"]

    def options(self) -> dict[str, Any]:
        departement = self.cleaned_data.get("departement") or self.departements[0]
        return {"departement": departement.pk}


class PlaceField(forms.CharField):
    """A commune, an intercommunalité or a place of the département; empty for the whole
    département."""

    def __init__(self, find: FindPlace) -> None:
        super().__init__(max_length=160, required=False)
        self._find = find

    def clean(self, value: Any) -> Any:
        match = self._find(super().clean(value))
        if match is None:
            raise forms.ValidationError(
                _(
                    "aucun endroit de ce département, ou plusieurs, portent ce nom. Écrivez le code"
                    " INSEE de la commune, le SIREN de l’intercommunalité, ou laissez vide."
                )
            )
        return match


class AssetRowForm(RowForm):
    """The cells of a row, by the names of the columns."""

    titre = forms.CharField(max_length=120)
    phrase = forms.CharField(max_length=300)
    chiffre = forms.CharField(max_length=24, required=False)
    unite = forms.CharField(max_length=80, required=False)
    source = forms.CharField(max_length=160, required=False)
    adresse = WebAddressField(required=False)
    date = WrittenDayField(required=False)
    mois = UsualNumberField(min_value=1, max_value=MAX_MONTHS, initial=USUAL_MONTHS)
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

    def terms(self) -> AssetTerms:
        """Returns the terms of the asset described by the row."""
        data = self.cleaned_data
        return AssetTerms(
            title=data["titre"],
            sentence=data["phrase"],
            theme=data["theme"],
            figure=data["chiffre"],
            unit=data["unite"],
            live_indicator=data["en_direct"],
            source_name=data["source"],
            source_url=data["adresse"],
            dated_on=data["date"],
            shelf_life_months=data["mois"],
            title_en=data["titre_anglais"],
            sentence_en=data["phrase_anglaise"],
            unit_en=data["unite_anglaise"],
            **data["lieu"],
        )
