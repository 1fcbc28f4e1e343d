"""« Gardons le contact »: contact form of the site and of booths."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.forms.fields import offer_choices
from bocage.outreach.campaigns.contact_places import (
    ContactPlace,
    contact_departements,
    place_of_code,
)
from bocage.outreach.campaigns.models import Family
from bocage.outreach.prospects.formatting import agreements_to, purpose_choices
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Touch
from bocage.outreach.prospects.operations.consents import NEEDS_A_MAILBOX
from bocage.outreach.prospects.operations.prospects import Capture, one_line
from bocage.outreach.shared.themes import Theme
from bocage.people.phones import PhoneCleaning

LONGEST = 120


class ContactForm(PhoneCleaning, forms.Form):
    """Contact form in which each use is requested separately, unticked, in a sentence that is
    stored with the answer.
    """

    kind: ClassVar[str] = Touch.Kind.FORM
    collection_method: ClassVar[str] = ProspectConsent.CollectionMethod.FORM

    email = forms.EmailField(
        label=_("Adresse électronique"),
        required=False,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}),
    )
    phone = forms.CharField(
        label=_("Téléphone"),
        required=False,
        max_length=30,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )
    name = forms.CharField(
        label=_("Prénom et nom"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    origin = forms.CharField(
        label=_("Vous vivez à…"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    trade = forms.CharField(
        label=_("Votre métier"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    family = forms.ChoiceField(
        label=_("Vous viendriez"),
        required=False,
        choices=[("", _("sans le dire")), *Family.choices],
    )
    interests = forms.MultipleChoiceField(
        label=_("Ce qui compte pour vous"),
        required=False,
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    purposes = forms.MultipleChoiceField(
        label=_("Ce que vous acceptez"),
        choices=ProspectConsent.Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _(
                "Cochez ce que vous acceptez : sans accord, nous ne gardons rien, et rien n’a été"
                " gardé."
            )
        },
    )
    sent_as = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.language = language
        offer_choices(
            self,
            "purposes",
            [(choice.purpose, choice.words) for choice in purpose_choices(language)],
        )

    def clean(self) -> dict[str, Any]:
        """Checks that each accepted use has a way to reach the person: an email address for mails,
        a telephone for calls.
        """
        data = super().clean() or {}
        purposes = set(data.get("purposes") or ())
        if "email" not in self.errors and not data.get("email") and purposes & NEEDS_A_MAILBOX:
            self.add_error(
                "email", _("Il faut une adresse électronique pour ce que vous acceptez.")
            )
        if (
            "phone" not in self.errors
            and not data.get("phone")
            and ProspectConsent.Purpose.CALLS in purposes
        ):
            self.add_error("phone", _("Il faut un téléphone pour être rappelé."))
        return data

    def capture(self, place: ContactPlace, **extra: Any) -> Capture:
        """Returns the answers as a `Capture`, ready to be stored."""
        data = self.cleaned_data
        return Capture(
            departement=place.departement,
            campaign=place.campaign,
            link=place.link,
            kind=self.kind,
            language=self.language,
            agreements=agreements_to(data["purposes"], self.language, self.collection_method),
            interests=tuple(data["interests"]),
            sent_as=data["sent_as"],
            **{
                name: data[name] for name in ("email", "phone", "name", "origin", "trade", "family")
            },
            **extra,
        )


class PublicContactForm(ContactForm):
    """Contact form of the site, with a hidden field that catches spam robots."""

    departement = forms.ChoiceField(label=_("Pour quel département ?"), required=False)
    website = forms.CharField(
        label=_("Ne remplissez pas ce champ"),
        required=False,
        max_length=2000,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    """Honeypot: hidden from people, filled in by programs that fill in every field."""

    def __init__(self, *args: Any, code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.code = code

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """Fields that people fill in, in order."""
        hidden = {"website", "sent_as"}
        return [self[name] for name in self.fields if name not in hidden]


class BoothContactForm(ContactForm):
    """Contact form on the tablet of a fair: people agree aloud, and a team member fills it in."""

    kind = Touch.Kind.BOOTH
    collection_method = ProspectConsent.CollectionMethod.SPOKEN

    recorder = forms.CharField(
        label=_("Vous qui notez, votre prénom"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    @property
    def note(self) -> str:
        """Note of the touch, which names the team member who filled in the form."""
        recorder = one_line(self.cleaned_data["recorder"], "note")
        return str(_("Accord donné de vive voix, noté par %(who)s.") % {"who": recorder})


def contact_form(code: str, data: QueryDict | None = None) -> PublicContactForm:
    """Returns the contact form, for the campaign of a code if it is known.

    Raises:
        Http404: there is neither such a campaign nor a coordinator to answer.
    """
    place = place_of_code(code)
    departements = [place.departement] if place else contact_departements()
    if not departements:
        raise Http404
    form = PublicContactForm(
        data,
        initial={"sent_as": new_identifier()},
        language=get_language() or "fr",
        code=code if place else "",
    )
    if len(departements) == 1:
        del form.fields["departement"]
    else:
        offer_choices(
            form,
            "departement",
            [(departement.code, departement.name) for departement in departements],
        )
        form.fields["departement"].required = True
    return form
