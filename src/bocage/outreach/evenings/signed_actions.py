"""Signed actions of people invited or registered: answers given by one click in a mail."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    signed_action,
)
from bocage.outreach.evenings.models.people import EveningInvitation
from bocage.outreach.evenings.operations.kind import EVENINGS
from bocage.outreach.evenings.operations.registrations import (
    answer_as_guest,
    come_by_invitation,
    decline_invitation,
)
from bocage.registrations.signed_actions import ConfirmRegistration, EventAction, LeaveEvent
from bocage.registrations.words import place_words

GOOD_FOR = timedelta(days=400)


class _EveningAction(EventAction):
    kind = EVENINGS
    over: ClassVar[Promise] = gettext_lazy("Cette soirée est passée ou annulée.")
    page_label: ClassVar[Promise] = gettext_lazy("Voir la soirée")


@signed_action("outreach.confirm_evening", max_age=timedelta(days=3))
class ConfirmEvening(_EveningAction, ConfirmRegistration):
    """« Confirmer mon inscription » to an evening."""


@signed_action("outreach.leave_evening", max_age=GOOD_FOR)
class LeaveCityEvening(_EveningAction, LeaveEvent):
    """« Je ne viens plus » to an evening."""


class _InvitationAction(_EveningAction):
    """Base of the answers to an invitation."""

    def invitation(self, payload: Payload) -> EveningInvitation:
        """Returns the invitation of the link.

        Raises:
            NoLongerPossible: it no longer exists, was for another address, or its evening is over
                or called off.
        """
        invitations = EveningInvitation.objects.select_related("evening__campaign", "prospect")
        invitation = invitations.filter(pk=UUID(str(payload["invitation"]))).first()
        if invitation is None or not invitation.evening.is_coming:
            raise NoLongerPossible(self.over)
        if invitation.prospect is not None and invitation.prospect.email != payload["to"]:
            raise NoLongerPossible
        return invitation


@signed_action("outreach.evening_yes", max_age=GOOD_FOR)
class EveningYes(_InvitationAction):
    """« Je viens », of a prospect, who takes a seat, or of a guest of the club, who takes none."""

    def question(self, payload: Payload) -> Question | Outcome:
        invitation = self.invitation(payload)
        return Question(
            title=_("Vous venez à « %(title)s » ?") % {"title": invitation.evening.title},
            explanation=place_words(invitation.evening),
            answer=_("Je viens"),
        )

    def perform(self, payload: Payload) -> Outcome:
        invitation = self.invitation(payload)
        if invitation.prospect_id is not None:
            return self.registered(come_by_invitation(invitation=invitation))
        answer_as_guest(invitation=invitation, answer=EveningInvitation.Answer.YES.value)
        return self.outcome(_("Merci : on compte sur vous"), invitation.evening)


@signed_action("outreach.evening_no", max_age=GOOD_FOR)
class EveningNo(_InvitationAction):
    """« Je ne viens pas »."""

    def question(self, payload: Payload) -> Question | Outcome:
        invitation = self.invitation(payload)
        return Question(
            title=_("Vous ne venez pas à « %(title)s » ?") % {"title": invitation.evening.title},
            explanation=place_words(invitation.evening),
            answer=_("Je ne viens pas"),
        )

    def perform(self, payload: Payload) -> Outcome:
        invitation = self.invitation(payload)
        decline_invitation(invitation=invitation)
        return self.left_outcome(invitation.evening)
