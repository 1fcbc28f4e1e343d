"""Figures of the demo, counted last night, and the targets of the Orne, its intercommunalité and
Boitron."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from bocage.demo.cast import COORDINATOR, ELECTED
from bocage.demo.welcome.settled_before import create_settled_households
from bocage.evidence.dashboards.grounds import ground_at
from bocage.evidence.models import Level, Span
from bocage.evidence.operations.snapshots import count_night, last_night_over
from bocage.evidence.operations.targets import TargetTerms, set_target
from bocage.evidence.registry import indicator_named
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.workspaces.opening_hours.availability import local_day

COUNCIL = "Voté au conseil départemental"
TOGETHER = "Décidé avec la mairie"
JANUARY, JULY = 1, 7
AIMS = (
    (Level.DEPARTEMENT, "settled_households", "85", JULY, "Relevé à mi-année"),
    (Level.DEPARTEMENT, "settled_households", "70", JANUARY, COUNCIL),
    (Level.DEPARTEMENT, "still_here_after_12_months", "85", JANUARY, COUNCIL),
    (Level.DEPARTEMENT, "first_answer_delay", "24", JANUARY, "Charte d’accueil"),
    (Level.DEPARTEMENT, "bookings_kept", "600", JANUARY, COUNCIL),
    (Level.DEPARTEMENT, "club_members", "85", JANUARY, ""),
    (Level.EPCI, "settled_households", "20", JANUARY, ""),
    (Level.COMMUNE, "settled_households", "2", JANUARY, TOGETHER),
    (Level.COMMUNE, "ceremonies_held", "1", JANUARY, TOGETHER),
    (Level.COMMUNE, "hidden_homes_reported", "6", JANUARY, TOGETHER),
)
"""Yearly targets, each from the first day of a month of this year."""


def count_the_figures(people: Mapping[str, Person], now: datetime) -> None:
    """Counts last night, beside the years before, and sets the targets."""
    create_settled_households(now)
    count_night(last_night_over())
    commune = Commune.objects.get(pk=ELECTED.scope)
    codes = {
        Level.DEPARTEMENT: commune.departement_id,
        Level.EPCI: commune.epci_id or "",
        Level.COMMUNE: commune.pk,
    }
    for level, name, value, month, reason in AIMS:
        ground = ground_at(level, codes[level])
        if ground is not None:
            set_target(
                by=people[COORDINATOR.email],
                indicator=indicator_named(name),
                ground=ground,
                span=Span.YEAR,
                terms=TargetTerms(
                    value=Decimal(value),
                    starts_on=date(local_day(now).year, month, 1),
                    reason=reason,
                ),
            )
