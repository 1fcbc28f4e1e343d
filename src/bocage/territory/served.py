"""The départements that an instance serves."""

from django.db.models import Exists, OuterRef, QuerySet

from bocage.territory.models import Commune, Departement


def departements_served() -> QuerySet[Departement]:
    """Returns the départements that have a current commune, ordered by code."""
    communes = Commune.objects.current().filter(departement=OuterRef("pk"))
    return Departement.objects.filter(Exists(communes)).order_by("code")
