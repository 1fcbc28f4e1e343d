"""Models of sources, listings, dwellings, leads, saved searches and alerts."""

from bocage.housing.criteria.kinds import HOMES, EnergyClass, Offer, PositionPrecision, PropertyKind
from bocage.housing.deduplication.models import LinkageVerdict
from bocage.housing.feeds.models import RowIssue
from bocage.housing.leads.models.leads import Lead, LeadPhoto, LeadRelease, LeadShowing
from bocage.housing.leads.models.owners import LeadOwner
from bocage.housing.market.models.dwellings import Dwelling, DwellingAlias
from bocage.housing.market.models.facts import MarketFact
from bocage.housing.market.models.listings import Listing, ListingPhoto, ListingPrice
from bocage.housing.market.models.sources import FeedRun, Source
from bocage.housing.owner_listings.models import OwnerOffer
from bocage.housing.prices.models import CommunePrice
from bocage.housing.searches.models import Alert, PushKeys, PushSubscription, SavedSearch
from bocage.housing.town_hall_letters.models import TownHallLetter

__all__ = [
    "HOMES",
    "Alert",
    "CommunePrice",
    "Dwelling",
    "DwellingAlias",
    "EnergyClass",
    "FeedRun",
    "Lead",
    "LeadOwner",
    "LeadPhoto",
    "LeadRelease",
    "LeadShowing",
    "LinkageVerdict",
    "Listing",
    "ListingPhoto",
    "ListingPrice",
    "MarketFact",
    "Offer",
    "OwnerOffer",
    "PositionPrecision",
    "PropertyKind",
    "PushKeys",
    "PushSubscription",
    "RowIssue",
    "SavedSearch",
    "Source",
    "TownHallLetter",
]
