"""Forms to write through the club, and to report a conversation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.network.messages.models import LONGEST_MESSAGE, ConversationReport

SUSPEND_BUTTON = "suspendre"


class MessageForm(forms.Form):
    """A message to the other."""

    message = forms.CharField(
        label=_("Votre message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Écrivez quelques mots : le message est vide.")},
    )


class FirstMessageForm(MessageForm):
    """Form of the first message; a person without a name gives it here."""

    field_order = ("name", "message")

    def __init__(self, data: Any, *, name: str) -> None:
        super().__init__(data)
        if not name:
            self.fields["name"] = forms.CharField(
                label=_("Votre nom"),
                max_length=120,
                help_text=_("Le membre lit qui lui écrit."),
            )
            self.order_fields(self.field_order)


class ReportForm(forms.Form):
    """Form that reports a conversation."""

    reason = forms.ChoiceField(
        label=_("Que se passe-t-il ?"),
        choices=ConversationReport.Reason.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("En quelques mots"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class SuspensionForm(forms.Form):
    """Form for the reason why a person may no longer write."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=300,
        help_text=_("La personne reçoit cette phrase."),
        widget=forms.Textarea({"rows": 2}),
    )
