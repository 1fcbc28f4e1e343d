"""Filters of a dashboard in its address."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.evidence.dashboards.kinds import DashboardKind
from bocage.evidence.dashboards.period import Period, offered_periods, read_period, year_of
from bocage.evidence.models import Level, Span
from bocage.evidence.registry import THEME_LABELS, Theme
from bocage.foundation.forms.fields import AddressForm, offer_choices

LEVEL_WORDS = {
    Level.DEPARTEMENT: ("departement", _("départements")),
    Level.EPCI: ("intercommunalite", _("intercommunalités")),
    Level.COMMUNE: ("commune", _("communes")),
    Level.PLACE: ("lieu", _("lieux de travail")),
    Level.CAMPAIGN: ("campagne", _("campagnes")),
    Level.PARTNER: ("organisme", _("organismes de formation")),
}
"""Parameters and labels of the tables of parts."""


LEVEL_OF_WORD = {word: level for level, (word, _label) in LEVEL_WORDS.items()}


class DashboardForm(AddressForm):
    """Form of the period, the theme, and the table of parts.

    Invalid values are ignored, and the page reports them.
    """

    periode = forms.ChoiceField(label=_("Période"), required=False)
    theme = forms.ChoiceField(label=_("Thème"), required=False)
    tableau = forms.ChoiceField(
        label=pgettext_lazy("des lignes et des colonnes", "Tableau"), required=False
    )
    dans = forms.ChoiceField(label=_("Dans"), required=False)

    def __init__(
        self,
        *args: Any,
        kind: DashboardKind,
        night: date,
        epcis: list[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._night = night
        self._kind = kind
        themes = kind.offered_themes()
        self._offer("periode", self._periods(), is_of_use=True)
        self._offer(
            "theme",
            [("", _("l’essentiel")), *((theme.value, THEME_LABELS[theme]) for theme in themes)],
            is_of_use=len(themes) > 1,
        )
        levels = [LEVEL_WORDS[level] for level in kind.below]
        self._offer("tableau", levels, is_of_use=len(levels) > 1)
        everywhere = ("", _("tout le territoire"))
        self._offer("dans", [everywhere, *epcis], is_of_use=bool(epcis))

    def _offer(self, name: str, choices: list[Any], *, is_of_use: bool) -> None:
        if is_of_use:
            offer_choices(self, name, choices)
        else:
            del self.fields[name]

    def _periods(self) -> list[Any]:
        """Returns the years and months to choose from, with the requested one if it is older."""
        offered = offered_periods(self._night)
        requested = read_period(str(self.data.get("periode", "")), self._night)
        if requested and requested not in offered:
            offered.append(requested)
        of_span = {
            span: [(period.word, period.title) for period in offered if period.span == span]
            for span in Span
        }
        return [(_("Années"), of_span[Span.YEAR]), (_("Mois"), of_span[Span.MONTH])]

    @property
    def left_aside(self) -> bool:
        """True if the address has invalid filters, which are ignored."""
        return bool(self.errors)

    def _value(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def period(self) -> Period:
        """Requested period; the year of the last night by default."""
        return read_period(self._value("periode"), self._night) or year_of(self._night)

    @property
    def requested_theme(self) -> Theme | None:
        """Requested theme; None if there is none, or if this kind of dashboard has only one."""
        value = self._value("theme")
        return Theme(value) if value else None

    @property
    def level(self) -> Level | None:
        """Requested level of the table; the first level beneath by default."""
        value = self._value("tableau")
        if value:
            return LEVEL_OF_WORD[value]
        return self._kind.below[0] if self._kind.below else None

    @property
    def within(self) -> str:
        """The intercommunalité to which the table is narrowed."""
        return self._value("dans")
