"""Grounds of dashboards and targets: the objects of figures, with their place in the tree of
rights.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bocage.evidence.models.scopes import Level
from bocage.foundation.db.identifiers import identifier_or_none
from bocage.foundation.instance import current_instance
from bocage.outreach.models import Campaign
from bocage.people.models import Scope, ScopeKind
from bocage.people.operations.scopes import with_seat
from bocage.people.scopes.lineage import INSTANCE, Lineage, lineage_of
from bocage.territory.models import Commune, Departement, Epci
from bocage.workspaces.models import Place

INSTANCE_KEY = "tout"


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A part of the territory, a place, a partner or a campaign."""

    level: Level
    code: str
    name: str
    lineages: tuple[Lineage, ...]
    """Ancestors of the ground. An intercommunalité over two départements has both; the first is
    that of most of its inhabitants.
    """
    key: str = ""
    """Key in the address of its dashboard."""
    slug: str = ""
    """Slug in the address of the page of a commune."""

    @property
    def lineage(self) -> Lineage:
        """First lineage of the ground, from which rights on it derive."""
        return self.lineages[0]


def whole_instance(_key: str = "") -> Ground:
    """Returns the ground of the whole instance."""
    name = current_instance().territory_name or _("Tout le territoire")
    return Ground(level=Level.INSTANCE, code="", name=name, lineages=(INSTANCE,), key=INSTANCE_KEY)


def of_departement(code: str) -> Ground | None:
    """Returns the ground of a département, by its code; None if it is unknown."""
    departement = Departement.objects.filter(pk=code).first()
    if departement is None:
        return None
    return Ground(
        level=Level.DEPARTEMENT,
        code=departement.pk,
        name=departement.name,
        lineages=(lineage_of(departement),),
        key=departement.pk,
    )


def of_epci(siren: str) -> Ground | None:
    """Returns the ground of an intercommunalité, by its SIREN; None if it is unknown."""
    epci = with_seat(Epci.objects.filter(pk=siren)).first()
    if epci is None:
        return None
    seat: str | None = epci.seat  # type: ignore[attr-defined]  # annotated
    codes = set(epci.departements.order_by().values_list("pk", flat=True))
    ordered = [seat, *sorted(codes - {seat})]
    return Ground(
        level=Level.EPCI,
        code=epci.pk,
        name=epci.name,
        lineages=tuple(
            Lineage(kind="epci", departement_id=code, epci_id=epci.pk) for code in ordered
        ),
        key=epci.pk,
    )


def of_commune(code: str) -> Ground | None:
    """Returns the ground of a commune, by its INSEE code; None if it is unknown."""
    commune = Commune.objects.filter(pk=code).first()
    if commune is None:
        return None
    return Ground(
        level=Level.COMMUNE,
        code=commune.pk,
        name=commune.name,
        lineages=(lineage_of(commune),),
        key=commune.pk,
        slug=commune.slug if commune.is_current else "",
    )


def of_place(slug: str) -> Ground | None:
    """Returns the ground of a place to work, by its slug; None if it is unknown."""
    place = Place.objects.select_related("scope").filter(slug=slug).first()
    return _ground_of_place(place) if place else None


def of_campaign(key: str) -> Ground | None:
    """Returns the ground of a campaign, by its identifier; None if it is unknown."""
    identifier = identifier_or_none(key)
    if identifier is None:
        return None
    campaign = Campaign.objects.select_related("departement").filter(pk=identifier).first()
    if campaign is None:
        return None
    return Ground(
        level=Level.CAMPAIGN,
        code=str(campaign.pk),
        name=campaign.name,
        lineages=(campaign.lineage,),
        key=str(campaign.pk),
    )


def of_partner(key: str) -> Ground | None:
    """Returns the ground of a partner organisation, by its number; None if it is unknown."""
    scope = Scope.objects.with_nodes().filter(kind=ScopeKind.PARTNER, partner=_number(key)).first()
    if scope is None:
        return None
    return Ground(
        level=Level.PARTNER,
        code=str(scope.partner_id),
        name=str(scope.label),
        lineages=(scope.lineage,),
        key=str(scope.partner_id),
    )


def ground_at(level: str, code: str) -> Ground | None:
    """Returns the ground of figures stored at a level under a code; None if it no longer exists."""
    return FINDERS[Level(level)](code)


def _of_place_itself(code: str) -> Ground | None:
    identifier = identifier_or_none(code)
    if identifier is None:
        return None
    place = Place.objects.select_related("scope").filter(pk=identifier).first()
    return _ground_of_place(place) if place else None


def _ground_of_place(place: Place) -> Ground:
    return Ground(
        level=Level.PLACE,
        code=str(place.pk),
        name=place.name,
        lineages=(place.scope.lineage,),
        key=place.slug,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


FINDERS: dict[Level, Callable[[str], Ground | None]] = {
    Level.INSTANCE: whole_instance,
    Level.DEPARTEMENT: of_departement,
    Level.EPCI: of_epci,
    Level.COMMUNE: of_commune,
    Level.PLACE: _of_place_itself,
    Level.CAMPAIGN: of_campaign,
    Level.PARTNER: of_partner,
}
