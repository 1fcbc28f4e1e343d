"""Members of the demo's club: their trades, and their profile visibility."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bocage.demo.cast import SETTLED_TELEWORKER
from bocage.demo.neighbours import NEIGHBOURS
from bocage.network.members.operations.members import join_club, update_profile
from bocage.network.members.operations.organisations import save_organisation
from bocage.network.models import LISTED_FIELDS, Member
from bocage.people.models import Person
from bocage.territory.models import Commune

PUBLIC = sorted({"name", "headline", "skills", "helps_with", "commune", "organisation", "photo"})


@dataclass(frozen=True)
class Trade:
    """Trade of a member: what they do, where (INSEE code), and how they describe it."""

    headline: str
    skills: tuple[str, ...]
    commune: str
    helps_with: str = ""
    looks_for: str = ""
    organisation: str = ""


TRADES = (
    Trade("Graphiste, identité visuelle et édition", ("Graphiste", "Illustration", "Mise en page"),
          "61051", "Relire un devis d’imprimeur.", "Un développeur pour des sites d’associations.",
          "Atelier des Haies"),
    Trade("Développeuse Web, sites et outils internes", ("Développeur Web", "Python"),
          "61464", "Remettre un site sur pied.", "Des missions de deux jours par semaine."),
    Trade("Comptable pour indépendants", ("Comptabilité", "Paie", "Création d’entreprise"),
          "61001", "Choisir son statut avant de se lancer.", "", "Chiffres du Perche"),
    Trade("Traductrice anglais et allemand", ("Traduction", "Anglais", "Allemand"),
          "61293", "Relire une page en anglais.", "Un bureau calme le jeudi."),
    Trade("Chef de projet numérique, secteur public", ("Conduite de projet", "Marchés publics"),
          "61001", "Lire un cahier des charges.", "D’autres chefs de projet avec qui parler."),
    Trade("Photographe, architecture et métiers", ("Photographe", "Vidéo", "Drone"),
          "61214", "Faire un portrait qui ressemble.", "", "Lumière d’Ouche"),
    Trade("Rédactrice, lettres et sites", ("Rédaction", "Référencement"),
          "61006", "Dire simplement ce que vous faites.", "Une graphiste pour une lettre."),
    Trade("Architecte d’intérieur", ("Architecture d’intérieur", "Rénovation"),
          "61258", "Regarder un plan avant d’acheter.", ""),
    Trade("Juriste, droit du travail", ("Droit du travail", "Télétravail"),
          "61001", "Lire un avenant de télétravail.", "Des rencontres le midi."),
    Trade("Ingénieur données, agriculture", ("Analyse de données", "Python", "Cartographie"),
          "61169", "Faire parler un tableau.", "", "Semis et Données"),
    Trade("Formatrice bureautique et sécurité", ("Formation", "Sécurité informatique"),
          "61006", "Protéger ses comptes en une heure.", "Une salle pour douze personnes."),
    Trade("Community manager pour artisans", ("Réseaux sociaux", "Photographe"),
          "61293", "Ouvrir une page qui vit.", ""),
    Trade("Designer d’interfaces", ("Ergonomie", "Graphiste", "Accessibilité"),
          "61464", "Tester un formulaire.", "Une développeuse pour un service."),
    Trade("Acheteur, industrie", ("Achats", "Négociation", "Anglais"),
          "61214", "Préparer une négociation.", "Un covoiturage le lundi."),
    Trade("Psychologue du travail", ("Ressources humaines", "Écoute"),
          "61258", "Parler de l’isolement, sans détour.", ""),
    Trade("Maquettiste 3D et bois", ("Modélisation 3D", "Menuiserie"),
          "61051", "Dessiner une pièce à fabriquer.", "", "L’Établi de Boitron"),
)  # fmt: skip


def join_the_club(people: Mapping[str, Person], now: datetime) -> None:
    """Enrols sixteen professionals over the last months; half of them have a public profile."""
    communes = {commune.pk: commune for commune in Commune.objects.filter(pk__in=_codes())}
    joining = [SETTLED_TELEWORKER.email, *(neighbour.email for neighbour in NEIGHBOURS)]
    for number, (email, trade) in enumerate(zip(joining, TRADES, strict=False)):
        since = now - timedelta(days=9 * number)
        _join(people[email], trade, communes[trade.commune], since, is_public=number % 2 == 0)


def _codes() -> set[str]:
    return {trade.commune for trade in TRADES}


def _join(
    person: Person, trade: Trade, commune: Commune, since: datetime, *, is_public: bool
) -> Member:
    member = join_club(
        by=person, commune=commune, headline=trade.headline, skills=trade.skills, now=since
    )
    organisation = None
    if trade.organisation:
        organisation = save_organisation(
            by=person, organisation=None, name=trade.organisation, commune=commune
        )
    public = PUBLIC if is_public else []
    return update_profile(
        by=person,
        member=member,
        helps_with=trade.helps_with,
        looks_for=trade.looks_for,
        organisation=organisation,
        leads_organisation=organisation is not None,
        public_fields=public,
        members_fields=sorted(LISTED_FIELDS - set(public)),
    )
