"""Contextual help of screens: passage of a guide, by route prefix.

The longest prefix wins. A test opens every passage (`tests/guides/test_screens.py`): it names new
screens of the Espace without help, and renamed headings.
"""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from bocage.guides.shelf import address_of
from bocage.people.models import Person, Role
from bocage.people.policies import mandates_of

HOME = "espace/"
"""Route of the home of the Espace: its help is the list of guides, one's own roles first."""

PROJECT = "espace/accueil/projets/<uuid:project_id>/"
PLACE = "espace/lieux/<slug:slug>/"

PASSAGES: dict[str, str] = {
    # The welcome
    "espace/accueil/": "accueillir-les-menages.md#voir-ce-qui-presse",
    "espace/accueil/carnet/": "accueillir-les-menages.md#le-carnet-dentraide",
    "espace/accueil/chiffres/": "accueillir-les-menages.md#faire-venir-faire-rester",
    "espace/accueil/envies/": "accueillir-les-menages.md#ceux-qui-veulent-aider-a-leur-tour",
    "espace/accueil/parrains/": "accueillir-les-menages.md#demander-autour-de-soi",
    "espace/accueil/projets/": "accueillir-les-menages.md#sur-un-dossier",
    f"{PROJECT}carnet/": "accueillir-les-menages.md#le-carnet-dentraide",
    f"{PROJECT}club/": "accueillir-les-menages.md#demander-autour-de-soi",
    f"{PROJECT}mairies/": "accueillir-les-menages.md#demander-autour-de-soi",
    f"{PROJECT}parrain/": "accueillir-les-menages.md#demander-autour-de-soi",
    f"{PROJECT}sejours/": "accueillir-les-menages.md#faire-venir-faire-rester",
    "espace/accueil/sejours/": "accueillir-les-menages.md#faire-venir-faire-rester",
    "espace/accueil/suivis/": "accueillir-les-menages.md#faire-venir-faire-rester",
    "espace/accueil/taches/": "accueillir-les-menages.md#les-taches-types",
    "espace/accueil/week-ends/": "accueillir-les-menages.md#les-week-ends-daccueil",
    "espace/communes/": "accueillir-les-menages.md#les-reunions-et-la-charte",
    "espace/reunions/": "accueillir-les-menages.md#les-reunions-et-la-charte",
    # Homes
    "espace/annonces/": "coordonner-un-territoire.md#suivre-les-sources-dannonces",
    "espace/annonces/logements/": "coordonner-un-territoire.md#un-logement-ou-deux",
    "espace/annonces/rapprochements/": "coordonner-un-territoire.md#un-logement-ou-deux",
    "espace/annonces/proprietaires/": (
        "coordonner-un-territoire.md#relire-ce-que-proposent-des-proprietaires"
    ),
    "espace/pistes/": "tenir-une-mairie.md#signaler-un-logement-que-personne-nannonce",
    "espace/pistes/territoire/": "coordonner-un-territoire.md#suivre-les-pistes-de-logement",
    "espace/demande/": "tenir-une-mairie.md#la-demande-de-logement",
    "mes-recherches/": "suivre-les-logements.md#a-votre-rythme",
    "se-loger/": "trouver-un-logement.md",
    "recherches/": "suivre-les-logements.md#enregistrer-une-recherche",
    "notifications/": "suivre-les-logements.md#ce-qui-vous-est-dit",
    # The town hall
    "espace/ceremonies/": "tenir-une-mairie.md#accueillir-ceux-qui-arrivent",
    "espace/ma-commune/": "tenir-une-mairie.md#accueillir-ceux-qui-arrivent",
    "espace/mises-en-relation/": "tenir-une-mairie.md#repondre-pour-un-menage",
    # Sponsors
    "espace/parrainage/": "parrainer-un-menage.md#accompagner",
    "espace/parrainage/devenir/": "parrainer-un-menage.md#se-proposer",
    "espace/parrainage/proposer/": "parrainer-un-menage.md#se-proposer",
    "espace/parrainage/fiche/": "parrainer-un-menage.md#se-proposer",
    # Places
    "espace/bilan/": "coordonner-un-territoire.md#le-bilan-des-lieux",
    "espace/lieux/": "animer-un-lieu.md#tenir-la-fiche",
    "espace/lieux/ouvrir/": "coordonner-un-territoire.md#ouvrir-un-lieu",
    f"{PLACE}absences/": "animer-un-lieu.md#qui-est-la",
    f"{PLACE}acces/": "animer-un-lieu.md#qui-est-la",
    f"{PLACE}agendas": "animer-un-lieu.md#les-agendas",
    f"{PLACE}attente/": "animer-un-lieu.md#les-demandes-et-la-liste-dattente",
    f"{PLACE}bilan/": "animer-un-lieu.md#le-bilan",
    f"{PLACE}carnets/": "animer-un-lieu.md#les-prix-et-les-carnets",
    f"{PLACE}comptes/": "animer-un-lieu.md#les-prix-et-les-carnets",
    f"{PLACE}demandes/": "animer-un-lieu.md#les-demandes-et-la-liste-dattente",
    f"{PLACE}fermer": "animer-un-lieu.md#les-horaires",
    f"{PLACE}fermetures/": "animer-un-lieu.md#les-horaires",
    f"{PLACE}habilitations/": "animer-un-lieu.md#les-adhesions-et-les-prises-en-main",
    f"{PLACE}horaires": "animer-un-lieu.md#les-horaires",
    f"{PLACE}jour/": "animer-un-lieu.md#chaque-matin",
    f"{PLACE}passages/": "animer-un-lieu.md#qui-est-la",
    f"{PLACE}presence/": "animer-un-lieu.md#qui-est-la",
    f"{PLACE}publier/": "animer-un-lieu.md#publier",
    f"{PLACE}reglement/": "animer-un-lieu.md#les-regles-de-reservation",
    f"{PLACE}regles/": "animer-un-lieu.md#les-regles-de-reservation",
    f"{PLACE}reservation/": "animer-un-lieu.md#chaque-matin",
    f"{PLACE}structures/": "animer-un-lieu.md#les-prix-et-les-carnets",
    f"{PLACE}tarifs/": "animer-un-lieu.md#les-prix-et-les-carnets",
    f"{PLACE}tableau/": "animer-un-lieu.md#le-tableau",
    "espace/presence/": "animer-un-lieu.md#qui-est-la",
    "espace/reservations/": "animer-un-lieu.md#qui-est-la",
    # Working in a place
    "mes-depenses/": "reserver-un-bureau.md#vos-depenses",
    "mes-reservations/": "reserver-un-bureau.md#annuler",
    "mes-reservations/<uuid:booking_id>/invites/": (
        "reserver-un-bureau.md#quelquun-de-plus-ou-de-moins"
    ),
    "mes-reservations/agenda/": "reserver-un-bureau.md#dans-votre-agenda",
    "mes-reservations/attente/": "reserver-un-bureau.md#quand-tout-est-pris",
    "mes-reservations/rappels/": "reserver-un-bureau.md#les-rappels",
    "mes-series/": "reserver-un-bureau.md#chaque-semaine-chaque-mois",
    "travailler/": "reserver-un-bureau.md#trouver-un-lieu-et-reserver",
    "travailler/<slug:slug>/attendre/": "reserver-un-bureau.md#quand-tout-est-pris",
    "travailler/<slug:slug>/repeter/": "reserver-un-bureau.md#chaque-semaine-chaque-mois",
    # One's own project, and one's own account
    "mon-projet/": "preparer-son-installation.md#suivre-son-projet",
    "mon-projet/nouveau/": "preparer-son-installation.md#raconter-son-projet",
    "compte/": "mes-donnees.md",
    "compte/applications/": "developpeurs.md#agir-au-nom-de-quelquun-jetons-et-applications",
    # The club
    "espace/club/": "rejoindre-le-club.md#animer-le-club",
    "espace/club/entraide/": "animer-entre-deux-rencontres.md#lentraide",
    "espace/club/envois/": "animer-entre-deux-rencontres.md#une-annonce",
    "espace/club/envois/lettre/": "animer-entre-deux-rencontres.md#la-lettre-du-mois",
    "espace/club/envois/reglages/": "animer-entre-deux-rencontres.md#la-lettre-du-mois",
    "espace/club/idees/": "animer-entre-deux-rencontres.md#la-boite-a-idees",
    "espace/club/rencontres/": "animer-les-rencontres.md#preparer",
    "espace/club/vie/": "animer-entre-deux-rencontres.md#les-chiffres",
    "espace/deux-par-deux/": "rejoindre-le-club.md#deux-par-deux",
    "espace/echanges/": "rejoindre-le-club.md#ecrire-a-quelquun",
    "espace/ecole-du-web/": "tenir-une-ecole-du-web.md#ouvrir",
    "club/": "rejoindre-le-club.md#rejoindre",
    "club/ma-fiche/": "rejoindre-le-club.md#votre-fiche",
    "club/membres/": "rejoindre-le-club.md#trouver-quelquun",
    "club/structures/": "rejoindre-le-club.md#votre-structure",
    "ecole-du-web/": "rejoindre-le-club.md#lecole-du-web",
    "idees/": "rejoindre-le-club.md#la-boite-a-idees",
    # The course
    "espace/candidatures/": "candidater-a-une-formation.md#attendre-repondre",
    "espace/formations/": "tenir-une-formation.md#ecrire-une-formation",
    "espace/formations/chiffres/": "tenir-une-formation.md#les-chiffres",
    "espace/formations/inscriptions/": "emarger-une-formation.md#les-mentors",
    "espace/formations/promotions/": "tenir-une-formation.md#preparer-une-promotion",
    "espace/formations/seances/": "emarger-une-formation.md#le-jour-de-la-seance",
    "espace/formations/suivis/": "emarger-une-formation.md#avant-a-la-fin-apres",
    "espace/jury/": "etre-du-jury-d-une-formation.md#vous-etes-du-jury",
    "formations/": "candidater-a-une-formation.md#ecrire",
    "formations/les-miennes/": "candidater-a-une-formation.md#attendre-repondre",
    "formations/mentors/": "emarger-une-formation.md#les-mentors",
    # Going to meet people
    "espace/ambassadeur/": "aller-a-la-rencontre.md#des-ambassadeurs",
    "espace/ambassadeurs/": "aller-a-la-rencontre.md#des-ambassadeurs",
    "espace/atouts/": "tenir-les-atouts.md#en-ecrire-un",
    "espace/campagnes/": "tenir-une-campagne.md#ouvrir-une-campagne",
    "espace/campagnes/<uuid:pk>/stands/": "tenir-une-campagne.md#tenir-un-stand",
    "espace/employeurs/": "aller-a-la-rencontre.md#des-employeurs-partenaires",
    "espace/lettres/": "ecrire-des-lettres.md#commencer",
    "espace/prospects/": "tenir-une-campagne.md#suivre-les-prospects",
    "espace/prospects/listes/": "tenir-une-campagne.md#apporter-une-liste",
    "espace/soirees/": "aller-a-la-rencontre.md#une-soiree-a-paris-a-rouen-ou-ailleurs",
    "espace/stands/": "tenir-une-campagne.md#tenir-un-stand",
    # Figures
    "espace/rapport/": "coordonner-un-territoire.md#faire-un-rapport",
    "espace/tableau-de-bord/": "coordonner-un-territoire.md#suivre-les-chiffres",
    "preuves/": "verifier-les-chiffres.md",
    # The instance
    "espace/comptes/": "administrer-l-instance.md#un-appareil-perdu-une-cle-perdue",
    "espace/historique/": "administrer-l-instance.md#lhistorique",
    "espace/instance/": "administrer-l-instance.md#ce-qui-se-surveille-tout-seul",
    "espace/logiciels/": "developpeurs.md#etre-prevenu-de-ce-qui-se-passe-les-webhooks",
    "espace/mandats/": "coordonner-un-territoire.md#confier-un-lieu-ou-une-commune",
    "espace/premiers-pas/": "administrer-l-instance.md#les-premiers-pas",
    "espace/reglages/": "administrer-l-instance.md#les-reglages",
}

TOWN_HALL_ROLES = (Role.ELECTED, Role.TOWN_HALL)
CHARTER = "tenir-une-mairie.md#la-charte-et-ses-engagements"

OF_ROLES: dict[str, dict[str, str]] = {
    "espace/communes/": dict.fromkeys(TOWN_HALL_ROLES, CHARTER),
    "espace/mandats/": {Role.ADMIN: "administrer-l-instance.md#les-mandats"},
    "espace/rapport/": dict.fromkeys(TOWN_HALL_ROLES, "tenir-une-mairie.md#le-rapport"),
    "espace/reunions/": dict.fromkeys(TOWN_HALL_ROLES, CHARTER),
    "espace/tableau-de-bord/": {
        **dict.fromkeys(TOWN_HALL_ROLES, "tenir-une-mairie.md#vos-chiffres"),
        Role.HOST: "animer-un-lieu.md#le-bilan",
        Role.CLUB_ORGANISER: "animer-entre-deux-rencontres.md#les-chiffres",
        Role.TRAINING_OFFICER: "tenir-une-formation.md#les-chiffres",
    },
}
"""Passages for non-coordinators, on screens shared by several roles."""


def passage_of(route: str, person: Person | None = None) -> str:
    """Returns the file of `docs/guides` and the anchor for a route, according to the roles of a
    person; empty if none is declared. Coordinators read the passages for coordinators.
    """
    beginnings = (beginning for beginning in PASSAGES if route.startswith(beginning))
    nearest = max(beginnings, key=len, default="")
    if person is not None and nearest in OF_ROLES:
        roles = {mandate.role for mandate in mandates_of(person)}
        if Role.COORDINATOR not in roles:
            of_roles = (words for role, words in OF_ROLES[nearest].items() if role in roles)
            return next(of_roles, PASSAGES[nearest])
    return PASSAGES.get(nearest, "")


def help_for(request: HttpRequest) -> str:
    """Returns the address of the help for the screen of a request."""
    match = request.resolver_match
    route = match.route.removeprefix(f"{get_language()}/") if match else ""
    user = getattr(request, "user", None)  # An error page may be rendered before authentication.
    passage = passage_of(route, user if isinstance(user, Person) else None)
    address = address_of(f"guides/{passage}") if passage else ""
    return address or reverse("help_home")
