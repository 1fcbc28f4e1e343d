"""Scopes, created on first use, and synchronised with the territory."""

from typing import Any

from django.db import connection, transaction
from django.db.models import OuterRef, QuerySet, Subquery, Sum

from bocage.people.models import Partner, Scope, ScopeKind
from bocage.territory.models import Commune, Departement, Epci


def instance_scope() -> Scope:
    """Returns the scope of the whole instance, created if there is none. Two callers at once get
    one scope.
    """
    return _find_or_create(kind=ScopeKind.INSTANCE)


def scope_of(node: Departement | Epci | Commune) -> Scope:
    """Returns the scope of a node of the territory, created if there is none. Two callers at once
    get one scope.
    """
    draft = draft_scope_of(node)
    kind = ScopeKind(draft.kind)
    return _find_or_create(
        kind=kind,
        **{f"{kind.value}_id": node.pk},
        defaults={"departement_id": draft.departement_id, "epci_id": draft.epci_id},
    )


def draft_scope_of(node: Departement | Epci | Commune) -> Scope:
    """Returns the unsaved scope of a node: enough to check who has rights on it."""
    if isinstance(node, Epci):
        return Scope(kind=ScopeKind.EPCI, epci=node, departement_id=_seat_of(node))
    if isinstance(node, Commune):
        return Scope(
            kind=ScopeKind.COMMUNE,
            commune=node,
            epci_id=node.epci_id,
            departement_id=node.departement_id,
        )
    return Scope(kind=ScopeKind.DEPARTEMENT, departement=node)


def create_place_scope(*, commune: Commune, name: str) -> Scope:
    """Creates the scope of a new place, under its commune. The room of the places calls it."""
    return Scope.objects.create(
        kind=ScopeKind.PLACE,
        commune=commune,
        epci_id=commune.epci_id,
        departement_id=commune.departement_id,
        name=name,
    )


def move_place_scope(*, scope: Scope, commune: Commune, name: str) -> Scope:
    """Follows a place that changes its name or its commune."""
    scope.commune = commune
    scope.epci_id = commune.epci_id
    scope.departement_id = commune.departement_id
    scope.name = name
    scope.save(update_fields=["commune", "epci", "departement", "name"])
    return scope


@transaction.atomic
def create_partner(*, name: str, kind: str, departement: Departement | None = None) -> Partner:
    """Adds a partner organisation, with the scope on which its people hold their mandates."""
    with transaction.atomic():
        partner = Partner.objects.create(name=name.strip(), kind=kind, departement=departement)
        Scope.objects.create(kind=ScopeKind.PARTNER, partner=partner, departement=departement)
    return partner


def refresh_scopes() -> int:
    """Rewrites the ancestors of every scope as the territory has them.

    A commune may have changed intercommunality on the 1st of January. Returns the number of
    scopes that changed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE people_scope AS scope
            SET epci_id = commune.epci_id, departement_id = commune.departement_id
            FROM territory_commune AS commune
            WHERE scope.commune_id = commune.code
              AND (scope.epci_id, scope.departement_id)
                  IS DISTINCT FROM (commune.epci_id, commune.departement_id)
            """
        )
        return int(cursor.rowcount)


def with_seat(epcis: QuerySet[Epci]) -> QuerySet[Epci]:
    """Adds `seat`: the département where most people of each live, since some span two."""
    max_people = (
        Commune.objects.filter(epci=OuterRef("pk"))
        .values("departement_id")
        .annotate(people=Sum("population"))
        .order_by("-people", "departement_id")
    )
    return epcis.annotate(seat=Subquery(max_people.values("departement_id")[:1]))


def _seat_of(epci: Epci) -> Any:
    return with_seat(Epci.objects.filter(pk=epci.pk)).get().seat  # type: ignore[attr-defined]  # annotated


def _find_or_create(*, defaults: dict[str, Any] | None = None, **node: Any) -> Scope:
    """Finds or creates a scope; the unique constraints of the table make a race harmless."""
    scope, _is_new = Scope.objects.get_or_create(defaults=defaults, **node)
    return scope
