"""Answers to the mail of an offer, each with one button."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import full_period
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.bookers import must_accept_house_rules
from bocage.workspaces.bookings.errors import HouseRulesNotAccepted
from bocage.workspaces.bookings.signed_actions import GOOD_FOR, Status, outcome_of_booking
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.waitlist.errors import OfferGone
from bocage.workspaces.waitlist.models import WaitlistEntry
from bocage.workspaces.waitlist.operations.waitlist import accept_offer, decline_offer


class _OfferAnswer(SignedAction):
    """Answer to an offer of the waiting list; a link only answers its own offer."""

    def read_payload(self, payload: Payload) -> tuple[Person, WaitlistEntry]:
        entry = (
            WaitlistEntry.objects.select_related("place__commune", "person", "offer__place")
            .filter(pk=UUID(str(payload["entry"])), person=UUID(str(payload["person"])))
            .first()
        )
        if entry is None or not entry.person.is_active:
            raise NoLongerPossible
        if entry.offer_id != UUID(str(payload["booking"])):
            raise OfferGone
        return entry.person, entry


@signed_action("workspaces.take_offer", max_age=GOOD_FOR)
class TakeOffer(_OfferAnswer):
    """Signed action « Prendre la place » of an offer."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, entry = self.read_payload(payload)
        if entry.status == WaitlistEntry.Status.BOOKED and entry.offer:
            return outcome_of_booking(entry.offer)
        if entry.status != WaitlistEntry.Status.OFFERED or not _still_offered(entry):
            raise OfferGone
        if entry.offer and must_accept_house_rules(entry.person, plan_of(entry.place)):
            return _read_house_rules_first(entry.offer)
        return Question(
            title=_("Prendre cette place ?"),
            explanation=_wish_words(entry),
            answer=_("Oui, je la prends"),
            after=_("Elle est gardée pour vous jusqu’à votre réponse ou jusqu’à l’échéance."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, entry = self.read_payload(payload)
        try:
            return outcome_of_booking(accept_offer(by=person, entry=entry))
        except HouseRulesNotAccepted:
            if entry.offer is None:
                raise
            return _read_house_rules_first(entry.offer)


@signed_action("workspaces.decline_offer", max_age=GOOD_FOR)
class DeclineOffer(_OfferAnswer):
    """Signed action « Non merci » of an offer."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, entry = self.read_payload(payload)
        if entry.status == WaitlistEntry.Status.DECLINED:
            return self._outcome_of_leaving(entry)
        if entry.status != WaitlistEntry.Status.OFFERED:
            raise OfferGone
        return Question(
            title=_("Laisser cette place à quelqu’un d’autre ?"),
            explanation=_wish_words(entry),
            answer=_("Oui, la laisser"),
            after=_("Elle est proposée aussitôt à la personne suivante."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, entry = self.read_payload(payload)
        return self._outcome_of_leaving(decline_offer(by=person, entry=entry))

    def _outcome_of_leaving(self, entry: WaitlistEntry) -> Outcome:
        if entry.status != WaitlistEntry.Status.DECLINED:
            raise OfferGone
        return Outcome(
            title=_("C’est noté, merci"),
            explanation=_("La place va à la personne suivante."),
            link=reverse("place_list"),
            link_label=_("Trouver où travailler"),
        )


def _still_offered(entry: WaitlistEntry) -> bool:
    offer = entry.offer
    return (
        offer is not None and offer.status == Status.OFFERED and offer.answer_due > timezone.now()
    )


def _read_house_rules_first(offer: Booking) -> Outcome:
    """Sends the person to the page of the offer, since house rules cannot be accepted unread by a
    click.
    """
    return Outcome(
        title=_("Le règlement du lieu a changé"),
        explanation=_("La place est gardée pour vous. Lisez-le et acceptez-le pour la prendre."),
        link=reverse("booking_detail", args=[offer.pk]),
        link_label=_("Lire le règlement et prendre la place"),
    )


def _wish_words(entry: WaitlistEntry) -> str:
    period = entry.period_for_display
    return f"{entry.place.name} · {full_period(period.lower, period.upper)}"
