"""The forms of campaigns."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.forms.fields import (
    AddressForm,
    DayInput,
    EurosField,
    offer_choices,
    offer_rows,
)
from bocage.outreach.campaigns.models import LONGEST_ADDRESS, Campaign, Family
from bocage.outreach.campaigns.operations.campaigns import CampaignTerms
from bocage.territory.models import Departement

CLOSE_BUTTON = "clore"

MAX_CENTS = 100_000_000
"""A million euros: more than any campaign here."""


class CampaignForm(forms.Form):
    """Form of a campaign. Its name, its channel and its first day are enough to begin."""

    departement = forms.ModelChoiceField(
        label=_("Département"), queryset=Departement.objects.none(), empty_label=None
    )
    name = forms.CharField(
        label=_("Nom"), max_length=120, help_text=_("Par exemple : Salon de Paris, printemps.")
    )
    channel = forms.ChoiceField(label=_("Par où"), choices=Campaign.Channel)
    starts_on = forms.DateField(label=_("Commence le"), widget=DayInput)
    ends_on = forms.DateField(label=_("Finit le"), widget=DayInput, required=False)
    landing_path = forms.ChoiceField(
        label=_("Page d’arrivée"), help_text=_("Où mènent ses liens, sauf avis contraire.")
    )
    budget_cents = EurosField(label=_("Budget, en euros"), required=False, max_cents=MAX_CENTS)
    origin = forms.CharField(label=_("Pour qui vit à…"), max_length=120, required=False)
    trade = forms.CharField(label=_("Pour quel métier"), max_length=120, required=False)
    family = forms.ChoiceField(
        label=_("Pour qui viendrait"),
        choices=[("", _("peu importe")), *Family.choices],
        required=False,
    )
    notes = forms.CharField(
        label=_("Notes"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self,
        *args: Any,
        pages: list[tuple[str, str]],
        departements: QuerySet[Departement] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        landing_path = self.initial.get("landing_path", "/")
        if landing_path not in dict(pages):
            pages = [*pages, (landing_path, landing_path)]
        offer_choices(self, "landing_path", pages)
        if departements is None:
            del self.fields["departement"]
        else:
            offer_rows(self, "departement", departements)

    def terms(self) -> CampaignTerms:
        """Returns the submitted terms of the campaign."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "departement"}
        return CampaignTerms(**values)


class LinkForm(forms.Form):
    """Form of a tracked link: where it is displayed, and the page to which it leads."""

    label = forms.CharField(
        label=_("Où se trouve ce lien"),
        max_length=120,
        help_text=_("Par exemple : affiche du quai 3, dépliant, message aux salariés."),
    )
    page = forms.ChoiceField(label=_("Où il mène"), required=False)
    address = forms.CharField(
        label=_("Ou l’adresse d’une autre page d’ici"),
        max_length=LONGEST_ADDRESS + 100,
        required=False,
        help_text=_("Copiez-la depuis votre navigateur : un logement, une rencontre…"),
    )

    def __init__(self, *args: Any, pages: list[tuple[str, str]], **kwargs: Any) -> None:
        # The form of an expense on the same page has its own id prefix.
        super().__init__(*args, **{"auto_id": "lien_%s", **kwargs})
        offer_choices(self, "page", [("", _("la page d’arrivée de la campagne")), *pages])

    def destination(self, default: str) -> str:
        """Returns the typed address, else the chosen page, else `otherwise`."""
        data = self.cleaned_data
        return str(data["address"] or data["page"] or default)


class ExpenseForm(forms.Form):
    """Form of one expense of a campaign."""

    label = forms.CharField(label=_("Pour quoi"), max_length=120)
    amount_cents = EurosField(label=_("Montant, en euros"), max_cents=MAX_CENTS)
    spent_on = forms.DateField(label=_("Le"), widget=DayInput)
    sent_as = forms.UUIDField(widget=forms.HiddenInput, required=False)
    """Sent twice, the line is written once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "depense_%s", **kwargs})
        self.initial.setdefault("sent_as", new_identifier())


class CampaignSearchForm(AddressForm):
    """Filters and sort order of the table of campaigns."""

    ADDRESS_NAMES = {
        "status": "etat",
        "channel": "canal",
        "first_day": "du",
        "last_day": "au",
        "sort": "tri",
    }

    status = forms.ChoiceField(choices=[("", ""), *Campaign.Status.choices], required=False)
    channel = forms.ChoiceField(choices=[("", ""), *Campaign.Channel.choices], required=False)
    first_day = forms.DateField(required=False)
    last_day = forms.DateField(required=False)
    sort = forms.CharField(max_length=20, required=False)
