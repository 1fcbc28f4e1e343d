"""The places of the demo, in real communes of the Orne.

Four are real: their name, address and position are facts of the national census of third
places of 2019 (CGET, now ANCT, Licence Ouverte 2.0), with their number in it. What they offer,
their hours and their measured speeds are invented, as is everything about the others but their
commune: these stand where GeoNames (CC BY 4.0) puts the town, and each says so. Nothing here
needs the census file.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.text import slugify

from bocage.demo.places import hours
from bocage.demo.places.hours import WeeklyHours

DESK, OFFICE = "desk", "closed_office"
LENT_ROOM = "Salle du Verger"
"""The room of Boitron that is booked on request."""
MEETING, TRAINING, BOOTH = "meeting_room", "training_room", "phone_booth"


@dataclass(frozen=True)
class DemoResource:
    """Space of the demo that can be booked; `part_of` names the room of the same place that it
    divides.
    """

    kind: str
    name: str
    capacity: int = 1
    equipment: tuple[str, ...] = ()
    part_of: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class DemoPlace:
    """A place as facts: `popularity` is how often people of the demo choose it."""

    name: str
    kind: str
    commune: str
    """INSEE code."""
    address: str
    postcode: str
    latitude: float
    longitude: float
    census_number: str = ""
    """Number in the census of 2019; empty for a place that is invented."""
    position_from: str = "census of 2019"
    description: str
    weekly_hours: WeeklyHours
    resources: tuple[DemoResource, ...]
    equipment: tuple[str, ...]
    accessibility: tuple[str, ...] = ()
    download_mbps: int | None = None
    upload_mbps: int | None = None
    speed_measured_on: date | None = None
    observes_public_holidays: bool = True
    access_instructions: str = ""
    popularity: int = 3
    website: str = ""

    @property
    def is_real(self) -> bool:
        return bool(self.census_number)

    @cached_property
    def slug(self) -> str:
        """The address of its page, as the product makes it from the name."""
        return slugify(self.name)


def desks(count: int, *equipment: str) -> tuple[DemoResource, ...]:
    return tuple(DemoResource(DESK, f"Poste {rank}", 1, equipment) for rank in range(1, count + 1))


def meeting_room(name: str, capacity: int, *equipment: str) -> DemoResource:
    return DemoResource(MEETING, name, capacity, equipment or ("screen", "whiteboard"))


def divisible_room(name: str, capacity: int, *parts: str) -> tuple[DemoResource, ...]:
    """A meeting room and the parts into which a partition divides it."""
    whole = DemoResource(MEETING, name, capacity, ("projector", "whiteboard"))
    share = capacity // len(parts)
    return (whole, *(DemoResource(MEETING, part, share, ("whiteboard",), name) for part in parts))


def closed_office(name: str, capacity: int = 2) -> DemoResource:
    return DemoResource(OFFICE, name, capacity, ("screen", "soundproofing"))


def training_room(name: str, capacity: int) -> DemoResource:
    return DemoResource(TRAINING, name, capacity, ("projector", "computer", "whiteboard"))


def phone_booth(name: str = "Cabine d’appel") -> DemoResource:
    return DemoResource(BOOTH, name, 1, ("soundproofing",))


BOITRON = DemoPlace(
    name="Télécentre de Boitron",
    kind="telework_centre",
    commune="61051",
    address="La Clairière",
    postcode="61500",
    latitude=48.56166,
    longitude=0.26675,
    census_number="1267",
    website="http://ecloserie-numerique.com/",
    description=(
        "À la sortie du bourg, entre Sées et Le Mêle-sur-Sarthe, le télécentre accueille qui "
        "travaille à distance : six postes au calme, une salle de réunion pour huit et une "
        "cabine pour téléphoner. La porte s’ouvre avec un code, tous les jours, dimanches et "
        "jours fériés compris."
    ),
    access_instructions=(
        "La porte bleue, à gauche ; son code s’affiche dans votre réservation une heure avant. Le "
        "compteur de la lumière est à droite en entrant ; le café est sur l’étagère, servez-vous."
    ),
    weekly_hours=hours.EVERY_DAY,
    observes_public_holidays=False,
    resources=(
        *desks(6, "screen", "docking_station"),
        meeting_room("Salle des Tilleuls", 8, "screen", "video_conference", "whiteboard"),
        training_room(LENT_ROOM, 12),
        phone_booth(),
    ),
    equipment=("printer", "scanner", "coffee", "kitchen", "parking", "bicycle_parking", "garden"),
    accessibility=("wheelchair", "step_free_toilet", "reserved_parking"),
    download_mbps=870,
    upload_mbps=640,
    speed_measured_on=date(2026, 3, 12),
    popularity=9,
)

ESPACE_WILSON = DemoPlace(
    name="Espace Wilson",
    kind="coworking",
    commune="61001",
    address="44 avenue Wilson",
    postcode="61000",
    latitude=48.433901,
    longitude=0.097074,
    census_number="552",
    website="http://www.espacewilson.fr/",
    description=(
        "À cinq minutes à pied de la gare d’Alençon, un grand plateau de travail, des bureaux "
        "qui ferment et une salle qui se coupe en deux pour les équipes de passage."
    ),
    weekly_hours=hours.COWORKING,
    resources=(
        *desks(12, "screen", "docking_station"),
        closed_office("Bureau Dentelle"),
        closed_office("Bureau Sarthe", 3),
        *divisible_room("Salle Wilson", 20, "Wilson côté cour", "Wilson côté rue"),
        phone_booth("Cabine 1"),
        phone_booth("Cabine 2"),
    ),
    equipment=("printer", "large_printer", "scanner", "coffee", "kitchen", "locker", "mailbox"),
    accessibility=("wheelchair", "step_free_toilet", "hearing_loop"),
    download_mbps=940,
    upload_mbps=910,
    speed_measured_on=date(2026, 2, 3),
    popularity=10,
)

BAINS_DOUCHES = DemoPlace(
    name="Bains Douches Numériques",
    kind="coworking",
    commune="61169",
    address="247 rue Simons",
    postcode="61100",
    latitude=48.749644,
    longitude=-0.573742,
    census_number="886",
    website="http://bdn.flers-agglo.fr",
    description=(
        "Les anciens bains douches de Flers sont devenus un lieu de travail partagé : des "
        "postes sous la verrière, une salle de formation et un atelier ouvert au public."
    ),
    weekly_hours=hours.LONG_DAYS,
    resources=(
        *desks(10, "screen"),
        closed_office("Bureau du bassin"),
        meeting_room("Salle de la verrière", 10),
        training_room("Salle de formation", 14),
        phone_booth(),
    ),
    equipment=("printer", "scanner", "coffee", "kitchen", "locker", "bicycle_parking"),
    accessibility=("wheelchair", "step_free_toilet"),
    download_mbps=930,
    upload_mbps=880,
    speed_measured_on=date(2026, 1, 20),
    popularity=8,
)

FABLAB_DAMIGNY = DemoPlace(
    name="Fablab IUT Alençon",
    kind="fablab",
    commune="61143",
    address="Site universitaire de Montfoulon",
    postcode="61250",
    latitude=48.444423,
    longitude=0.059216,
    census_number="1345",
    website="http://iut-alencon.unicaen.fr/fab-lab/",
    description=(
        "Sur le campus de Montfoulon, des machines pour fabriquer et quelques postes pour "
        "préparer son projet. Les étudiants y croisent les artisans."
    ),
    weekly_hours=hours.WORKSHOP,
    resources=(*desks(4, "computer", "screen"), training_room("Atelier", 12)),
    equipment=("printer", "large_printer", "computer", "projector", "parking"),
    accessibility=("wheelchair", "step_free_toilet", "reserved_parking"),
    download_mbps=910,
    upload_mbps=905,
    speed_measured_on=date(2025, 11, 18),
    popularity=3,
)

CENSUS_PLACES = (BOITRON, ESPACE_WILSON, BAINS_DOUCHES, FABLAB_DAMIGNY)
