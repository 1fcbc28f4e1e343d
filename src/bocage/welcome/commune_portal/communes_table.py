"""Table « Communes »: how each commune of the territory welcomes, with a constant number of
queries.

Response time is the mean time from request to answer, over the relays that were answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, Exists, F, Max, Min, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.housing.models import Lead
from bocage.people.models import Mandate, Person, Role, ScopeKind
from bocage.people.policies import reach_of
from bocage.territory.models import Commune, Epci
from bocage.territory.spelling import normalise
from bocage.welcome.ceremonies.models import Ceremony
from bocage.welcome.charters.models import Commitment, WelcomeCharter
from bocage.welcome.meetings.formatting import town_halls
from bocage.welcome.relays.models import Relay
from bocage.welcome.sponsors.models import SponsorProfile


@dataclass(frozen=True, kw_only=True)
class CommuneLine:
    """Commune as a row of the table."""

    commune: Commune
    referents: tuple[str, ...]
    charter: WelcomeCharter | None
    fulfilled_promises: int
    promised: int
    late: int
    sponsors: int
    leads: int
    held_at: datetime | None
    planned_at: datetime | None
    answer_hours: int | None
    relays: int

    @property
    def answer_words(self) -> str:
        """Returns « 5 h », « 3 jours », or an empty string if no relay was answered."""
        if self.answer_hours is None:
            return ""
        if self.answer_hours < 48:
            return _("%(hours)d h") % {"hours": max(self.answer_hours, 1)}
        return _("%(days)d jours") % {"days": round(self.answer_hours / 24)}


NO_PROMISE: dict[str, Any] = {"fulfilled_promises": 0, "promised": 0, "late": 0}
NO_CEREMONY: dict[str, Any] = {"held_at": None, "planned_at": None}
NO_RELAY: dict[str, Any] = {"answer_hours": None, "relays": 0}


def communes_within(person: Person) -> Any:
    """Returns the current communes that a person coordinates."""
    reach = reach_of(person, Role.COORDINATOR)
    return (
        Commune.objects.filter(reach.communes_within(), is_current=True)
        .select_related("epci")
        .order_by("name", "code")
    )


def epcis_of(person: Person) -> list[tuple[str, str]]:
    """Lists the intercommunalités of the communes that a person coordinates, for the filter; one
    query.
    """
    communes = communes_within(person).order_by().values("epci")
    return list(Epci.objects.filter(pk__in=communes).order_by("name").values_list("pk", "name"))


def filter_communes(communes: Any, criteria: dict[str, str]) -> Any:
    """Filters communes by the fields of the filter form."""
    if criteria.get("name"):
        communes = communes.filter(search_text__contains=normalise(criteria["name"]))
    if criteria.get("epci"):
        communes = communes.filter(epci=criteria["epci"])
    if criteria.get("missing"):
        communes = communes.filter(~Exists(_possessions()[criteria["missing"]]))
    return communes


def lines(communes: Sequence[Commune]) -> list[CommuneLine]:
    """Returns the rows of these communes; seven queries, however many there are."""
    codes = [commune.pk for commune in communes]
    people = town_halls(codes)
    charters = {
        charter.commune_id: charter
        for charter in WelcomeCharter.objects.filter(commune__in=codes, ended_at=None)
    }
    promises = _promises(list(charters.values()))
    sponsors = _counts(SponsorProfile.objects.mandated().filter(commune__in=codes))
    leads = _counts(Lead.objects.filter(commune__in=codes, status=Lead.Status.SHARED))
    ceremonies = _ceremonies(codes)
    relays = _relays(codes)
    return [
        CommuneLine(
            commune=commune,
            referents=tuple(str(person) for person in people.get(commune.pk, [])),
            charter=charters.get(commune.pk),
            sponsors=sponsors.get(commune.pk, 0),
            leads=leads.get(commune.pk, 0),
            **(NO_PROMISE | promises.get(commune.pk, {})),
            **(NO_CEREMONY | ceremonies.get(commune.pk, {})),
            **(NO_RELAY | relays.get(commune.pk, {})),
        )
        for commune in communes
    ]


def _possessions() -> dict[str, Any]:
    """Returns the filters « il manque », each as a lookup of what a commune has."""
    commune = OuterRef("pk")
    return {
        "referent": Mandate.objects.in_force().filter(
            role__in=(Role.ELECTED, Role.TOWN_HALL),
            scope__kind=ScopeKind.COMMUNE,
            scope__commune=commune,
            person__is_active=True,
        ),
        "charte": WelcomeCharter.objects.filter(commune=commune, ended_at=None),
        "parrain": SponsorProfile.objects.mandated().filter(commune=commune),
        "pistes": Lead.objects.filter(commune=commune, status=Lead.Status.SHARED),
        "ceremonie": Ceremony.objects.filter(commune=commune, status=Ceremony.Status.HELD),
    }


def _counts(rows: Any) -> dict[str, int]:
    return dict(rows.order_by().values_list("commune").annotate(count=Count("pk")))


def _promises(charters: Any) -> dict[str, dict[str, Any]]:
    rows: Any = (
        Commitment.objects.filter(charter__in=[charter.pk for charter in charters])
        .order_by()
        .values("charter__commune")
        .annotate(
            promised=Count("pk"),
            fulfilled_promises=Count("pk", filter=Q(done_on__isnull=False)),
            late=Count("pk", filter=Q(done_on=None, due_on__lt=timezone.localdate())),
        )
    )
    return {row.pop("charter__commune"): dict(row) for row in rows}


def _ceremonies(codes: list[str]) -> dict[str, dict[str, Any]]:
    rows: Any = (
        Ceremony.objects.filter(commune__in=codes)
        .order_by()
        .values("commune")
        .annotate(
            held_at=Max("starts_at", filter=Q(status=Ceremony.Status.HELD)),
            planned_at=Min(
                "starts_at",
                filter=Q(status__in=Ceremony.COMING, starts_at__gt=timezone.now()),
            ),
        )
    )
    return {row.pop("commune"): dict(row) for row in rows}


def _relays(codes: list[str]) -> dict[str, dict[str, Any]]:
    rows: Any = (
        Relay.objects.filter(commune__in=codes)
        .order_by()
        .values("commune")
        .annotate(
            relays=Count("pk"),
            taken=Avg(F("answered_at") - F("sent_at"), filter=Q(answered_at__isnull=False)),
        )
    )
    return {
        row["commune"]: {"relays": row["relays"], "answer_hours": _hours(row["taken"])}
        for row in rows
    }


def _hours(duration: timedelta | None) -> int | None:
    return None if duration is None else round(duration.total_seconds() / 3600)
