"""The cast: one account for each role, which a visitor of the demo enters with one button.

All are invented, at addresses that receive nothing (RFC 2606).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.demo.places.census import BOITRON
from bocage.people.models import Role, Situation


@dataclass(frozen=True, kw_only=True)
class CastMember:
    """Person of the demo, with what a visitor can try in their account."""

    email: str
    name: str
    role_label: str | Promise
    shows: str | Promise
    """Feature to try in this account, in one sentence."""
    landing_page: str = "espace"
    """URL name of the page on which the visit starts."""
    landing_arguments: tuple[str, ...] = ()
    situation: str = ""
    language: str = "fr"
    mandate: str = ""
    """A role, or nothing for those who hold no mandate."""
    scope: str = ""
    """Scope of the mandate: an INSEE code, the slug of a place, a département."""


CANDIDATE = CastMember(
    email="camille.ferrand@paris.example",
    name="Camille Ferrand",
    role_label=_("Candidate à l’installation"),
    shows=_("Vient d’envoyer « Mon projet », et attend la première réponse ; réserve un poste."),
    landing_page="own_project",
    situation=Situation.CANDIDATE,
)
SETTLED_TELEWORKER = CastMember(
    email="julien.marchesseau@perche.example",
    name="Julien Marchesseau",
    role_label=_("Télétravailleur installé"),
    shows=_("Vit à Boitron, réserve deux jours par semaine ; ses réservations à venir."),
    landing_page="booking_list",
    situation=Situation.SETTLED_TELEWORKER,
)
OCCASIONAL = CastMember(
    email="sofia.duarte@courrier.example",
    name="Sofia Duarte",
    role_label=_("Télétravailleuse de passage"),
    shows=_("Vient de temps en temps, change de lieu, annule et reprend une réservation."),
    landing_page="booking_list",
    situation=Situation.OCCASIONAL_TELEWORKER,
)
SECOND_HOME = CastMember(
    email="emily.thornton@kent.example",
    name="Emily Thornton",
    role_label=_("Propriétaire d’une résidence secondaire"),
    shows=_("Lit le site et reçoit ses messages en anglais."),
    landing_page="home",
    situation=Situation.SECOND_HOME_OWNER,
    language="en",
)
HOST = CastMember(
    email="maud.tessier@boitron.example",
    name="Maud Tessier",
    role_label=_("Animatrice du télécentre de Boitron"),
    shows=_("Voit qui vient aujourd’hui et demain, poste par poste, et ce qu’il faut préparer."),
    landing_page="host_today",
    landing_arguments=(BOITRON.slug,),
    mandate=Role.HOST,
    scope=BOITRON.slug,
)
ACCOMPANIED = CastMember(
    email="hugo.delmas@lyon.example",
    name="Hugo Delmas",
    role_label=_("Candidat accompagné"),
    shows=_("Suit son projet : les mairies interrogées, les pistes, qui peut aider, le fil."),
    landing_page="own_project",
    situation=Situation.CANDIDATE,
)
TOWN_HALL = CastMember(
    email="brigitte.hamelin@mairie-boitron.example",
    name="Brigitte Hamelin",
    role_label=_("Secrétaire de mairie à Boitron"),
    shows=_("Répond pour un ménage, relit les pistes de logement, prépare la cérémonie."),
    mandate=Role.TOWN_HALL,
    scope="61051",
)
ELECTED = CastMember(
    email="gerard.poulain@mairie-boitron.example",
    name="Gérard Poulain",
    role_label=_("Élu référent de Boitron"),
    shows=_("Signale un logement en une demi-minute, et reçoit « Quoi de neuf à Boitron ? »."),
    mandate=Role.ELECTED,
    scope="61051",
)
COORDINATOR = CastMember(
    email="nadia.belkacem@orne.example",
    name="Nadia Belkacem",
    role_label=_("Chargée d’accueil de l’Orne"),
    shows=_("Suit douze ménages : une première réponse à donner, des mairies à relancer."),
    mandate=Role.COORDINATOR,
    scope="61",
)
CLUB_ORGANISER = CastMember(
    email="thomas.royer@club.example",
    name="Thomas Royer",
    role_label=_("Animateur du club"),
    shows=_("L’Espace de qui anime le club des télétravailleurs."),
    mandate=Role.CLUB_ORGANISER,
    scope="61",
)
TRAINING_OFFICER = CastMember(
    email="isabelle.caron@cci.example",
    name="Isabelle Caron",
    role_label=_("Responsable de formation"),
    shows=_("Une formation à la création d’entreprise : sa promotion, ses séances, ses inscrits."),
    landing_page="training_home",
    mandate=Role.TRAINING_OFFICER,
    scope="Chambre consulaire de démonstration",
)
EDITOR = CastMember(
    email="lea.guilbert@orne.example",
    name="Léa Guilbert",
    role_label=_("Rédactrice"),
    shows=_("L’Espace de qui écrit les pages du site."),
    mandate=Role.EDITOR,
    scope="61",
)
SPONSOR = CastMember(
    email="odile.prevost@perche.example",
    name="Odile Prévost",
    role_label=_("Marraine à Bellême"),
    shows=_("L’Espace d’une habitante qui accompagne les nouveaux venus."),
    situation=Situation.RESIDENT,
    mandate=Role.SPONSOR,
    scope="61038",
)
ADMIN = CastMember(
    email="anselme.brard@bocage.example",
    name="Anselme Brard",
    role_label=_("Administrateur"),
    shows=_("Règle l’instance sans terminal : nom, couleurs, contact, textes et délais."),
    mandate=Role.ADMIN,
)

CAST = (
    CANDIDATE,
    ACCOMPANIED,
    SETTLED_TELEWORKER,
    OCCASIONAL,
    SECOND_HOME,
    HOST,
    TOWN_HALL,
    ELECTED,
    COORDINATOR,
    CLUB_ORGANISER,
    TRAINING_OFFICER,
    EDITOR,
    SPONSOR,
    ADMIN,
)
"""Members of the cast, in display order."""
