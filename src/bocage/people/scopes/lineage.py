"""Ancestors of objects in the tree of scopes, read from loaded attributes.

A right on a scope covers its descendants: the instance over the départements, a
département over its intercommunalities, communes, places and partners, an intercommunality
over its communes and their places, a commune over its places.
"""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any


@dataclass(frozen=True, slots=True)
class Lineage:
    """A node and its ancestors, by their keys. A node of the territory may have no scope yet."""

    kind: str
    scope_id: int | None = None
    departement_id: Any = None
    epci_id: Any = None
    commune_id: Any = None

    def covers(self, other: "Lineage") -> bool:
        """Checks whether a right on this lineage reaches `other`."""
        match self.kind:
            case "instance":
                return True
            case "departement":
                return other.departement_id == self.departement_id
            case "epci":
                return other.epci_id == self.epci_id
            case "commune":
                return other.commune_id == self.commune_id
            case _:
                return self.scope_id is not None and other.scope_id == self.scope_id


INSTANCE = Lineage(kind="instance")


def lineage_of(target: Any) -> Lineage:
    """Returns the position of `target` in the tree: a scope, a département, a commune, or an object
    with a scope.

    An intercommunality may span several départements: use its scope, which is under the département
    where most of its people live (`operations.scope_of`). Nothing (`None`) is the instance itself:
    only a mandate on the instance covers it.

    Raises:
        TypeError: the target has no position, which is a mistake in the caller's code.
    """
    if target is None:
        return INSTANCE
    if isinstance(target, Lineage):
        return target
    lineage = getattr(target, "lineage", None)
    if isinstance(lineage, Lineage):
        return lineage
    match getattr(getattr(target, "_meta", None), "label", ""):
        case "territory.Departement":
            return Lineage(kind="departement", departement_id=target.pk)
        case "territory.Commune":
            return Lineage(
                kind="commune",
                departement_id=target.departement_id,
                epci_id=target.epci_id,
                commune_id=target.pk,
            )
    if hasattr(target, "scope"):
        return lineage_of(target.scope)
    raise TypeError(f"{type(target).__name__} hangs on no scope")


def lineage_within(departement_id: str, epci_id: str | None, commune: Any) -> Lineage:
    """Returns the position of an object in a commune, or in the intercommunality or the département
    if its commune is unknown.
    """
    if commune is not None:
        return Lineage(
            kind="commune",
            departement_id=departement_id,
            epci_id=commune.epci_id,
            commune_id=commune.pk,
        )
    return Lineage(
        kind="departement" if epci_id is None else "epci",
        departement_id=departement_id,
        epci_id=epci_id,
    )


class LineageOf:
    """Attribute of a model: rights on its rows come from what `path` leads to.

    class Session(models.Model):
        lineage = LineageOf("edition.commune")
    """

    def __init__(self, path: str) -> None:
        self._read = attrgetter(path)

    def __get__(self, row: Any, _model: type | None = None) -> Lineage:
        return lineage_of(self._read(row))
