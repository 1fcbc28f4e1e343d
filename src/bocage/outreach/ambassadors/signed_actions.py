"""Signed actions of invited ambassadors: answers given by one click in a mail."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.outreach.ambassadors.formatting import agreement_text
from bocage.outreach.ambassadors.models import Ambassador
from bocage.outreach.ambassadors.operations.ambassadors import accept_invitation, decline_ambassador

GOOD_FOR = timedelta(days=60)
State = Ambassador.State


@signed_action("outreach.ambassador_yes", max_age=GOOD_FOR)
class AmbassadorYes(SignedAction):
    """Signed action that accepts an invitation; it shows the exact text that is stored."""

    def question(self, payload: Payload) -> Question | Outcome:
        ambassador = _ambassador_of(payload)
        if ambassador.is_active:
            return _activated()
        return Question(
            title=_("Parler d’ici autour de vous ?"),
            explanation=agreement_text(get_language() or "fr"),
            answer=_("Oui, je veux bien"),
        )

    def perform(self, payload: Payload) -> Outcome:
        accept_invitation(
            ambassador_id=_ambassador_of(payload).pk,
            language=get_language() or "fr",
            collection_method=Ambassador.CollectionMethod.MAIL,
        )
        return _activated()


@signed_action("outreach.ambassador_no", max_age=GOOD_FOR)
class AmbassadorNo(SignedAction):
    """« Non merci »."""

    def question(self, payload: Payload) -> Question | Outcome:
        if _ambassador_of(payload).is_active:
            return _activated()
        return Question(
            title=_("Ne pas être ambassadeur ?"),
            explanation=_("Nous comprenons très bien. Vous pourrez toujours changer d’avis."),
            answer=_("Non merci"),
        )

    def perform(self, payload: Payload) -> Outcome:
        decline_ambassador(by=None, ambassador_id=_key(payload))
        return Outcome(title=_("C’est noté"), explanation=_("Merci de nous l’avoir dit."))


def _key(payload: Payload) -> UUID:
    return UUID(str(payload["ambassador"]))


def _ambassador_of(payload: Payload) -> Ambassador:
    """Returns the agreement of the link.

    Raises:
        NoLongerPossible: it was withdrawn, declined, or is over.
    """
    ambassador = Ambassador.objects.filter(pk=_key(payload)).first()
    if ambassador is None or ambassador.state not in {State.INVITED, State.ACTIVE}:
        raise NoLongerPossible
    return ambassador


def _activated() -> Outcome:
    return Outcome(
        title=_("Merci : vous voilà ambassadeur"),
        explanation=_(
            "Votre lien, son code à imprimer et des mots prêts à envoyer vous attendent."
        ),
        link=reverse("own_ambassador"),
        link_label=_("Ouvrir ma page"),
    )
