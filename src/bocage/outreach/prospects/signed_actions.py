"""Signed actions of a mailbox owner: answers given by one click in a mail."""

from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.http.signed_actions import (
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.outreach.prospects.links import (
    CONFIRM,
    CONFIRM_WITHIN,
    own_page_link,
    prospect_of_letter,
)
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.prospects.operations.consents import confirm_consents


@signed_action(CONFIRM, max_age=CONFIRM_WITHIN)
class Confirm(SignedAction):
    """« Oui, c’est moi »: the second half of a double opt-in."""

    def question(self, payload: Payload) -> Question | Outcome:
        waiting = _prospect_of(payload).consents.filter(withdrawn_at=None, confirmed_at=None)
        words = waiting.order_by("given_at", "id").values_list("words", flat=True)
        return Question(
            title=_("Est-ce bien vous ?"),
            explanation=" ".join(words) or _("Tout est déjà confirmé."),
            answer=_("Oui, c’est moi"),
        )

    def perform(self, payload: Payload) -> Outcome:
        prospect = confirm_consents(prospect=_prospect_of(payload))
        return Outcome(
            title=_("Merci, c’est confirmé"),
            explanation=_("À bientôt. Chaque lettre dit comment ne plus en recevoir."),
            link=own_page_link.path(prospect.pk, prospect.email),
            link_label=_("Voir ce que vous recevez"),
        )


def _prospect_of(payload: Payload) -> Prospect:
    """Returns the record of the link.

    Raises:
        NoLongerPossible: it was erased, or has another address now.
    """
    return prospect_of_letter(UUID(str(payload["prospect"])), str(payload["to"]))
