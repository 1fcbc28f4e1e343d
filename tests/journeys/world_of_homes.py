"""The homes of the world of `test_every_page`: sources, homes, pairs, a lead, searches.

Each gives the parts of the addresses of its pages.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bocage.housing.leads.links import lead_report_link
from bocage.housing.models import CommunePrice, FeedRun, LinkageVerdict, ListingPrice, PropertyKind
from bocage.housing.owner_listings.operations.offers import confirm_offer, offer_home
from bocage.housing.searches.holders import token_of
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.housing.deduplication.pairs import doubtful_pair
from tests.housing.factories import (
    AlertFactory,
    DwellingFactory,
    LeadFactory,
    ListingFactory,
    SourceFactory,
)
from tests.housing.feed_files import delivered, line, lines, received, zipped
from tests.housing.leads.factories import LeadPhotoFactory, LeadReleaseFactory
from tests.housing.wishes import search_around


def followed_searches(person: Person, place: Place) -> dict[str, Any]:
    """Creates a person's saved search with a notified home, and one of an address without
    account."""
    followed = search_around(place.commune, person=person)
    AlertFactory(search=followed, notified_at=followed.confirmed_at)
    address = "lea@ville.example"
    followed_without_account = search_around(place.commune, person=None, email=address)
    return {
        "saved_search.search_id": followed.pk,
        "address_searches.token": token_of(address),
        "address_search.token": token_of(address),
        "address_search.search_id": followed_without_account.pk,
    }


def make_lead(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates a lead of the place's commune, reported by its secretary, and an interested
    candidate."""
    secretary, commune = people[Role.TOWN_HALL], place.commune
    lead = LeadFactory(commune=commune, reported_by=secretary)
    LeadPhotoFactory(lead=lead)
    LeadReleaseFactory(lead=lead)
    token = lead_report_link.token(secretary.pk, commune.pk)
    return {
        "lead_id": lead.pk,
        "code": commune.pk,
        "lead_report_signed.token": token,
        "lead_reported_signed.token": token,
    }


def sources_of_homes(place: Place) -> dict[str, Any]:
    """An agency with a delivery that was read and one that is held, a table to look at, and what
    an owner offers."""
    departement = place.commune.departement
    agency = SourceFactory(slug="agence", departement=departement)
    delivery = delivered(agency, zipped([*lines(5), line(external_id="x", price="-1")]))
    held_delivery = delivered(agency, zipped(lines(1)))
    etude = SourceFactory(slug="etude", departement=departement, format="table", kind="notary")
    table = received(etude, "Réf;Montant;Ville\nA1;145 000;Boitron\n".encode(), channel="upload")
    FeedRun.objects.filter(pk=table.pk).update(status=FeedRun.Status.HELD)
    offer = offer_home(
        network_address="203.0.113.7",
        language="fr",
        commune=place.commune,
        offer="sale",
        kind="house",
        price_eur=120_000,
        title="Maison de bourg",
        owner_name="Odile Lefranc",
        owner_email="odile@perche.example",
    )
    confirm_offer(offer_id=offer.pk)
    of_the_agency = ("source", "source_change", "upload", "run")
    return {
        **{f"housing_{name}.slug": agency.slug for name in of_the_agency},
        "run_id": delivery.pk,
        "held.slug": agency.slug,
        "held.run_id": held_delivery.pk,
        "table.slug": etude.slug,
        "table.run_id": table.pk,
        "offer_id": offer.pk,
    }


def homes_for_sale(place: Place) -> dict[str, Any]:
    """A home that two agencies offer, whose price fell; one that has gone; what some sold for."""
    home = DwellingFactory(commune=place.commune, has_fibre=True, has_office_room=True)
    listed_at = timezone.now() - timedelta(days=30)
    for price in (190_000, 180_000):
        listing = ListingFactory(dwelling=home, commune=place.commune, price_eur=180_000)
        ListingPrice.objects.create(listing=listing, since=listed_at, price_eur=price)
        ListingPrice.objects.create(listing=listing, since=timezone.now(), price_eur=171_000)
    DwellingFactory(commune=place.commune, kind=PropertyKind.APARTMENT)
    CommunePrice.objects.create(
        commune=place.commune,
        kind=PropertyKind.HOUSE,
        year=2025,
        sales=7,
        median_eur_m2=1_300,
        low_eur_m2=1_000,
        high_eur_m2=1_600,
        imported_at=timezone.now(),
    )
    off_market_home = DwellingFactory(commune=place.commune, off_market=True)
    return {"dwelling.dwelling_id": home.pk, "gone.dwelling_id": off_market_home.pk}


def doubtful_pairs(place: Place) -> dict[str, Any]:
    """Two listings that may be one home."""
    pair = doubtful_pair(commune=place.commune)
    return {
        "verdict_id": LinkageVerdict.objects.get(first__in=pair, second__in=pair).pk,
        "dwelling_listings.dwelling_id": pair[0].dwelling_id,
    }
