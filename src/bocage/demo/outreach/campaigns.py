"""The campaigns of the Orne: a fair in Paris, posters in a station, an employer, and those who
settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from django.utils import timezone

from bocage.demo.cast import COORDINATOR, SETTLED_TELEWORKER
from bocage.outreach.campaigns.operations.campaigns import (
    CampaignTerms,
    add_expense,
    close_campaign,
    open_campaign,
    start_campaign,
)
from bocage.outreach.campaigns.operations.links import add_link, count_visit
from bocage.outreach.models import Campaign, Prospect, ProspectConsent, Touch, TrackedLink
from bocage.outreach.prospects.operations.candidates import add_candidate
from bocage.outreach.prospects.operations.consents import confirm_consents
from bocage.outreach.prospects.operations.proposed_pairs import look_for_doubles
from bocage.outreach.prospects.operations.prospects import Capture, capture_prospect
from bocage.people.models import Person
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.operations import bring_table, start_import, write_rows
from bocage.territory.models import Departement
from bocage.welcome.models import SettlementProject

DAYS = 5
"""The days on which the links of a campaign are followed."""


@dataclass(frozen=True, kw_only=True)
class DemoCampaign:
    """Campaign of the demo: days are days ago, amounts are in euros."""

    name: str
    channel: str
    origin: str
    began: int
    links: tuple[tuple[str, int], ...]
    """Location of each link, and its number of visits."""
    expenses: tuple[tuple[str, int], ...]
    met: tuple[tuple[str, str, int], ...]
    """People met: address, name, how many days ago."""
    imported_list: str = ""
    """A list that was brought in, as its file has it, on the third day."""
    ended: int | None = None
    budget: int | None = None


HEAD = "Nom;Courriel;Ville;Métier"
OF_THE_FAIR = """
Adèle Vannier;adele.vannier@paris.example;Paris 11e;graphiste
Bastien Royer;bastien.royer@paris.example;Paris 20e;développeur
Célia Marques;celia.marques@montreuil.example;Montreuil;traductrice
Damien Lefort;damien.lefort@ivry.example;Ivry-sur-Seine;ingénieur du son
Estelle Ganne;estelle.ganne@paris.example;Paris 18e;juriste
Farid Belkaïd;farid.belkaid@saintdenis.example;Saint-Denis;chef de projet
Gaëlle Tessier;gaelle.tessier@versailles.example;Versailles;comptable
Hugo Prat;hugo.prat@paris.example;Paris 13e;développeur
Irène Castel;irene.castel@paris.example;Paris 14e;psychologue
Joanna Wolska;joanna.wolska@clichy.example;Clichy;illustratrice
Kévin Morin;kevin.morin@creteil.example;Créteil;technicien
Laure Bessière;laure.bessiere@paris.example;Paris 19e;éditrice
Mounir Saïdi;mounir.saidi@pantin.example;Pantin;développeur
Noémie Duval;noemie.duval@paris.example;Paris 12e;architecte
Olivier Thévenet;olivier.thevenet@sceaux.example;Sceaux;consultant
Pauline Garnier;pauline.garnier@paris.example;Paris 10e;journaliste
"""
OF_THE_EMPLOYER = """
Quentin Hamel;q.hamel@mutuelle.example;Rouen;actuaire
Rachel Aubry;r.aubry@mutuelle.example;Rouen;gestionnaire
Samuel Petit;s.petit@mutuelle.example;Sotteville-lès-Rouen;développeur
Tiphaine Le Bras;t.lebras@mutuelle.example;Rouen;juriste
Ugo Ferrari;u.ferrari@mutuelle.example;Elbeuf;développeur
Valérie Lemoine;v.lemoine@mutuelle.example;Rouen;comptable
Wassim Khelil;w.khelil@mutuelle.example;Rouen;analyste
Xavière Dumont;x.dumont@mutuelle.example;Barentin;formatrice
Yasmina Ould;y.ould@mutuelle.example;Rouen;chargée de clientèle
Zacharie Blot;z.blot@mutuelle.example;Yvetot;développeur
Lise Morvant;l.morvant@mutuelle.example;Montreuil;graphiste
Bérénice Caron;b.caron@mutuelle.example;Rouen;actuaire
Clément Fouquet;c.fouquet@mutuelle.example;Louviers;technicien
Doriane Vidal;d.vidal@mutuelle.example;Rouen;gestionnaire
"""
"""« Lise Morvant » resembles the Lise Morvan of the fair: a person must decide."""
ANSWERED = 3
"""Number of people of the imported list, out of four, who confirmed their address."""

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
            (SETTLED_TELEWORKER.email, "Hélène Marchesseau", 321),
            ("agathe.bertin@creteil.example", "Agathe Bertin", 321),
            ("karim.haddad@paris.example", "Karim Haddad", 320),
            ("lise.morvan@montreuil.example", "Lise Morvan", 320),
        ),
        imported_list=OF_THE_FAIR,
    ),
    DemoCampaign(
        name="Affiches en gare de Rouen",
        channel=Campaign.Channel.STATION,
        origin="Rouen",
        began=60,
        budget=400,
        links=(("Affiche du quai 3", 17), ("Affiche du hall", 9)),
        expenses=(("Impression de douze affiches", 214), ("Emplacements, deux mois", 240)),
        met=(
            ("agathe.bertin@creteil.example", "Agathe Bertin", 50),
            ("yann.lebreton@elbeuf.example", "Yann Le Breton", 21),
            ("soazig.legoff@nantes.example", "Soazig Le Goff", 6),
        ),
    ),
    DemoCampaign(
        name="Semaine du télétravail à la Mutuelle du Vexin",
        channel=Campaign.Channel.EMPLOYER,
        origin="Rouen",
        began=34,
        budget=300,
        links=(("Message aux salariés", 31), ("Écran de la cantine", 7)),
        expenses=(("Petit déjeuner d’accueil", 118),),
        met=(("maud.renaud@mutuelle.example", "Maud Renaud", 33),),
        imported_list=OF_THE_EMPLOYER,
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


def open_demo_campaigns(people: Mapping[str, Person], now: datetime) -> None:
    """Creates the past campaigns and their prospects, those who became candidates included."""
    nadia = people[COORDINATOR.email]
    for campaign in CAMPAIGNS:
        _run(campaign, nadia, now)
    addresses = {email for demo_campaign in CAMPAIGNS for email, _name, _days in demo_campaign.met}
    projects = SettlementProject.objects.filter(
        adults__is_first=True, adults__person__email__in=addresses
    )
    for key in projects.order_by("sent_at", "pk").values_list("pk", flat=True):
        add_candidate(project_id=key)
    look_for_doubles(now=now)


def _run(demo_campaign: DemoCampaign, nadia: Person, now: datetime) -> None:
    began = now - timedelta(days=demo_campaign.began)
    ended = now - timedelta(days=demo_campaign.ended) if demo_campaign.ended is not None else None
    campaign = open_campaign(
        by=nadia,
        departement=Departement.objects.get(code="61"),
        now=began - timedelta(days=20),
        terms=CampaignTerms(
            name=demo_campaign.name,
            channel=demo_campaign.channel,
            origin=demo_campaign.origin,
            starts_on=timezone.localdate(began),
            ends_on=timezone.localdate(ended) if ended else None,
            budget_cents=demo_campaign.budget * 100 if demo_campaign.budget else None,
        ),
    )
    links = []
    for label, visits in demo_campaign.links:
        link = add_link(by=nadia, campaign=campaign, label=label, now=began - timedelta(days=10))
        for number in range(min(visits, DAYS)):
            share = (visits - number + DAYS - 1) // DAYS
            count_visit(link=link, visits=share, now=began + timedelta(days=number))
        links.append(link)
    for label, euros in demo_campaign.expenses:
        add_expense(
            by=nadia,
            campaign=campaign,
            label=label,
            amount_cents=euros * 100,
            spent_on=timezone.localdate(began),
        )
    start_campaign(by=nadia, campaign=campaign)
    for email, name, days in demo_campaign.met:
        _meet(demo_campaign, campaign, links[0], (email, name), now - timedelta(days=days))
    if demo_campaign.imported_list:
        _import_contacts(demo_campaign, campaign, nadia, began + timedelta(days=2))
    if ended is not None:
        close_campaign(by=nadia, campaign=campaign, now=ended)


def _import_contacts(
    demo_campaign: DemoCampaign, campaign: Campaign, nadia: Person, at: datetime
) -> None:
    """Brings in a list as a coordinator does, and has most of its people confirm a day later."""
    table = bring_table(
        by=nadia,
        kind=table_kind("prospect"),
        content=BytesIO(f"{HEAD}{demo_campaign.imported_list}".encode()),
        file_name="inscrits.csv",
        options={
            "campaign": str(campaign.pk),
            "lawful_basis": "Inscrits sur place, case cochée devant nous.",
            "purposes": [ProspectConsent.Purpose.LETTERS, ProspectConsent.Purpose.EVENINGS],
        },
        now=at,
    )
    start_import(by=nadia, table=table, mapping=table.mapping)
    write_rows(table.pk, now=at)
    met = Prospect.objects.filter(touches__campaign=campaign, touches__kind=Touch.Kind.IMPORT)
    for number, prospect in enumerate(met.order_by("email")):
        if number % (ANSWERED + 1) < ANSWERED:
            confirm_consents(prospect=prospect, now=at + timedelta(days=1))


def _meet(
    demo_campaign: DemoCampaign,
    campaign: Campaign,
    link: TrackedLink,
    prospect: tuple[str, str],
    at: datetime,
) -> None:
    at_a_stand = demo_campaign.channel == Campaign.Channel.FAIR
    capture_prospect(
        capture=Capture(
            departement=campaign.departement,
            kind=Touch.Kind.BOOTH if at_a_stand else Touch.Kind.FORM,
            email=prospect[0],
            name=prospect[1],
            campaign=campaign,
            link=None if at_a_stand else link,
        ),
        now=at,
    )
