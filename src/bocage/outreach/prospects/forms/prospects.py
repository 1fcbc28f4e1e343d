"""Forms of coordinators: filters on prospects, and notes about them."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm, DayInput, offer_rows
from bocage.outreach.campaigns.models import Campaign, CampaignQuerySet, Family
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.prospects.segments import ConsentState, Progress, ReachedBy, SegmentCriteria
from bocage.outreach.shared.themes import Theme
from bocage.people.phones import PhoneCleaning

ANY = [("", _("tous"))]
STATES = [choice for choice in Prospect.Status.choices if choice[0] != Prospect.Status.ERASED]


class SegmentForm(AddressForm):
    """Filters of the list, read from the query string."""

    q = forms.CharField(
        label=_("Chercher"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"type": "search"}),
    )
    etat = forms.ChoiceField(label=_("État"), required=False, choices=[*ANY, *STATES])
    accord = forms.ChoiceField(
        label=_("Accepte de"), required=False, choices=[*ANY, *ProspectConsent.Purpose.choices]
    )
    origine = forms.CharField(label=_("Vit à…"), required=False, max_length=120)
    metier = forms.CharField(label=_("Métier"), required=False, max_length=120)
    famille = forms.ChoiceField(
        label=_("Viendrait"), required=False, choices=[*ANY, *Family.choices]
    )
    langue = forms.ChoiceField(
        label=_("Langue"),
        required=False,
        choices=[*ANY, ("fr", _("français")), ("en", _("anglais"))],
    )
    interet = forms.MultipleChoiceField(
        label=_("Ce qui compte"),
        required=False,
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    premiere = forms.ModelChoiceField(
        Campaign.objects.none(),
        label=_("Première campagne"),
        required=False,
        empty_label=_("toutes"),
    )
    derniere = forms.ModelChoiceField(
        Campaign.objects.none(),
        label=_("Dernière campagne"),
        required=False,
        empty_label=_("toutes"),
    )
    projet = forms.ChoiceField(
        label=_("Où en est-on"), required=False, choices=[*ANY, *Progress.choices]
    )
    accords = forms.ChoiceField(
        label=_("Ses accords"), required=False, choices=[*ANY, *ConsentState.choices]
    )
    joignable = forms.ChoiceField(
        label=_("Joignable par"), required=False, choices=[*ANY, *ReachedBy.choices]
    )
    depuis = forms.DateField(label=_("Rencontrés depuis le"), required=False, widget=DayInput)
    jusqu_au = forms.DateField(label=_("Rencontrés jusqu’au"), required=False, widget=DayInput)
    echange_depuis = forms.DateField(
        label=_("Un échange depuis le"), required=False, widget=DayInput
    )
    sans_echange_depuis = forms.DateField(
        label=_("Sans échange depuis le"), required=False, widget=DayInput
    )

    def offer(self, campaigns: CampaignQuerySet) -> None:
        """Sets the campaigns that can be chosen."""
        offer_rows(self, "premiere", campaigns)
        offer_rows(self, "derniere", campaigns)

    def criteria(self) -> SegmentCriteria:
        """Returns the criteria that are valid."""
        choice = self.understood()
        return SegmentCriteria(
            words=choice.get("q", ""),
            origin=choice.get("origine", ""),
            trade=choice.get("metier", ""),
            family=choice.get("famille", ""),
            language=choice.get("langue", ""),
            status=choice.get("etat", ""),
            interests=tuple(choice.get("interet", ())),
            purpose=choice.get("accord", ""),
            progress=choice.get("projet", ""),
            consents=choice.get("accords", ""),
            reached_by=choice.get("joignable", ""),
            captured_from=choice.get("depuis"),
            captured_until=choice.get("jusqu_au"),
            touched_since=choice.get("echange_depuis"),
            untouched_since=choice.get("sans_echange_depuis"),
            first_campaign=choice.get("premiere"),
            last_campaign=choice.get("derniere"),
        )

    def query(self) -> str:
        """Returns the query of the list's address, without its blanks; empty if a value is not
        valid.
        """
        if not self.is_valid():
            return ""
        chosen = [
            (name.replace("_", "-"), str(getattr(value, "pk", value)))
            for name, values in self.cleaned_data.items()
            for value in (values if isinstance(values, list) else [values])
            if value not in ("", None)
        ]
        return urlencode(chosen)


class ProspectForm(PhoneCleaning, forms.ModelForm):
    """Form of all the fields of a prospect's record."""

    interests = forms.MultipleChoiceField(
        label=_("Ce qui compte"),
        required=False,
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=_("Langue"), choices=[("fr", _("français")), ("en", _("anglais"))]
    )

    class Meta:
        model = Prospect
        fields = (
            *("email", "phone", "name", "origin", "trade", "family", "interests", "language"),
            "notes",
        )

    def _post_clean(self) -> None:
        """Skips model validation: the operation validates and saves."""


class CallForm(forms.Form):
    """A call, in a few words."""

    note = forms.CharField(label=_("Ce qui s’est dit"), max_length=400)


class SegmentNameForm(forms.Form):
    """A name for a choice."""

    name = forms.CharField(label=_("Nom du segment"), max_length=80)
