"""Form of a prospect's own page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import offer_choices
from bocage.outreach.prospects.formatting import words_of
from bocage.outreach.prospects.models.consents import ProspectConsent


class OwnChoicesForm(forms.Form):
    """Form in which a prospect chooses what to receive; ticking nothing is a valid choice."""

    purposes = forms.MultipleChoiceField(
        label=_("Ce que vous acceptez"),
        choices=ProspectConsent.Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def say(self, agreed: dict[str, str], language: str) -> None:
        """Sets the sentence beside each box: the one that was agreed to, or the one that is now
        requested.
        """
        sentences = [
            (purpose.value, agreed.get(purpose.value) or words_of(purpose, language))
            for purpose in ProspectConsent.Purpose
        ]
        offer_choices(self, "purposes", sentences)
