"""Leads known to the town hall of Boitron only: unlisted homes, and candidates interested in
them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bocage.demo.cast import ACCOMPANIED, COORDINATOR, ELECTED, SPONSOR, TOWN_HALL
from bocage.housing.leads.operations.leads import LeadReport, report_lead
from bocage.housing.leads.operations.owner_rows import Owner
from bocage.housing.leads.operations.owners import ask_for_owner
from bocage.housing.models import Lead
from bocage.housing.town_hall_letters.operations import monday_of, send_letter
from bocage.people.models import Entitlement, Person
from bocage.people.operations.entitlements import grant_entitlement
from bocage.territory.models import Commune

BOITRON = "61051"


@dataclass(frozen=True, kw_only=True)
class _DemoLead:
    """Lead: author, home, and how many days ago."""

    by: str
    days: int
    report: LeadReport


HOUSE_OF_THE_TEACHER = _DemoLead(
    by=ELECTED.email,
    days=6,
    report=LeadReport(
        kind="house",
        market="sale",
        about_where="L’ancienne maison de l’instituteur, derrière l’école",
        price_from_eur=120_000,
        price_to_eur=180_000,
        surface_m2=110,
        rooms=5,
        words="Sèche et saine, toiture refaite. Un bureau possible à l’étage, jardin clos.",
        owner=Owner(name="Mme Yvonne Prunier", phone="02 99 00 12 34"),
        caller=Lead.Caller.CANDIDATES,
    ),
)
LEADS = (
    HOUSE_OF_THE_TEACHER,
    _DemoLead(
        by=TOWN_HALL.email,
        days=26,
        report=LeadReport(
            kind="apartment",
            market="rental",
            about_where="Au-dessus de la mairie",
            price_from_eur=450,
            price_to_eur=450,
            surface_m2=62,
            rooms=3,
            words="Logement communal, libre dès que les peintures sont finies.",
            caller=Lead.Caller.COORDINATOR,
        ),
    ),
    _DemoLead(
        by=ELECTED.email,
        days=12,
        report=LeadReport(
            kind="house",
            market="soon",
            soon_offer="sale",
            about_where="Hameau de la Cour, la longère aux volets bleus",
            price_to_eur=120_000,
            rooms=4,
            land_m2=2_500,
            owner=Owner(name="Famille Aubert", phone="02 99 00 56 78"),
        ),
    ),
    _DemoLead(
        by=SPONSOR.email,
        days=2,
        report=LeadReport(
            kind="land",
            market="sale",
            about_where="Route de Sées, après le calvaire",
            land_m2=1_400,
            words="Le propriétaire m’a dit qu’il vendrait volontiers.",
        ),
    ),
)
"""Telephone numbers are of the ranges that Arcep reserves for works of fiction."""


def report_leads(people: Mapping[str, Person], now: datetime) -> None:
    """Creates the leads of Boitron, one of them unread, and a candidate's request for a number."""
    grant_entitlement(
        by=people[COORDINATOR.email],
        person=people[ACCOMPANIED.email],
        kind=Entitlement.Kind.ACCOMPANIED,
    )
    commune = Commune.objects.select_related("departement", "epci").get(pk=BOITRON)
    leads = {
        demo_lead: report_lead(
            by=people[demo_lead.by],
            commune=commune,
            report=demo_lead.report,
            now=now - timedelta(days=demo_lead.days),
        )
        for demo_lead in LEADS
    }
    ask_for_owner(
        by=people[ACCOMPANIED.email],
        lead=leads[HOUSE_OF_THE_TEACHER],
        words="Nous sommes quatre, et nous passons à Boitron samedi.",
        now=now - timedelta(hours=5),
    )


def write_to_the_town_hall(people: Mapping[str, Person], now: datetime) -> None:
    """Sends the weekly letter, readable in the demo's mailbox."""
    commune = Commune.objects.select_related("departement", "epci").get(pk=BOITRON)
    for email in (ELECTED.email, TOWN_HALL.email):
        send_letter(person=people[email], commune=commune, week=monday_of(now), now=now)
