"""Form of a report: its parameters in the address."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models import Level, Span
from bocage.evidence.periods import next_period
from bocage.evidence.public_figures import WHOLE, Scope
from bocage.evidence.reports.requests import (
    MAX_MONTHS,
    ReportPeriod,
    ReportRequest,
    month_of,
    report_of,
)
from bocage.foundation.forms.fields import AddressForm, DayInput, MonthInput, offer_choices
from bocage.territory.models import Commune, resolve_commune


class ReportForm(AddressForm):
    """A period, a part of the territory, a night."""

    du = forms.CharField(
        label=_("Du mois de"), max_length=20, widget=MonthInput, help_text=_("Par exemple 2025-01.")
    )
    au = forms.CharField(label=_("Au mois de"), max_length=20, widget=MonthInput)
    perimetre = forms.ChoiceField(label=_("Sur"))
    commune = forms.CharField(
        label=_("Ou sur une commune"),
        max_length=80,
        required=False,
        help_text=_("Son nom, ou son code Insee si plusieurs portent le même nom."),
    )
    nuit = forms.DateField(
        label=_("Avec les chiffres d’un autre jour"),
        required=False,
        widget=DayInput,
        help_text=_(
            "Vide : les derniers chiffres. Un jour passé redit ceux que l’on connaissait alors."
        ),
    )

    report: ReportRequest

    def offer(self, scopes: Sequence[tuple[str, str]]) -> None:
        """Sets the parts of the territory that can be chosen, by key."""
        offer_choices(self, "perimetre", scopes)

    def clean_du(self) -> date:
        return self._month("du")

    def clean_au(self) -> date:
        return self._month("au")

    def clean_commune(self) -> Commune | None:
        """Returns the current commune of a name or a code, including that of a merged commune."""
        words = self.cleaned_data["commune"].strip()
        if not words:
            return None
        by_code = resolve_commune(words.upper()) if len(words) == 5 else None
        if by_code is not None:
            return by_code
        communes = list(Commune.objects.current().filter(name__iexact=words).order_by("pk")[:2])
        if len(communes) != 1:
            raise forms.ValidationError(
                _("Aucune commune, ou plusieurs, portent ce nom : donnez son code Insee.")
            )
        return communes[0]

    def clean(self) -> dict[str, Any]:
        """Checks that the months are in order and not too many, and that a night was counted by
        then.
        """
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("du"), data.get("au")
        if first is None or last is None or self.errors:
            return data
        period = ReportPeriod(first, next_period(Span.MONTH, last))
        if period.months < 1:
            self.add_error("au", _("Le dernier mois vient après le premier."))
            return data
        if period.months > MAX_MONTHS:
            self.add_error("au", _("Un rapport porte sur cinq ans au plus."))
            return data
        report = report_of(period, self._scope(data), data.get("nuit"))
        if report is None:
            self.add_error("nuit", _("Aucune nuit n’était encore comptée ce jour-là."))
            return data
        if period.first > report.night:
            self.add_error("du", _("Cette période commence après la nuit choisie."))
            return data
        self.report = report
        return data

    def _month(self, name: str) -> date:
        month = month_of(self.cleaned_data[name])
        if month is None:
            raise forms.ValidationError(_("Écrivez un mois, comme 2025-03."))
        return month

    def _scope(self, data: dict[str, Any]) -> Scope:
        if data.get("commune"):
            return Scope(Level.COMMUNE, data["commune"].pk)
        level, _dash, code = (data.get("perimetre") or Level.INSTANCE.value).partition("-")
        return Scope(level, code) if code else WHOLE
