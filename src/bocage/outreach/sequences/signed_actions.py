"""« Ne plus recevoir ces lettres », « Ne plus être invité », by one click in each of them."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.http.signed_actions import (
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.outreach.prospects.links import STOP, own_page_link, prospect_of_letter
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.prospects.operations.consents import withdraw_consents

EVENINGS = ProspectConsent.Purpose.EVENINGS


@signed_action(STOP, max_age=timedelta(days=3 * 366))
class StopLetters(SignedAction):
    """Takes back the agreement on which a letter relied. Everything that waits is stopped."""

    def question(self, payload: Payload) -> Question | Outcome:
        prospect, purpose = _prospect_and_purpose(payload)
        if not prospect.consents.filter(purpose=purpose, withdrawn_at=None).exists():
            return _stopped(prospect, purpose)
        if purpose == EVENINGS:
            return Question(
                title=_("Ne plus être invité aux soirées ?"),
                explanation=_(
                    "Cela vaut tout de suite. Ce que vous acceptez par ailleurs n’en change pas."
                ),
                answer=_("Oui, ne plus m’inviter"),
            )
        return Question(
            title=_("Ne plus recevoir ces lettres ?"),
            explanation=_("C’est immédiat : même une lettre déjà prête à partir est arrêtée."),
            answer=_("Oui, ne plus m’écrire"),
        )

    def perform(self, payload: Payload) -> Outcome:
        prospect, purpose = _prospect_and_purpose(payload)
        withdraw_consents(
            prospect=prospect, purpose=purpose, withdrawn_by=ProspectConsent.WithdrawnBy.LINK
        )
        return _stopped(prospect, purpose)


def _stopped(prospect: Prospect, purpose: str) -> Outcome:
    if purpose == EVENINGS:
        return Outcome(
            title=_("C’est noté"),
            explanation=_(
                "Nous ne vous inviterons plus aux soirées. Ce que vous acceptez par ailleurs "
                "n’a pas changé."
            ),
        )
    return Outcome(
        title=_("C’est fait, nous ne vous écrirons plus"),
        explanation=_("Vous pouvez aussi effacer tout ce que nous savons de vous."),
        link=own_page_link.path(prospect.pk, prospect.email),
        link_label=_("Voir ce que nous gardons"),
    )


def _prospect_and_purpose(payload: Payload) -> tuple[Prospect, str]:
    """Returns the record and the purpose of the link.

    Raises:
        NoLongerPossible: it was erased, or has another address now.
    """
    prospect = prospect_of_letter(UUID(str(payload["prospect"])), str(payload["to"]))
    return prospect, ProspectConsent.Purpose(str(payload["purpose"])).value
