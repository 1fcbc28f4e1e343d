"""What the room of homes removes with an account: searches, devices, and what an owner offered."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.housing.models.leads import CommuneLetter, LeadRelease, LeadShowing, OwnerOffer
from bocage.housing.models.listings import Listing
from bocage.housing.models.searches import PushSubscription, SavedSearch
from bocage.housing.operations.owner_offers import withdraw_offer
from bocage.people.erasure import (
    Erasure,
    account_ends_with,
    erased_with_a_person,
    keep_after_erasure,
)


@account_ends_with(rank=600)
def offers_of_an_owner(erasure: Erasure) -> None:
    """The home that they offered is offered no more."""
    if erasure.address:
        for offer in OwnerOffer.objects.filter(owner_email=erasure.address).order_by("pk"):
            withdraw_offer(offer_id=offer.pk, now=erasure.now)


@erased_with_a_person(_("Vos recherches de logement, vos alertes et vos appareils"), rank=600)
def searches(erasure: Erasure) -> None:
    own = Q(person=erasure.person)
    if erasure.address:
        own |= Q(email=erasure.address)
    erasure.delete(
        SavedSearch.objects.filter(own),
        PushSubscription.objects.filter(person=erasure.person),
        CommuneLetter.objects.filter(person=erasure.person),
    )


@erased_with_a_person(_("Vos coordonnées de propriétaire, vos demandes de coordonnées"), rank=610)
def owners(erasure: Erasure) -> None:
    erasure.delete(
        LeadShowing.objects.filter(person=erasure.person),
        LeadRelease.objects.filter(person=erasure.person),
    )
    if not erasure.address:
        return
    offers = OwnerOffer.objects.filter(owner_email=erasure.address)
    erasure.empty(
        Listing.objects.filter(pk__in=offers.values("listing")),
        contact_name="",
        contact_phone="",
        contact_email="",
        title="",
        description="",
    )
    erasure.delete(offers)


keep_after_erasure(
    rank=600,
    what=_("Les logements que vous avez signalés, sans votre nom"),
    why=_("Ils parlent d’une maison et de son propriétaire, non de vous."),
    until=_("comme tout signalement"),
)
