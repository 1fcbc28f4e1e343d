"""Texts on a lead: « Maison à vendre », « de 90 000 à 120 000 € », « confirmée hier »."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.money import whole_euros
from bocage.housing.criteria.kinds import PropertyKind
from bocage.housing.leads.models.leads import Lead


@dataclass(frozen=True, kw_only=True)
class LeadFacts:
    """Facts on a lead that candidates may know, as JSON values: neither its address nor its
    owner.
    """

    lead_id: UUID
    commune_name: str
    kind: str
    market: str
    soon_offer: str = ""
    price_from_eur: int | None = None
    price_to_eur: int | None = None
    surface_m2: int | None = None
    rooms: int | None = None
    land_m2: int | None = None


def facts_of(lead: Lead) -> LeadFacts:
    """Returns the facts on a lead for a message. Its commune is loaded."""
    return LeadFacts(
        lead_id=lead.pk,
        commune_name=lead.commune.name,
        kind=lead.kind,
        market=lead.market,
        soon_offer=lead.soon_offer,
        price_from_eur=lead.price_from_eur,
        price_to_eur=lead.price_to_eur,
        surface_m2=lead.surface_m2,
        rooms=lead.rooms,
        land_m2=lead.land_m2,
    )


def title_words(lead: Lead | LeadFacts) -> str:
    """Returns a text such as « Maison à vendre », « Maison, bientôt à louer », « Terrain, bientôt
    ».
    """
    kind = capfirst(str(PropertyKind(lead.kind).label))
    words = {
        ("sale", ""): _("%(kind)s à vendre"),
        ("rental", ""): _("%(kind)s à louer"),
        ("soon", "sale"): _("%(kind)s, bientôt à vendre"),
        ("soon", "rental"): _("%(kind)s, bientôt à louer"),
        ("soon", ""): _("%(kind)s, bientôt"),
    }
    return words[str(lead.market), str(lead.soon_offer)] % {"kind": kind}


def price_words(lead: Lead | LeadFacts) -> str:
    """Returns the rough price; empty where it is unknown; per month for a rental."""
    low, high = lead.price_from_eur, lead.price_to_eur
    if low is not None and high is not None and low != high:
        words = _("de %(low)s à %(high)s") % {"low": whole_euros(low), "high": whole_euros(high)}
    elif low is not None and high is not None:
        words = _("environ %(price)s") % {"price": whole_euros(low)}
    elif low is not None:
        words = _("plus de %(price)s") % {"price": whole_euros(low)}
    elif high is not None:
        words = _("moins de %(price)s") % {"price": whole_euros(high)}
    else:
        return ""
    is_rent = "rental" in (lead.market, lead.soon_offer)
    return _("%(price)s par mois") % {"price": words} if is_rent else words


def size_words(lead: Lead | LeadFacts) -> str:
    """Returns a text such as « 4 pièces · 100 m² · terrain de 800 m² », or nothing."""
    words = []
    if lead.rooms:
        rooms = ngettext("%(count)d pièce", "%(count)d pièces", lead.rooms)
        words.append(rooms % {"count": lead.rooms})
    if lead.surface_m2:
        words.append(_("%(surface)d m²") % {"surface": lead.surface_m2})
    if lead.land_m2:
        words.append(_("terrain de %(surface)d m²") % {"surface": lead.land_m2})
    return " · ".join(words)


def line_words(lead: Lead | LeadFacts) -> str:
    """Returns a lead in one line, without its commune."""
    return " · ".join(filter(None, [title_words(lead), price_words(lead), size_words(lead)]))


def freshness_words(confirmed_at: datetime, now: datetime | None = None) -> str:
    """Returns a text such as « confirmée aujourd’hui », « confirmée il y a 12 jours », by the local
    calendar.
    """
    return freshness_days_words(days_since(confirmed_at, now or timezone.now()))


def days_since(moment: datetime, now: datetime) -> int:
    """Returns the number of local days between a moment and now."""
    return (timezone.localdate(now) - timezone.localdate(moment)).days


def freshness_days_words(days: int) -> str:
    """Returns how long ago a lead was confirmed in words, from the number of days."""
    if days <= 0:
        return _("confirmée aujourd’hui")
    if days == 1:
        return _("confirmée hier")
    words = ngettext("confirmée il y a %(days)d jour", "confirmée il y a %(days)d jours", days)
    return words % {"days": days}
