"""Lists of leads, for candidates and for managers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.instance import current_instance
from bocage.housing.leads.formatting import freshness_words, price_words, size_words, title_words
from bocage.housing.leads.models.leads import Lead, LeadRelease
from bocage.housing.leads.querysets import LeadQuerySet
from bocage.people.models import Person
from bocage.territory.models import Commune

BEFORE_THE_QUESTION = timedelta(days=7)
"""Period before its expiry in which a confirmation is requested in the Espace and in the weekly
mail.
"""


@dataclass(frozen=True, slots=True)
class LeadLine:
    """Lead as a line of a list, in the words that a person reads."""

    lead: Lead
    title: str
    price: str
    size: str
    freshness: str
    photo_id: UUID | None
    number: str
    """State of the request of a candidate: asked, given, refused or empty."""
    request_count: int
    """For managers: number of pending requests for the owner's number."""


def narrowed(leads: LeadQuerySet, criteria: Mapping[str, Any]) -> LeadQuerySet:
    """Returns the leads filtered by the values of the form (empty: not filtered)."""
    if criteria.get("kind"):
        leads = leads.filter(kind=criteria["kind"])
    if criteria.get("market"):
        leads = leads.filter(Q(market=criteria["market"]) | Q(soon_offer=criteria["market"]))
    if criteria.get("status"):
        leads = leads.filter(status=criteria["status"])
    if criteria.get("budget_eur"):
        leads = leads.filter(
            Q(price_from_eur__lte=criteria["budget_eur"])
            | Q(price_from_eur=None, price_to_eur__isnull=False)
            | Q(price_from_eur=None, price_to_eur=None)
        )
    if criteria.get("place"):
        communes = Commune.objects.search(criteria["place"], limit=20)
        leads = leads.filter(commune__in=[commune.pk for commune in communes])
    return leads


def shown_leads() -> LeadQuerySet:
    """Returns the leads that accompanied candidates see, the newest first."""
    return Lead.objects.shared().order_by("-shared_at", "pk")


def leads_with_requests(leads: LeadQuerySet) -> LeadQuerySet:
    """Returns leads for their managers, each with the number of pending requests for its number;
    oldest confirmation first.
    """
    waiting = Count(
        "releases",
        filter=Q(
            releases__requested_at__isnull=False,
            releases__released_at=None,
            releases__refused_at=None,
        ),
    )
    return leads.annotate(request_count=waiting).order_by("confirmed_at", "pk")


def lines(leads: Iterable[Lead], reader: Person | None = None) -> list[LeadLine]:
    """Returns the lines of some leads: their photos are prefetched; one query more for a reader."""
    lead_list = list(leads)
    numbers = _numbers(lead_list, reader) if reader is not None else {}
    now = timezone.now()
    return [
        LeadLine(
            lead=lead,
            title=title_words(lead),
            price=price_words(lead),
            size=size_words(lead),
            freshness=freshness_words(lead.confirmed_at, now),
            photo_id=next((photo.pk for photo in lead.photos.all()), None),
            number=numbers.get(lead.pk, ""),
            request_count=getattr(lead, "request_count", 0),
        )
        for lead in lead_list
    ]


def _numbers(leads: list[Lead], reader: Person) -> dict[UUID, str]:
    releases = LeadRelease.objects.filter(person=reader, lead__in=leads)
    return {release.lead_id: number_state(release) for release in releases}


def number_state(release: LeadRelease | None) -> str:
    """Returns the state of a candidate's request for the number: asked, given, refused, or
    empty.
    """
    if release is None:
        return ""
    if release.released_at is not None:
        return "given"
    if release.refused_at is not None:
        return "refused"
    return "requested" if release.requested_at is not None else ""


@dataclass(frozen=True, slots=True)
class LeadCounts:
    """Number of leads of a territory in each state; `oldest` is the oldest confirmation of those
    shown.
    """

    reported: int
    shared: int
    stale: int
    listed: int
    closed: int
    to_confirm: int
    request_count: int
    oldest: datetime | None


def counts(leads: LeadQuerySet, now: datetime | None = None) -> LeadCounts:
    """Returns the figures above a list of leads, in two queries."""
    now = now or timezone.now()
    figures = leads.aggregate(
        **{
            status: Count("pk", filter=Q(status=status))
            for status in ("reported", "shared", "stale", "listed", "closed")
        },
        to_confirm=Count("pk", filter=to_confirm(now)),
        oldest=Min("confirmed_at", filter=Q(status="shared")),
    )
    request_count = LeadRelease.objects.filter(
        requested_at__isnull=False, released_at=None, refused_at=None, lead__in=leads.shared()
    ).count()
    return LeadCounts(**figures, request_count=request_count)


def to_confirm(now: datetime) -> Q:
    """Returns the condition for the shown leads whose confirmation has expired, or will within a
    week.
    """
    soon = now - timedelta(days=current_instance().lead_stale_days) + BEFORE_THE_QUESTION
    return Q(status="shared") & (
        Q(confirmation_requested_at__isnull=False) | Q(confirmed_at__lte=soon)
    )


TABLE_HEADER = (
    "commune",
    "code_insee",
    "etat",
    "bien",
    "offre",
    "prix_min_eur",
    "prix_max_eur",
    "surface_m2",
    "pieces",
    "terrain_m2",
    "signalee_le",
    "montree_le",
    "confirmee_le",
    "close_le",
    "raison",
    "numeros_en_attente",
)
"""The owner, and where the home is, stay in the product."""


def table_rows(leads: LeadQuerySet) -> Iterator[tuple[object, ...]]:
    """Yields the rows of the file of leads, read as they are sent."""
    for lead in leads_with_requests(leads).select_related("commune").iterator(chunk_size=500):
        yield (
            lead.commune.name,
            lead.commune_id,
            lead.get_status_display(),
            lead.get_kind_display(),
            ", ".join(filter(None, [lead.get_market_display(), lead.get_soon_offer_display()])),
            lead.price_from_eur,
            lead.price_to_eur,
            lead.surface_m2,
            lead.rooms,
            lead.land_m2,
            *(_day(moment) for moment in (lead.reported_at, lead.shared_at, lead.confirmed_at)),
            _day(lead.closed_at),
            lead.get_close_reason_display(),
            getattr(lead, "request_count", 0),
        )


def _day(moment: datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


def state_words(lead: Lead) -> str:
    """Returns the state of a lead in words, for its managers."""
    words = {
        Lead.Status.REPORTED: _("à relire"),
        Lead.Status.SHARED: _("montrée"),
        Lead.Status.STALE: _("masquée, sans nouvelles"),
        Lead.Status.LISTED: _("devenue une annonce"),
        Lead.Status.CLOSED: _("close"),
    }
    return words[Lead.Status(lead.status)]
