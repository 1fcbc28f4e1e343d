"""Personal data of owners' offers: export, and erasure with an account."""

from django.utils.translation import gettext_lazy as _

from bocage.housing.leads.models.leads import LeadRelease, LeadShowing
from bocage.housing.market.models.listings import Listing
from bocage.housing.owner_listings.models import OwnerOffer
from bocage.housing.owner_listings.operations.offers import withdraw_offer
from bocage.people.erasure import Erasure, before_erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@before_erasure(rank=600)
def offers_of_an_owner(erasure: Erasure) -> None:
    """Withdraws the homes offered with the address of a person whose account ends."""
    if erasure.address:
        for offer in OwnerOffer.objects.filter(owner_email=erasure.address).order_by("pk"):
            withdraw_offer(offer_id=offer.pk, now=erasure.now)


@erases(_("Vos coordonnées de propriétaire, vos demandes de coordonnées"), rank=610)
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


@data_section(name="housing_owner_offers", title=_("Logements que je propose"), rank=60)
def owner_offer_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the homes that were offered with the person's address, the latest first; one query."""
    offers = OwnerOffer.objects.filter(owner_email__iexact=person.email).select_related("commune")
    for offer in offers.order_by("-created_at", "pk")[:limit]:
        yield DataItem(
            title=offer.title,
            detail=[
                offer.commune.name,
                str(offer.get_status_display()),
                offer.owner_name,
                offer.owner_phone,
                offer.description,
                offer.refusal,
            ],
        )
