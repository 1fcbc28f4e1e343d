"""Sources, listings, dwellings, the hidden market, and who waits for what."""

from bocage.housing.kinds import (
    HOMES,
    EnergyClass,
    Offer,
    PositionPrecision,
    PropertyKind,
)
from bocage.housing.models.dwellings import (
    CommunePrice,
    Dwelling,
    DwellingAlias,
    JoinVerdict,
)
from bocage.housing.models.lead_owners import LeadOwner
from bocage.housing.models.leads import (
    CommuneLetter,
    Lead,
    LeadPhoto,
    LeadRelease,
    LeadShowing,
    OwnerOffer,
)
from bocage.housing.models.listings import Listing, ListingPhoto, ListingPrice
from bocage.housing.models.searches import (
    Alert,
    MarketFact,
    PushKeys,
    PushSubscription,
    SavedSearch,
)
from bocage.housing.models.sources import FeedRun, RowIssue, Source

__all__ = [
    "HOMES",
    "Alert",
    "CommuneLetter",
    "CommunePrice",
    "Dwelling",
    "DwellingAlias",
    "EnergyClass",
    "FeedRun",
    "JoinVerdict",
    "Lead",
    "LeadOwner",
    "LeadPhoto",
    "LeadRelease",
    "LeadShowing",
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
]
