"""Homes on the market by type and by source, and those advertised nowhere else."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.evidence.observing import observed
from bocage.evidence.registry import Aggregate, Kind, Theme, Unit, indicator
from bocage.housing.criteria.kinds import HOMES, PropertyKind
from bocage.housing.models import Dwelling, Lead, Listing, Source
from bocage.people.models import Role

SOURCE = _("Annonces et pistes suivies dans cette instance")
AT_THE_END = _(
    "Biens sur le marché au dernier jour de la période, chacun une fois ; un bien qu’offrent des "
    "sources de plusieurs natures est compté pour chacune."
)
OF_A_KIND = _("Biens sur le marché au dernier jour de la période, chacun une fois.")

type Rows = QuerySet[Any, dict[str, Any]]


def _on_the_market() -> QuerySet[Dwelling]:
    return Dwelling.objects.filter(is_on_the_market=True, commune__isnull=False)


def _offered_by(kind: Source.Kind) -> Rows:
    listings = Listing.objects.filter(
        dwelling=OuterRef("pk"), status__in=Listing.ON_THE_MARKET, source__kind=kind
    )
    return observed(_on_the_market().filter(Exists(listings)), commune="commune")


housing_indicator = partial(indicator, theme=Theme.HOUSING, source=SOURCE, unit=Unit.COUNT)
kind_indicator = partial(housing_indicator, method=OF_A_KIND, kind=Kind.STOCK)
offer_indicator = partial(housing_indicator, method=AT_THE_END, kind=Kind.STOCK)


@kind_indicator(
    label=_("Maisons sur le marché"),
    definition=_("Maisons à vendre ou à louer."),
)
def houses_on_the_market() -> Rows:
    return observed(_on_the_market().filter(kind=PropertyKind.HOUSE), commune="commune")


@kind_indicator(
    label=_("Appartements sur le marché"),
    definition=_("Appartements à vendre ou à louer."),
)
def apartments_on_the_market() -> Rows:
    return observed(_on_the_market().filter(kind=PropertyKind.APARTMENT), commune="commune")


@kind_indicator(
    label=_("Autres biens sur le marché"),
    definition=_("Terrains, immeubles, locaux et autres biens à vendre ou à louer."),
)
def other_properties_on_the_market() -> Rows:
    return observed(_on_the_market().exclude(kind__in=HOMES), commune="commune")


@offer_indicator(
    label=_("Biens offerts par des agences"),
    definition=_("Biens à vendre ou à louer dont une agence immobilière donne l’annonce."),
)
def homes_of_agencies() -> Rows:
    return _offered_by(Source.Kind.AGENCY)


@offer_indicator(
    label=_("Biens offerts par des notaires"),
    definition=_("Biens à vendre ou à louer dont un notaire donne l’annonce."),
)
def homes_of_notaries() -> Rows:
    return _offered_by(Source.Kind.NOTARY)


@offer_indicator(
    label=_("Biens offerts par des bailleurs sociaux"),
    definition=_("Biens à vendre ou à louer dont un bailleur social donne l’annonce."),
)
def homes_of_social_landlords() -> Rows:
    return _offered_by(Source.Kind.SOCIAL_LANDLORD)


@offer_indicator(
    label=_("Biens offerts par leurs propriétaires"),
    definition=_("Biens à vendre ou à louer que leur propriétaire a lui-même proposés ici."),
)
def homes_of_owners() -> Rows:
    return _offered_by(Source.Kind.OWNERS)


@offer_indicator(
    label=_("Biens offerts par des mairies"),
    definition=_("Biens à vendre ou à louer dont une mairie donne l’annonce."),
)
def homes_of_town_halls() -> Rows:
    return _offered_by(Source.Kind.TOWN_HALL)


@housing_indicator(
    label=_("Part du marché caché"),
    definition=_(
        "Part des biens apparus pendant la période que seules les mairies connaissaient d’abord."
    ),
    method=_(
        "Pistes signalées pendant la période, sur ces pistes et les biens annoncés pour la "
        "première fois pendant la période. Une piste devenue une annonce compte une fois, comme "
        "piste ; celles qui ont été signalées par erreur ne comptent pas."
    ),
    unit=Unit.PERCENT,
    aggregate=Aggregate.SHARE,
    owner=Role.TOWN_HALL,
)
def hidden_market_share(first: date, until: date) -> Rows:
    leads = Lead.objects.exclude(close_reason=Lead.CloseReason.MISTAKE)
    was_a_lead = leads.filter(listing__dwelling=OuterRef("pk"))
    announced = Dwelling.objects.filter(commune__isnull=False).exclude(Exists(was_a_lead))
    reported = observed(
        leads, days=(first, until), moment="reported_at", commune="commune", denominator=1
    )
    listed = observed(
        announced,
        days=(first, until),
        moment="first_seen_at",
        commune="commune",
        numerator=0,
        denominator=1,
    )
    return reported.union(listed, all=True).order_by()
