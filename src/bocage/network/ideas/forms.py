"""The forms of the box of ideas."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm, ChoiceCards
from bocage.network.ideas.models import Idea
from bocage.territory.forms import CommuneField

SHOW_BUTTON = "montrer"
TAKE_BACK_BUTTON = "retirer"

SHOWS_NAME = _("Montrer mon nom")


class IdeaForm(forms.Form):
    """A suggestion, for everybody to read."""

    title = forms.CharField(
        label=_("Votre idée, en une ligne"),
        max_length=120,
        help_text=_("Par exemple : un covoiturage du lundi vers la gare."),
    )
    text = forms.CharField(
        label=_("Ce qu’elle changerait"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    commune = CommuneField(label=_("Votre commune"), help_text=_("Ou celle dont vous parlez."))
    shows_name = forms.BooleanField(label=SHOWS_NAME, required=False)


class CommentForm(forms.Form):
    """Form for a comment on an idea."""

    text = forms.CharField(
        label=_("Ce que j’en pense"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    shows_name = forms.BooleanField(label=SHOWS_NAME, required=False)


class AnswerForm(forms.Form):
    """Form for the organiser's answer to an idea; a refusal needs a reason."""

    state = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[choice for choice in Idea.State.choices if choice[0] != Idea.State.NEW],
        widget=ChoiceCards,
    )
    words = forms.CharField(
        label=_("En quelques mots"),
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Un non dit toujours pourquoi. Ceux qui ont voté reçoivent votre réponse."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == Idea.State.NO and not (data.get("words") or "").strip():
            self.add_error("words", _("Un non dit pourquoi : ceux qui ont voté le liront."))
        return data


class IdeaSearchForm(AddressForm):
    """Search form of the ideas, read from the query string."""

    ADDRESS_NAMES = {"words": "q", "state": "etat", "sort": "tri"}

    words = forms.CharField(max_length=120, required=False)
    state = forms.ChoiceField(choices=[("", ""), *Idea.State.choices], required=False)
    sort = forms.ChoiceField(choices=[("", ""), ("recentes", "")], required=False)
