"""Number of accompanied households that a lead may suit: one query, no names."""

from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import Exists, F, OuterRef, Q

from bocage.housing.leads.models.leads import Lead
from bocage.housing.searches.models import SavedSearch
from bocage.housing.searches.querysets import SavedSearchQuerySet
from bocage.people.models import Entitlement
from bocage.territory.geography import metres, straight_line_from
from bocage.territory.models import Commune


def households_looking_for(lead: Lead) -> int:
    """Counts the accompanied candidates with a search that the lead may meet.

    Unknown values of the lead (its price, its rooms) exclude nobody: the count is an encouragement,
    not a selection.
    """
    accompanied = Entitlement.objects.in_force().filter(
        person=OuterRef("person"), kind=Entitlement.Kind.ACCOMPANIED
    )
    searches = SavedSearch.objects.active().filter(
        Exists(accompanied),
        offer__in=lead.offers,
        kinds__contains=[lead.kind],
    )
    for name, low, high in (
        ("price", lead.price_from_eur, lead.price_to_eur),
        ("surface", lead.surface_m2, lead.surface_m2),
        ("rooms", lead.rooms, lead.rooms),
    ):
        if low is not None or high is not None:
            searches = searches.filter(**{f"{name}__overlap": NumericRange(low, high, "[]")})
    return _around(searches, lead.commune).values("person").distinct().count()


def _around(searches: SavedSearchQuerySet, commune: Commune) -> SavedSearchQuerySet:
    """Returns the searches without a place, or whose circle holds the commune."""
    if commune.latitude is None or commune.longitude is None:
        return searches.filter(Q(commune=commune.pk) | Q(latitude=None))
    away = metres(straight_line_from(commune.latitude, commune.longitude))
    return searches.alias(away_m=away).filter(
        Q(latitude=None)
        | Q(
            west__lte=commune.longitude,
            east__gte=commune.longitude,
            south__lte=commune.latitude,
            north__gte=commune.latitude,
            away_m__lte=F("radius_m"),
        )
    )
