"""Permissions on links of listings into homes."""

from typing import Any

import rules
from django.db.models import Q

from bocage.housing.deduplication.models import LinkageVerdict
from bocage.housing.market.models.listings import Listing
from bocage.people.models import Role
from bocage.people.policies import holds, holds_anywhere, is_administrator, reach_of


@rules.predicate
def looks_at_linkage(person: Any) -> bool:
    """Coordinates something, or is an administrator: has doubtful pairs to look at."""
    return holds_anywhere(person, Role.COORDINATOR) or is_administrator(person)


@rules.predicate
def coordinates_where_listing_is(person: Any, listing: Listing) -> bool:
    """Coordinates the commune of the listing, or the département of its source where none is
    known.
    """
    area = listing.commune or listing.source.departement
    return holds(person, Role.COORDINATOR, area) or is_administrator(person)


@rules.predicate
def coordinates_where_pair_is(person: Any, verdict: LinkageVerdict) -> bool:
    """Coordinates where both listings are."""
    return coordinates_where_listing_is(person, verdict.first) and coordinates_where_listing_is(
        person, verdict.second
    )


def verdicts_read_by(person: Any) -> Any:
    """Returns the pairs that a person may judge, consistent with `housing.judge_linkage`."""
    reach = reach_of(person, Role.COORDINATOR)
    if reach.everywhere:
        return LinkageVerdict.objects.all()
    within = Q()
    for side in ("first", "second"):
        within &= (
            Q(**{f"{side}__commune__departement__in": reach.departements})
            | Q(**{f"{side}__commune__epci__in": reach.epcis})
            | Q(**{f"{side}__commune": None})
            & Q(**{f"{side}__source__departement__in": reach.departements})
        )
    return LinkageVerdict.objects.filter(within)


rules.add_perm("housing.see_linkage", looks_at_linkage)
rules.add_perm("housing.judge_linkage", coordinates_where_pair_is)
rules.add_perm("housing.split_listing", coordinates_where_listing_is)
