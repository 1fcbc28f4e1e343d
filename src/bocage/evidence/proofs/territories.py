"""Part of the territory that has a page of its own, with the parts that contain it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from bocage.evidence.models import Level
from bocage.evidence.public_figures import WHOLE, Scope
from bocage.foundation.instance import current_instance
from bocage.territory.models import Commune, Departement, Epci

ADDRESSES = {
    Level.COMMUNE: "commune_evidence",
    Level.EPCI: "epci_evidence",
    Level.DEPARTEMENT: "departement_evidence",
}


@dataclass(frozen=True, kw_only=True)
class Territory:
    """Scope with its name, and its population if known."""

    scope: Scope
    name: str
    population: int | None

    @property
    def population_text(self) -> str:
        """« 4 387 », as the language groups digits."""
        return number_format(self.population or 0, use_l10n=True, force_grouping=True)

    @property
    def kind(self) -> str:
        """« commune », « intercommunalité », « département »."""
        return str(Level(self.scope.level).label)

    @property
    def url(self) -> str:
        """Address of its page among the proofs."""
        if self.scope == WHOLE:
            return reverse("evidence")
        return reverse(ADDRESSES[Level(self.scope.level)], args=[self.scope.code])


def whole() -> Territory:
    """Returns the territory of the whole instance."""
    name = current_instance().territory_name or _("Tout le territoire")
    return Territory(scope=WHOLE, name=name[:1].upper() + name[1:], population=None)


def territory_of_commune(commune: Commune) -> Territory:
    """Returns the territory of a commune."""
    return Territory(
        scope=Scope(Level.COMMUNE, commune.pk), name=commune.name, population=commune.population
    )


def territory_of_epci(epci: Epci) -> Territory:
    """Returns the territory of an intercommunalité; one query."""
    return Territory(
        scope=Scope(Level.EPCI, epci.pk), name=epci.name, population=_people(Q(epci=epci))
    )


def territory_of_departement(departement: Departement) -> Territory:
    """Returns the territory of a département; one query."""
    return Territory(
        scope=Scope(Level.DEPARTEMENT, departement.pk),
        name=departement.name,
        population=_people(Q(departement=departement)),
    )


def _people(condition: Q) -> int | None:
    communes = Commune.objects.current().filter(condition)
    population: int | None = communes.aggregate(people=Sum("population"))["people"]
    return population


def around(commune: Commune) -> Sequence[Territory]:
    """Returns the areas with which a commune is compared: its intercommunalité if it has one, and
    its département; two queries.
    """
    wider = [territory_of_epci(commune.epci)] if commune.epci else []
    return [*wider, territory_of_departement(commune.departement)]


def territory_at(scope: Scope) -> Territory | None:
    """Returns the territory of a scope, or None if there is none; two queries at most."""
    if scope == WHOLE:
        return whole()
    if scope.level == Level.COMMUNE:
        commune = Commune.objects.filter(pk=scope.code).first()
        return territory_of_commune(commune) if commune else None
    if scope.level == Level.EPCI:
        epci = Epci.objects.filter(pk=scope.code).first()
        return territory_of_epci(epci) if epci else None
    if scope.level == Level.DEPARTEMENT:
        departement = Departement.objects.filter(pk=scope.code).first()
        return territory_of_departement(departement) if departement else None
    return None
