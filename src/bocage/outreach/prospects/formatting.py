"""Consent texts of each purpose, the same on every form, tablet and page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.instance import current_instance
from bocage.outreach.prospects.models.consents import ProspectConsent


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Agreement to one use, with the exact sentence that the person read or heard."""

    purpose: str
    words: str
    collection_method: str
    lawful_basis: str = ""


Purpose = ProspectConsent.Purpose

LETTERS_AT_MOST, LETTERS_COUNTED_OVER = 2, timedelta(days=30)
"""Limit promised by the text of `LETTERS`, all sequences together: « deux par mois au plus »."""


@dataclass(frozen=True)
class PurposeChoice:
    """Use to agree to, with the sentence beside its box."""

    purpose: str
    words: str


def words_of(purpose: str, language: str) -> str:
    """Returns the sentence that a person reads, or hears, before they agree to a use. It is stored
    with their answer.
    """
    with override(language):
        territory = current_instance().territory_name or _("ce territoire")
        return _SENTENCES[Purpose(purpose)]() % {"of_territory": of_name(territory)}


def purpose_choices(language: str) -> list[PurposeChoice]:
    """Lists every use to agree to, in the order of the forms."""
    return [PurposeChoice(purpose.value, words_of(purpose, language)) for purpose in Purpose]


def agreements_to(
    purposes: list[str], language: str, collection_method: str
) -> tuple[Agreement, ...]:
    """Returns the agreements to the given uses, with the sentences that were shown."""
    return tuple(
        Agreement(
            purpose=purpose.value,
            words=words_of(purpose, language),
            collection_method=collection_method,
        )
        for purpose in Purpose
        if purpose.value in purposes
    )


_SENTENCES = {
    Purpose.LETTERS: lambda: _(
        "J’accepte de recevoir par courriel les lettres %(of_territory)s, deux par mois au plus."
    ),
    Purpose.CALLS: lambda: _("J’accepte d’être rappelé par l’équipe d’accueil %(of_territory)s."),
    Purpose.EVENINGS: lambda: _(
        "J’accepte d’être invité par courriel aux soirées %(of_territory)s près de chez moi."
    ),
}
