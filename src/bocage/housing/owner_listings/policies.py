"""Rights over offers of owners."""

from typing import Any

import rules

from bocage.housing.owner_listings.models import OwnerOffer
from bocage.people.models import Role
from bocage.people.policies import holds, holds_anywhere, is_administrator, reach_of


@rules.predicate
def coordinates_commune_of_offer(person: Any, offer: OwnerOffer) -> bool:
    """Checks whether a person coordinates an area that holds the commune of the offered home."""
    return holds(person, Role.COORDINATOR, offer.commune) or is_administrator(person)


@rules.predicate
def reviews_offers(person: Any) -> bool:
    """Coordinates something, or is an administrator: has offers of owners to read."""
    return holds_anywhere(person, (Role.COORDINATOR, Role.ADMIN))


def offers_read_by(person: Any) -> Any:
    """Returns the offers of owners that a person reviews, consistent with
    `housing.review_offer`.
    """
    reach = reach_of(person, Role.COORDINATOR)
    within = reach.within(departement="commune__departement", epci="commune__epci")
    return OwnerOffer.objects.filter(within)


rules.add_perm("housing.see_offers", reviews_offers)
rules.add_perm("housing.review_offer", coordinates_commune_of_offer)
