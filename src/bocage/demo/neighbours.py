"""Sixty invented people who use the places of the demo."""

import re
import unicodedata
from dataclasses import dataclass

from bocage.training.models import Identity

DOMAINS = ("courrier.example", "bureau.example", "perche.example", "bocage-normand.example")
NAMES = (
    "Agathe Auvray",
    "Amir Barbedor",
    "Anaïs Bellenger",
    "Armelle Besnardeau",
    "Aurélien Bidard",
    "Awa Boissel",
    "Basile Bougrain",
    "Bérénice Briand",
    "Blaise Cadiou",
    "Capucine Chancerel",
    "Cécile Chauvelot",
    "Chantal Coispel",
    "Claire Corbière",
    "Constance Courteille",
    "Cyprien Dauvergne",
    "Damien Delangle",
    "Delphine Desmottes",
    "Denis Drouard",
    "Edgar Dubreuille",
    "Élise Esnouf",
    "Élodie Fauchery",
    "Émile Fleuriel",
    "Enora Fourmont",
    "Estelle Gadbois",
    "Fatou Gallot",
    "Félix Garnereau",
    "Florent Gautrelet",
    "Françoise Godefroid",
    "Gaëlle Gonfreville",
    "Gaspard Goupillat",
    "Geoffroy Grandval",
    "Ghislaine Guesdon",
    "Grégoire Haudebourg",
    "Inès Hébrard",
    "Ismaël Herblin",
    "Jeanne Houssemaine",
    "Joachim Jardineau",
    "Joséphine Jouvence",
    "Karim Lachesnaye",
    "Laure Lambertier",
    "Léon Launoy",
    "Liliane Lebailleux",
    "Lucien Lechantre",
    "Maëlle Letournoux",
    "Marius Maillardet",
    "Martine Malherbier",
    "Mathilde Marchandon",
    "Maxence Mesnilgrand",
    "Mehdi Montreuille",
    "Nicolas Noyelles",
    "Noémie Orval",
    "Paulin Pellerin-Roche",
    "Perrine Perdrielle",
    "Quentin Pichonnet",
    "Raphaëlle Quesnel-Bory",
    "Rémi Rocheteau",
    "Salomé Salliot",
    "Tiphaine Taillepierre",
    "Vadim Vauquelain",
    "Yann Vieillard-Noé",
)


@dataclass(frozen=True)
class Neighbour:
    """A person as the demo makes it: a name, and an address that can receive nothing."""

    name: str
    email: str


STREETS = ("rue du Pont", "rue de l’Église", "chemin du Bocage", "place de la Halle")
TOWNS = ("61500 Sées", "61000 Alençon", "61200 Argentan", "61400 Mortagne-au-Perche")


def identity_of(neighbour: Neighbour) -> Identity:
    """Returns the identity that a neighbour gives on an application: their name, and an invented
    address.
    """
    given_name, _space, family = neighbour.name.partition(" ")
    number = NAMES.index(neighbour.name)
    street, town = STREETS[number % len(STREETS)], TOWNS[number // 4 % len(TOWNS)]
    return Identity(
        given_name=given_name, family_name=family, postal_address=f"{number + 1} {street}\n{town}"
    )


def address_of(name: str, domain: str) -> str:
    """Returns the address of a person: `Élise Courteille` has `elise.courteille@domain`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{re.sub(r'[^a-z]+', '.', plain)}@{domain}"


NEIGHBOURS = tuple(
    Neighbour(name, address_of(name, DOMAINS[rank % len(DOMAINS)]))
    for rank, name in enumerate(NAMES)
)
