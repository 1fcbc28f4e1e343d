"""Signed actions of members: answers given by one click in a mail."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.network.members.models.members import Member
from bocage.network.members.operations.members import renew_membership


@signed_action("network.renew", max_age=timedelta(days=120))
class Renew(SignedAction):
    """The link « Oui, je reste membre » of the reminders."""

    def question(self, payload: Payload) -> Question | Outcome:
        _member_of(payload)
        return Question(
            title=_("Rester membre du club ?"),
            explanation=_("Votre adhésion repart pour la durée que le club a choisie."),
            answer=_("Oui, je reste membre"),
        )

    def perform(self, payload: Payload) -> Outcome:
        member = _member_of(payload)
        renewed = renew_membership(by=member.person, member=member)
        until = format_date(renewed.renewed_until, with_year=True) if renewed.renewed_until else ""
        return Outcome(
            title=_("Vous restez membre du club"),
            explanation=_("Votre adhésion court jusqu’au %(until)s.") % {"until": until},
            link=reverse("own_membership"),
            link_label=_("Voir ma fiche"),
        )


def _member_of(payload: Payload) -> Member:
    """Returns the membership of the link, if it can still be renewed.

    Raises:
        NoLongerPossible: it no longer exists, or its member has left.
    """
    members = Member.objects.select_related("person", "commune")
    member = members.filter(pk=UUID(str(payload["member"])), person__is_active=True).first()
    if member is None or member.status not in {Member.Status.ACTIVE, Member.Status.LAPSED}:
        raise NoLongerPossible
    return member
