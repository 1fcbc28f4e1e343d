"""Holders of roles over a commune today, to whom other rooms send mails."""

from django.db.models import Q

from bocage.people.models import Mandate, Person, ScopeKind
from bocage.territory.models import Commune


def holders_over(commune: Commune, roles: Q) -> list[Person]:
    """Lists the open accounts with a mandate on the commune, its intercommunalité or its
    département, the oldest mandate first. `roles` filters the mandates: role, kind of scope.
    """
    over = Q(scope__kind=ScopeKind.COMMUNE, scope__commune=commune.pk) | Q(
        scope__kind=ScopeKind.DEPARTEMENT, scope__departement=commune.departement_id
    )
    if commune.epci_id is not None:
        over |= Q(scope__kind=ScopeKind.EPCI, scope__epci=commune.epci_id)
    mandates = (
        Mandate.objects.in_force()
        .filter(roles, over, person__is_active=True)
        .select_related("person")
        .order_by("starts_on", "pk")
    )
    return list({mandate.person_id: mandate.person for mandate in mandates}.values())
