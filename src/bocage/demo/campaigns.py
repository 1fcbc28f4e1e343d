"""The campaigns of the Orne: a fair in Paris, posters in a station, and those who settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from bocage.demo.cast import COORDINATOR, SETTLED
from bocage.outreach.models import Campaign, Touch, TrackedLink
from bocage.outreach.operations.campaigns import (
    CampaignTerms,
    add_expense,
    close_campaign,
    open_campaign,
    start_campaign,
)
from bocage.outreach.operations.candidates import keep_candidate
from bocage.outreach.operations.links import add_link, count_visit
from bocage.outreach.operations.prospects import Capture, capture_prospect
from bocage.people.models import Person
from bocage.territory.models import Departement
from bocage.welcome.models import SettlementProject


@dataclass(frozen=True, kw_only=True)
class DemoCampaign:
    """One campaign: days are ago, amounts in euros."""

    name: str
    channel: str
    origin: str
    began: int
    links: tuple[tuple[str, int], ...]
    """Where each is, and how many people followed it."""
    expenses: tuple[tuple[str, int], ...]
    met: tuple[tuple[str, str, int], ...]
    """Whom it met: their address, their name, how many days ago."""
    ended: int | None = None
    budget: int | None = None


CAMPAIGNS = (
    DemoCampaign(
        name="Salon « Partir vivre ailleurs », Paris",
        channel=Campaign.Channel.FAIR,
        origin="Paris et sa couronne",
        began=322,
        ended=320,
        budget=1500,
        links=(("Dépliant du stand", 14), ("Affiche derrière la table", 6)),
        expenses=(("Le stand, deux jours", 680), ("Dépliants", 142), ("Train et repas", 96)),
        met=(
            (SETTLED.email, "Hélène Marchesseau", 321),
            ("agathe.bertin@creteil.example", "Agathe Bertin", 321),
            ("karim.haddad@paris.example", "Karim Haddad", 320),
            ("lise.morvan@montreuil.example", "Lise Morvan", 320),
        ),
    ),
    DemoCampaign(
        name="Affiches en gare de Rennes",
        channel=Campaign.Channel.STATION,
        origin="Rennes",
        began=60,
        budget=600,
        links=(("Affiche du quai 3", 17), ("Affiche du hall", 9)),
        expenses=(("Impression de douze affiches", 214), ("Emplacements, deux mois", 240)),
        met=(
            ("agathe.bertin@creteil.example", "Agathe Bertin", 50),
            ("yann.lebreton@rennes.example", "Yann Le Breton", 21),
            ("soazig.legoff@nantes.example", "Soazig Le Goff", 6),
        ),
    ),
    DemoCampaign(
        name="Ambassadeurs du Perche",
        channel=Campaign.Channel.AMBASSADOR,
        origin="leurs anciens collègues",
        began=215,
        links=(("Carte de la famille Marchesseau", 8),),
        expenses=(),
        met=(("ines.roussel@rouen.example", "Inès Roussel", 205),),
    ),
)


def go_and_meet_people(people: Mapping[str, Person], now: datetime) -> None:
    """Opens the campaigns, as they went; whoever they met and is a candidate since is one here."""
    nadia = people[COORDINATOR.email]
    for campaign in CAMPAIGNS:
        _run(campaign, nadia, now)
    addresses = {email for one in CAMPAIGNS for email, _name, _days in one.met}
    sent = SettlementProject.objects.filter(
        adults__is_first=True, adults__person__email__in=addresses
    )
    for key in sent.order_by("sent_at", "pk").values_list("pk", flat=True):
        keep_candidate(project_id=key)


def _run(told: DemoCampaign, nadia: Person, now: datetime) -> None:
    began = now - timedelta(days=told.began)
    ended = now - timedelta(days=told.ended) if told.ended is not None else None
    campaign = open_campaign(
        by=nadia,
        departement=Departement.objects.get(code="61"),
        now=began - timedelta(days=20),
        terms=CampaignTerms(
            name=told.name,
            channel=told.channel,
            origin=told.origin,
            starts_on=timezone.localdate(began),
            ends_on=timezone.localdate(ended) if ended else None,
            budget_cents=told.budget * 100 if told.budget else None,
        ),
    )
    links = []
    for label, visits in told.links:
        link = add_link(by=nadia, campaign=campaign, label=label, now=began - timedelta(days=10))
        for number in range(visits):
            count_visit(link=link, now=began + timedelta(days=number % 5))
        links.append(link)
    for label, euros in told.expenses:
        add_expense(
            by=nadia,
            campaign=campaign,
            label=label,
            amount_cents=euros * 100,
            spent_on=timezone.localdate(began),
        )
    start_campaign(by=nadia, campaign=campaign)
    for email, name, days in told.met:
        _meet(told, campaign, links[0], (email, name), now - timedelta(days=days))
    if ended is not None:
        close_campaign(by=nadia, campaign=campaign, now=ended)


def _meet(
    told: DemoCampaign,
    campaign: Campaign,
    link: TrackedLink,
    who: tuple[str, str],
    at: datetime,
) -> None:
    at_a_stand = told.channel == Campaign.Channel.FAIR
    capture_prospect(
        capture=Capture(
            departement=campaign.departement,
            kind=Touch.Kind.BOOTH if at_a_stand else Touch.Kind.FORM,
            email=who[0],
            name=who[1],
            campaign=campaign,
            link=None if at_a_stand else link,
        ),
        now=at,
    )
