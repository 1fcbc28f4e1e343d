"""Forms of tokens and declared applications."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import ChoiceCards, offer_choices
from bocage.people.models import Mandate, Person
from bocage.people.operations.tokens import LIFETIMES_DAYS, LONGEST_NAME
from bocage.people.policies import mandates_of
from bocage.people.tokens.scopes import OF_A_MANDATE, ApiScope

LIFETIMES = dict(zip(LIFETIMES_DAYS, (_("un mois"), _("trois mois"), _("un an")), strict=True))


class TokenForm(forms.Form):
    """Form of a new token: its name, its scopes, its lifetime."""

    name = forms.CharField(
        label=_("Nom de ce jeton"),
        help_text=_("Pour le reconnaître : « mon tableur », « le site de la mairie »…"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Donnez un nom à ce jeton.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("Ce jeton pourra"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins une chose que ce jeton pourra faire.")},
    )
    days = forms.TypedChoiceField(
        label=_("Il servira pendant"),
        choices=list(LIFETIMES.items()),
        coerce=int,
        initial=90,
        widget=ChoiceCards,
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "scopes", offered_scopes(person))


def offered_scopes(person: Person) -> list[tuple[str, Any]]:
    """Lists the scopes that a person may grant, with their labels.

    Those that only mandates use are offered only to people who hold one.
    """
    hidden = frozenset() if mandates_of(person) else OF_A_MANDATE
    return [(scope.value, scope.label) for scope in ApiScope if scope not in hidden]


class ApplicationForm(forms.Form):
    """Form of an application that will request consents."""

    name = forms.CharField(
        label=_("Nom de l’application"),
        help_text=_("Tel que le lira qui l’autorise."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Donnez un nom à cette application.")},
    )
    website = forms.URLField(
        label=_("Site de l’application"), max_length=200, required=False, assume_scheme="https"
    )
    redirect_addresses = forms.CharField(
        label=_("Adresses de retour"),
        help_text=_("Une par ligne : où l’application reprend la main après l’accord."),
        max_length=2100,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": _("Donnez au moins une adresse de retour.")},
    )
    has_a_secret = forms.BooleanField(
        label=_("Elle tourne sur un serveur, où elle peut garder un secret"),
        help_text=_("Une page web ou une application de téléphone ne le peut pas."),
        required=False,
        initial=True,
    )

    def clean_redirect_addresses(self) -> list[str]:
        return str(self.cleaned_data["redirect_addresses"]).split()


class ServiceForm(forms.Form):
    """Software that acts by itself, with one mandate."""

    name = forms.CharField(
        label=_("Nom du service"),
        help_text=_(
            "Pour le reconnaître : « le logiciel de la chambre », « le site de la mairie »…"
        ),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Donnez un nom à ce service.")},
    )
    mandate = forms.ChoiceField(label=_("Il agit avec ce mandat"), widget=ChoiceCards)
    scopes = forms.MultipleChoiceField(
        label=_("Il pourra"),
        choices=[(scope.value, scope.label) for scope in ApiScope if scope in OF_A_MANDATE],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins une chose qu’il pourra faire.")},
    )

    def __init__(self, *args: Any, mandates: Mapping[str, Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (key, f"{capfirst(mandate.get_role_display())} · {mandate.scope.label}")
            for key, mandate in mandates.items()
        ]
        offer_choices(self, "mandate", choices)
