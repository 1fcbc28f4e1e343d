"""Search of the scope of a new mandate, among those within the reach of a person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise

from bocage.people.models import Person, Role, Scope, ScopeKind
from bocage.people.operations.scopes import draft_scope_of, instance_scope, scope_of, with_seat
from bocage.people.policies import Reach, reach_of
from bocage.territory.models import Commune, Departement, Epci

SHOWN_OF_EACH = 8
_NODES: dict[str, Any] = {
    ScopeKind.DEPARTEMENT: Departement,
    ScopeKind.EPCI: Epci,
    ScopeKind.COMMUNE: Commune,
}


@dataclass(frozen=True)
class FoundScope:
    """A node or a scope that answers to a search, with the page where a role is entrusted."""

    label: str | Promise
    kind: str | Promise
    detail: str
    url: str


def search_scopes(person: Person, text: str) -> list[FoundScope]:
    """Lists the places, partners, communes, intercommunalities and départements of a name.

    Four queries, whatever the number of results. The results are within the reach of the person.
    """
    words = text.strip()
    if not words:
        return []
    reach = reach_of(person, Role.COORDINATOR)
    return [
        *_places_and_partners(words, reach),
        *_communes(words, reach),
        *_epcis(words, reach),
        *_departements(words, reach),
    ]


def _places_and_partners(words: str, reach: Reach) -> list[FoundScope]:
    matches_name = Q(name__unaccent__icontains=words) | Q(partner__name__unaccent__icontains=words)
    scopes = Scope.objects.with_nodes().filter(
        reach.rows(), matches_name, kind__in=[ScopeKind.PLACE, ScopeKind.PARTNER]
    )
    return [
        _found_scope(scope.kind, scope.pk, str(scope.label), str(scope.commune or ""))
        for scope in scopes.order_by("name", "pk")[:SHOWN_OF_EACH]
    ]


def _communes(words: str, reach: Reach) -> list[FoundScope]:
    communes = Commune.objects.filter(
        reach.communes_within(), name__unaccent__icontains=words, is_current=True
    )
    ordered = communes.select_related("departement").order_by("-population", "code")
    return [
        _found_scope(ScopeKind.COMMUNE, commune.pk, commune.name, commune.departement.name)
        for commune in ordered[:SHOWN_OF_EACH]
    ]


def _epcis(words: str, reach: Reach) -> list[FoundScope]:
    epcis = with_seat(Epci.objects.filter(name__unaccent__icontains=words, is_current=True))
    epcis = epcis.filter(reach.within(departement="seat", epci="pk"))
    return [
        _found_scope(ScopeKind.EPCI, epci.pk, epci.name, "")
        for epci in epcis.order_by("name")[:SHOWN_OF_EACH]
    ]


def _departements(words: str, reach: Reach) -> list[FoundScope]:
    within = reach.within(departement="pk")
    departements = Departement.objects.filter(within, name__unaccent__icontains=words)
    return [
        _found_scope(ScopeKind.DEPARTEMENT, departement.pk, departement.name, departement.pk)
        for departement in departements.order_by("name")[:SHOWN_OF_EACH]
    ]


def _found_scope(kind: str, key: object, label: str, detail: str) -> FoundScope:
    return FoundScope(
        label=label,
        kind=ScopeKind(kind).label,
        detail=detail,
        url=reverse("mandate_grant", args=[kind, key]),
    )


def scope_at(kind: str, key: str) -> Scope:
    """Returns the scope of an address, unsaved if it does not exist yet.

    Raises:
        Http404: the node does not exist.
    """
    if kind in _NODES:
        node = _NODES[kind].objects.filter(pk=key).first()
        if node is None:
            raise Http404
        return draft_scope_of(node)
    if kind == ScopeKind.INSTANCE:
        return Scope(kind=ScopeKind.INSTANCE)
    number = int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else 0
    scope = Scope.objects.with_nodes().filter(kind=kind, pk=number).first()
    if scope is None:
        raise Http404
    return scope


def written_scope(draft: Scope) -> Scope:
    """Returns the scope itself, saved now if it was only drafted."""
    if draft.pk is not None:
        return draft
    if draft.kind == ScopeKind.INSTANCE:
        return instance_scope()
    return scope_of(getattr(draft, draft.kind))
