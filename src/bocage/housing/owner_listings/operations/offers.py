"""Offers of owners by the public form: confirmed by mail, reviewed by a person, then listed."""

from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.housing.market.models.listings import Listing, ListingPrice
from bocage.housing.market.models.sources import Source
from bocage.housing.market.operations import enqueue_deduplication
from bocage.housing.owner_listings.errors import OfferDecided, RefusalWithoutReason
from bocage.housing.owner_listings.mails import ConfirmOffer, OfferPublished, OfferRefused
from bocage.housing.owner_listings.models import OwnerOffer
from bocage.housing.owner_listings.notifications import notify_owner
from bocage.people.limits import Limit, count_attempt, count_attempt_from
from bocage.people.models import Person
from bocage.territory.models import Departement

BY_ADDRESS = Limit(action="housing.offer.address", amount=3, window=timedelta(days=1))
BY_NETWORK = Limit(action="housing.offer.network", amount=10, window=timedelta(days=1))
FORGOTTEN_AFTER = timedelta(days=7)
"""Age from which an unconfirmed offer (a mistyped address, or a robot) is deleted."""

Status = OwnerOffer.Status


def offer_home(*, network_address: str, language: str, **values: Any) -> OwnerOffer:
    """Stores an offer of an owner, and sends a mail to confirm their address.

    Raises:
        TooManyAttempts: three offers of this mail address today, or ten from this network.
    """
    count_attempt_from(BY_NETWORK, network_address)
    count_attempt(BY_ADDRESS, values["owner_email"].lower())
    with transaction.atomic():
        offer = OwnerOffer.objects.create(language=language, **values)
        notify_owner(offer, ConfirmOffer)
    return offer


def confirm_offer(*, offer_id: UUID, now: datetime | None = None) -> OwnerOffer:
    """Confirms the owner's address, so that the offer can be reviewed. Idempotent.

    Raises:
        NoLongerPossible: it was forgotten or withdrawn.
    """
    with transaction.atomic():
        offer = _locked(offer_id)
        if offer.status == Status.WITHDRAWN:
            raise NoLongerPossible
        if offer.status == Status.UNCONFIRMED:
            offer.status, offer.confirmed_at = Status.TO_REVIEW, now or timezone.now()
            offer.save(update_fields=["status", "confirmed_at"])
    return offer


def publish_offer(*, by: Person, offer: OwnerOffer, now: datetime | None = None) -> OwnerOffer:
    """Publishes an offer, as a listing of the owners' source of its département.

    Raises:
        NotAllowed: `by` coordinates nothing that covers the commune.
        OfferDecided: it was decided already, or the owner withdrew it.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = _to_review(by, offer)
        locked.listing = _listed(locked, now)
        locked.status, locked.reviewed_by, locked.reviewed_at = Status.PUBLISHED, by, now
        locked.save(update_fields=["status", "listing", "reviewed_by", "reviewed_at"])
        enqueue_deduplication()
        notify_owner(locked, OfferPublished)
    return locked


def refuse_offer(
    *, by: Person, offer: OwnerOffer, reason: str, now: datetime | None = None
) -> OwnerOffer:
    """Refuses an offer, and sends the reason to its owner.

    Raises:
        NotAllowed: `by` coordinates nothing that covers the commune.
        OfferDecided: it was decided already, or the owner withdrew it.
        RefusalWithoutReason: no reason is given.
    """
    if not reason.strip():
        raise RefusalWithoutReason
    with transaction.atomic():
        locked = _to_review(by, offer)
        locked.status, locked.refusal = Status.REFUSED, reason.strip()[:500]
        locked.reviewed_by, locked.reviewed_at = by, now or timezone.now()
        locked.save(update_fields=["status", "refusal", "reviewed_by", "reviewed_at"])
        notify_owner(locked, OfferRefused, refusal=locked.refusal)
    return locked


def withdraw_offer(*, offer_id: UUID, now: datetime | None = None) -> OwnerOffer:
    """Withdraws an offer for its owner, published or not. Idempotent.

    Raises:
        NoLongerPossible: it was forgotten.
    """
    now = now or timezone.now()
    with transaction.atomic():
        offer = _locked(offer_id)
        if offer.status not in (Status.WITHDRAWN, Status.REFUSED):
            offer.status = Status.WITHDRAWN
            offer.save(update_fields=["status"])
            withdraw_listing(offer, now)
    return offer


def confirm_still_free(*, offer_id: UUID, now: datetime | None = None) -> OwnerOffer:
    """Records the owner's confirmation that the home is still free: its listing is confirmed with
    today's date, and shown again if it was hidden for want of an answer.

    Raises:
        NoLongerPossible: it is not published, or no longer.
    """
    with transaction.atomic():
        offer = _locked(offer_id)
        if offer.status not in (Status.PUBLISHED, Status.STALE) or offer.listing_id is None:
            raise NoLongerPossible
        now = now or timezone.now()
        listing = Listing.objects.filter(pk=offer.listing_id)
        if offer.status == Status.STALE:
            listing.update(status=Listing.Status.AVAILABLE, gone_at=None, changed_at=now)
        listing.update(confirmed_at=now, deduplicated_at=None)
        offer.status, offer.confirmation_requested_at = Status.PUBLISHED, None
        offer.save(update_fields=["status", "confirmation_requested_at"])
        Source.objects.filter(listings=offer.listing_id).update(last_good_at=now)
        enqueue_deduplication()
    return offer


def withdraw_listing(offer: OwnerOffer, now: datetime) -> None:
    """Takes the listing of an offer off the market, within the transaction of its operation."""
    if offer.listing_id is None:
        return
    Listing.objects.filter(pk=offer.listing_id, gone_at=None).update(
        status=Listing.Status.WITHDRAWN, gone_at=now, changed_at=now, deduplicated_at=None
    )
    enqueue_deduplication()


def forget_unconfirmed_offers(*, now: datetime | None = None) -> int:
    """Deletes the offers without a confirmation for a week; returns how many."""
    oldest = (now or timezone.now()) - FORGOTTEN_AFTER
    stale = OwnerOffer.objects.filter(status=Status.UNCONFIRMED, created_at__lt=oldest)
    return stale.delete()[0]


def owners_source(departement: Departement) -> Source:
    """Returns the source of the owners' offers of a département, created on first use."""
    source, _is_new = Source.objects.get_or_create(
        slug=f"proprietaires-{departement.slug}"[:80],
        defaults={
            "name": gettext("Propriétaires, %(departement)s") % {"departement": departement.name},
            "kind": Source.Kind.OWNERS,
            "format": Source.Format.FORM,
            "departement": departement,
        },
    )
    return source


def _listed(offer: OwnerOffer, now: datetime) -> Listing:
    """Returns the listing of an offer, with its first price."""
    source = owners_source(offer.commune.departement)
    Source.objects.filter(pk=source.pk).update(last_good_at=now, state=Source.State.FRESH)
    listing = Listing.objects.create(
        source=source,
        external_id=str(offer.pk),
        reference=f"P-{str(offer.pk)[-6:].upper()}",
        offer=offer.offer,
        kind=offer.kind,
        commune=offer.commune,
        postcode=offer.commune.postcodes[0] if offer.commune.postcodes else "",
        town=offer.commune.name,
        price_eur=offer.price_eur,
        surface_m2=None if offer.surface_m2 is None else Decimal(offer.surface_m2),
        land_m2=offer.land_m2,
        rooms=offer.rooms,
        bedrooms=offer.bedrooms,
        energy_class=offer.energy_class,
        title=offer.title,
        description=offer.description,
        contact_name=offer.owner_name if offer.shows_phone else "",
        contact_phone=offer.owner_phone if offer.shows_phone else "",
        content_digest=sha256(str(offer.pk).encode()).hexdigest(),
        first_seen_at=now,
        confirmed_at=now,
        changed_at=now,
    )
    ListingPrice.objects.create(listing=listing, since=now, price_eur=offer.price_eur)
    return listing


def _to_review(by: Person, offer: OwnerOffer) -> OwnerOffer:
    by.require("housing.review_offer", offer)
    locked = _locked(offer.pk)
    if locked.status != Status.TO_REVIEW:
        raise OfferDecided
    return locked


def _locked(offer_id: UUID) -> OwnerOffer:
    offer = (
        lock_rows(OwnerOffer.objects.select_related("commune__departement"))
        .filter(pk=offer_id)
        .first()
    )
    if offer is None:
        raise NoLongerPossible
    return offer
