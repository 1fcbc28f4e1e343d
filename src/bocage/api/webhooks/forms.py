"""Form of a webhook subscription."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.api.webhooks.models import LONGEST_ADDRESS
from bocage.api.webhooks.operations.subscriptions import SubscriptionTerms
from bocage.api.webhooks.registry import themes_offered
from bocage.foundation.forms.fields import offer_choices
from bocage.people.models import Person, Scope


class SubscriptionForm(forms.Form):
    """Form of a subscription: its name, its address and its events."""

    name = forms.CharField(
        label=_("Nom du logiciel"),
        help_text=_("Pour vous y retrouver : site de la mairie, tableur du service…"),
        max_length=80,
    )
    url = forms.CharField(
        label=_("Adresse à prévenir"),
        help_text=_("Donnée par le logiciel, elle commence par https://."),
        max_length=LONGEST_ADDRESS,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    events = forms.MultipleChoiceField(
        label=_("Le prévenir quand…"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, person: Person, scope: Scope | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(
            self,
            "events",
            [
                (theme.label, [(event.name, event.label) for event in theme.events])
                for theme in themes_offered(person, scope)
            ],
        )

    def terms(self) -> SubscriptionTerms:
        """Returns the submitted terms, once the form is valid."""
        return SubscriptionTerms(**self.cleaned_data)
