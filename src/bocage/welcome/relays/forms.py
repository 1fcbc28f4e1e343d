"""Forms of relays: the request to town halls, and the answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.territory.forms import CommuneField
from bocage.territory.models import Commune
from bocage.welcome.relays.operations.relays import LONGEST_WORDS, MAX_COMMUNES


class RelayAskForm(forms.Form):
    """Form of a request to town halls: the communes, and the words that they read."""

    communes = forms.MultipleChoiceField(
        label=_("Communes qui conviennent au ménage"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_commune = CommuneField(label=_("Une autre commune"), required=False)
    words = forms.CharField(
        label=_("Ce que la mairie lira"),
        help_text=_(
            "Avec les prénoms et ce que le ménage cherche. Pas de nom de famille, pas d’âge, pas "
            "d’adresse."
        ),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 7}),
        error_messages={"required": _("Écrivez quelques mots : la mairie ne lit rien d’autre.")},
    )

    def __init__(self, *args: Any, suited: Iterable[Commune], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._suited = {commune.pk: commune for commune in suited}
        field = self.fields["communes"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the reader of types
        field.choices = [(code, commune.name) for code, commune in self._suited.items()]
        if not self._suited:
            del self.fields["communes"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        communes = [self._suited[code] for code in cleaned.get("communes", [])]
        other_commune = cleaned.get("other_commune")
        if other_commune is not None and other_commune not in communes:
            communes.append(other_commune)
        if not self.errors and not communes:
            raise forms.ValidationError(_("Choisissez au moins une commune."), code="none")
        if len(communes) > MAX_COMMUNES:
            raise forms.ValidationError(_("Douze communes au plus à la fois."), code="too_many")
        cleaned["chosen"] = communes
        return cleaned


class RelayAnswerForm(forms.Form):
    """Form of an answer, with an optional message."""

    words = forms.CharField(
        label=_("Un mot pour la personne qui suit ce ménage"),
        help_text=_("Si vous voulez : à qui parler, quand passer, ce que la commune propose."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )


class WithdrawForm(forms.Form):
    """Form that gives the reason why a question is withdrawn."""

    reason = forms.CharField(max_length=300, required=False)
