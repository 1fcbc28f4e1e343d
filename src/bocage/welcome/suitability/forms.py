"""Form by which a coordinator proposes communes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.territory.forms import CommuneField
from bocage.territory.models import Commune
from bocage.welcome.suitability.operations.commune_proposals import (
    LONGEST_REASON,
    MAX_AT_ONCE,
    CommunePick,
)
from bocage.welcome.suitability.presentation import SuitabilityCard

LONGEST_WORDS = 4_000


def _reason(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        **options,
    )


class ProposeCommunesForm(forms.Form):
    """Form that proposes communes of the ranking, and one more, with the reason for each, and a
    message to the household.
    """

    autre = CommuneField(label=_("Une autre commune"), required=False)
    raison_autre = _reason(_("Pourquoi elle"))
    words = forms.CharField(
        label=_("Votre mot au ménage"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 5}),
        initial=_(
            "Voici des communes qui ressemblent à ce que vous décrivez. Dites-nous oui ou non pour "
            "chacune : un oui, et nous demandons à la mairie si vous le souhaitez."
        ),
    )

    def __init__(self, *args: Any, cards: Sequence[SuitabilityCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self._codes = [card.commune.place.code for card in cards]
        for card in cards:
            place = card.commune.place
            self.fields |= {
                f"choix_{place.code}": forms.BooleanField(label=place.name, required=False),
                f"raison_{place.code}": _reason(
                    _("Pourquoi elle"), initial=", ".join(card.best)[:LONGEST_REASON]
                ),
            }

    def clean(self) -> dict[str, Any]:
        content: dict[str, Any] = super().clean() or {}
        codes = [code for code in self._codes if content.get(f"choix_{code}")]
        communes = Commune.objects.in_bulk(codes)
        reasons = {
            communes[code]: (content.get(f"raison_{code}"), f"raison_{code}") for code in codes
        }
        if (other_commune := content.get("autre")) is not None and other_commune not in reasons:
            reasons[other_commune] = (content.get("raison_autre"), "raison_autre")
        for reason, field in reasons.values():
            if not reason and field not in self.errors:
                self.add_error(field, _("Dites en quelques mots pourquoi cette commune."))
        if not self.errors and not 0 < len(reasons) <= MAX_AT_ONCE:
            raise forms.ValidationError(
                _("Choisissez une commune au moins, et cinq au plus à la fois."), code="none"
            )
        content["picks"] = [
            CommunePick(commune=commune, reason=reason)
            for commune, (reason, _field) in reasons.items()
            if reason
        ]
        return content
