"""Answers of owners, by mail, about the home that they offer."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.housing.owner_listings.models import OwnerOffer
from bocage.housing.owner_listings.operations.offers import (
    confirm_offer,
    confirm_still_free,
    withdraw_offer,
)

Status = OwnerOffer.Status


@signed_action("housing.confirm_offer", max_age=timedelta(days=7))
class ConfirmAddress(SignedAction):
    """Link « Confirmer » that an owner receives after the form."""

    def question(self, payload: Payload) -> Question | Outcome:
        offer = _offer_of(payload)
        if offer.status == Status.WITHDRAWN:
            raise NoLongerPossible
        if offer.status != Status.UNCONFIRMED:
            return _confirmed(offer)
        return Question(
            title=_("Proposer ce logement ?"),
            explanation=_words(offer),
            answer=_("Oui, c’est bien moi"),
            after=_("Une personne du territoire relit l’offre avant qu’elle ne paraisse."),
        )

    def perform(self, payload: Payload) -> Outcome:
        return _confirmed(confirm_offer(offer_id=_key(payload)))


@signed_action("housing.withdraw_offer", max_age=timedelta(days=730))
class Withdraw(SignedAction):
    """Link « Retirer » of a published offer."""

    def question(self, payload: Payload) -> Question | Outcome:
        offer = _offer_of(payload)
        if offer.status == Status.WITHDRAWN:
            return _withdrawn(offer)
        return Question(
            title=_("Retirer ce logement ?"),
            explanation=_words(offer),
            answer=_("Oui, le retirer"),
            after=_("Il ne sera plus montré à personne."),
        )

    def perform(self, payload: Payload) -> Outcome:
        return _withdrawn(withdraw_offer(offer_id=_key(payload)))


@signed_action("housing.offer_still_free", max_age=timedelta(days=730))
class StillFree(SignedAction):
    """Link « Toujours libre » of a published offer."""

    def question(self, payload: Payload) -> Question | Outcome:
        offer = _offer_of(payload)
        if offer.status not in (Status.PUBLISHED, Status.STALE):
            raise NoLongerPossible
        return Question(
            title=_("Ce logement est-il toujours libre ?"),
            explanation=_words(offer),
            answer=_("Oui, toujours libre"),
            after=_("L’annonce est montrée, avec la date d’aujourd’hui."),
        )

    def perform(self, payload: Payload) -> Outcome:
        offer = confirm_still_free(offer_id=_key(payload))
        return Outcome(title=_("Merci, c’est noté"), explanation=_words(offer))


def _confirmed(_offer: OwnerOffer) -> Outcome:
    return Outcome(
        title=_("Merci, votre adresse est confirmée"),
        explanation=_("Votre offre va être relue. Vous recevrez la réponse par courriel."),
    )


def _withdrawn(offer: OwnerOffer) -> Outcome:
    return Outcome(title=_("Le logement est retiré"), explanation=_words(offer))


def _words(offer: OwnerOffer) -> str:
    return f"{offer.title} · {offer.commune.name}"


def _key(payload: Payload) -> UUID:
    return UUID(str(payload["offer"]))


def _offer_of(payload: Payload) -> OwnerOffer:
    offer = OwnerOffer.objects.select_related("commune").filter(pk=_key(payload)).first()
    if offer is None:
        raise NoLongerPossible
    return offer
