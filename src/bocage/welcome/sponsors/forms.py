"""Forms of sponsorship: profile of a sponsor, offer, note, and feedback."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import ChoiceCards, DayInput, offer_choices
from bocage.territory.models import Commune
from bocage.welcome.sponsors.models import (
    MAX_AT_ONCE,
    SponsorContact,
    SponsorProfile,
    Sponsorship,
    SponsorshipFeedback,
)
from bocage.welcome.sponsors.operations.profiles import SponsorWords

TAKE_CONTACT_BACK_BUTTON = "reprendre"

MAX_LANGUAGES = 8
LANGUAGE_LENGTH = 40

Family = SponsorProfile.Family
Reason = Sponsorship.Reason


class SponsorForm(forms.Form):
    """Form where sponsors describe themselves; only the number of households is required."""

    trade = forms.CharField(label=_("Votre métier"), max_length=120, required=False)
    languages = forms.CharField(
        label=_("Langues que vous parlez"),
        help_text=_("Séparées par des virgules : français, anglais…"),
        max_length=200,
        required=False,
    )
    family = forms.ChoiceField(
        label=_("Votre famille"),
        choices=[("", _("je préfère ne pas le dire")), *Family.choices],
        required=False,
    )
    availability = forms.MultipleChoiceField(
        label=_("Quand êtes-vous disponible ?"),
        choices=SponsorProfile.Availability.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    max_at_once = forms.TypedChoiceField(
        label=_("Combien de ménages à la fois ?"),
        choices=[(number, str(number)) for number in range(1, MAX_AT_ONCE + 1)],
        coerce=int,
        initial=1,
    )
    words = forms.CharField(
        label=_("Quelques mots de vous"),
        help_text=_("Le ménage que vous accompagnez les lira."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    shows_phone = forms.BooleanField(
        label=_("Donner mon téléphone aux ménages que j’accompagne"), required=False
    )
    is_open = forms.BooleanField(
        label=_("On peut me proposer des ménages"),
        help_text=_("Décochez pour souffler : ceux que vous accompagnez restent."),
        required=False,
        initial=True,
    )

    def clean_languages(self) -> list[str]:
        """Splits the languages at commas, without duplicates."""
        names = [
            name.strip()[:LANGUAGE_LENGTH] for name in self.cleaned_data["languages"].split(",")
        ]
        return list(dict.fromkeys(filter(None, names)))[:MAX_LANGUAGES]

    def description(self) -> SponsorWords:
        """Returns the cleaned data as the description that operations take."""
        return SponsorWords(
            **{field.name: self.cleaned_data[field.name] for field in fields(SponsorWords)}
        )

    @classmethod
    def of(cls, profile: SponsorProfile) -> SponsorForm:
        """Returns the form filled in with a profile."""
        initial = {field.name: getattr(profile, field.name) for field in fields(SponsorWords)}
        return cls(initial={**initial, "languages": ", ".join(profile.languages)})


class OneselfForm(SponsorForm):
    """Form to volunteer as a sponsor: `SponsorForm` with the commune."""

    commune = forms.CharField(
        label=_("Votre commune"), max_length=120, error_messages={"required": _("Dites où.")}
    )
    code = forms.CharField(max_length=5, required=False, widget=forms.HiddenInput)
    field_order = ("commune", "code")

    def clean(self) -> dict[str, Any]:
        """Finds the commune by its code, or by its name if only one commune has that name."""
        data = super().clean() or self.cleaned_data
        name, code = data.get("commune", ""), data.get("code", "")
        communes = Commune.objects.current().select_related("departement", "epci")
        commune = communes.filter(pk=code.upper()).first() if code else None
        if commune is None or commune.name != name:
            matches = list(communes.filter(name__iexact=name.strip())[:2])
            commune = matches[0] if len(matches) == 1 else None
        if commune is None and name:
            self.add_error("commune", _("Choisissez la commune dans la liste proposée."))
        data["found_commune"] = commune
        return data


class OfferForm(forms.Form):
    """Form by which the town hall offers a sponsor; only the address is required."""

    email = forms.EmailField(
        label=_("Son adresse électronique"),
        max_length=254,
        error_messages={
            "required": _("Écrivez son adresse : la question lui parvient par courriel."),
            "invalid": _("Cette adresse est incomplète."),
        },
    )
    name = forms.CharField(
        label=_("Son nom"), max_length=120, required=False, widget=forms.TextInput()
    )
    trade = forms.CharField(label=_("Son métier"), max_length=120, required=False)


class DeclineForm(forms.Form):
    """Form to decline a household, with a reason that only the welcome team reads."""

    reason = forms.ChoiceField(
        label=_("Pourquoi ?"),
        choices=[
            (Reason.NO_TIME, Reason.NO_TIME.label),
            (Reason.NO_FIT, Reason.NO_FIT.label),
        ],
        initial=Reason.NO_TIME,
        widget=ChoiceCards,
    )
    words = forms.CharField(
        label=_("Un mot à l’équipe d’accueil"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


class EndForm(forms.Form):
    """Form to end a sponsorship, with the reasons that each side may give."""

    reason = forms.ChoiceField(label=_("Pourquoi ?"), widget=ChoiceCards)
    words = forms.CharField(
        label=_("En quelques mots"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    BY_SPONSOR = (Reason.DONE, Reason.SPONSOR, Reason.MOVED_AWAY)
    BY_HOUSEHOLD = (Reason.DONE, Reason.HOUSEHOLD, Reason.MOVED_AWAY)
    BY_TEAM = (Reason.DONE, Reason.HOUSEHOLD, Reason.SPONSOR, Reason.MOVED_AWAY, Reason.TEAM)

    def __init__(self, *args: Any, reasons: tuple[Any, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(reason.value, reason.label) for reason in reasons]
        offer_choices(self, "reason", choices)


class ContactForm(forms.Form):
    """Form of a short note about a contact: when, how, a line."""

    day = forms.DateField(label=_("Quand"), widget=DayInput, initial=timezone.localdate)
    channel = forms.ChoiceField(
        label=_("Comment"),
        choices=SponsorContact.Channel.choices,
        initial=SponsorContact.Channel.MEETING,
    )
    line = forms.CharField(
        label=_("En une ligne"),
        help_text=_("Visible du ménage et de l’équipe d’accueil."),
        max_length=200,
        required=False,
    )


class FeedbackForm(forms.Form):
    """Form of the feedback on a sponsorship, filled in two minutes."""

    mark = forms.TypedChoiceField(
        label=_("Comment cela s’est-il passé ?"),
        choices=SponsorshipFeedback.Mark.choices,
        coerce=int,
        widget=ChoiceCards,
        error_messages={"required": _("Touchez une des quatre réponses.")},
    )
    helped = forms.CharField(
        label=_("Ce qui a aidé"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    missing = forms.CharField(
        label=_("Ce qui a manqué"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
