"""List of the pictures of the documents: role, page and width."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

PHONE, DESK = 390, 1280
BOITRON = "telecentre-de-boitron"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Picture of a page of the demo, or of another of the instances of `stages.py`.

    `role` is the address of a member of the cast, or empty for a visitor; `clicked` are the
    selectors to click on the way to the page, one after the other. `{day}` in the address stands
    for the day on which the page is opened (`working_day`).
    """

    name: str
    role: str = ""
    address: str
    width: int = DESK
    height: int = 800
    clicked: tuple[str, ...] = ()
    stage: str = "demo"

    def address_on(self, today: date) -> str:
        """Returns the address of the page, for a picture of today."""
        return self.address.format(day=working_day(today))


def working_day(today: date) -> date:
    """Returns today, or the Monday after a weekend: on a Sunday places are nearly empty."""
    until_monday = 7 - today.weekday()
    return today + timedelta(days=until_monday if until_monday <= 2 else 0)


HUGO = "hugo.delmas@lyon.example"
JULIEN = "julien.marchesseau@perche.example"
MAUD = "maud.tessier@boitron.example"
BRIGITTE = "brigitte.hamelin@mairie-boitron.example"
GERARD = "gerard.poulain@mairie-boitron.example"
ODILE = "odile.prevost@perche.example"
NADIA = "nadia.belkacem@orne.example"
THOMAS = "thomas.royer@club.example"
ISABELLE = "isabelle.caron@cci.example"
LEA = "lea.guilbert@orne.example"
ANSELME = "anselme.brard@bocage.example"

PICTURES = (
    Picture(name="lieu", address=f"/travailler/{BOITRON}/?jour={{day}}", height=1010),
    Picture(name="logements", address="/se-loger/", width=PHONE, height=820),
    Picture(name="preuves", address="/preuves/"),
    Picture(name="projet", role=HUGO, address="/mon-projet/"),
    Picture(name="reservations", role=JULIEN, address="/mes-reservations/"),
    Picture(name="jour", role=MAUD, address=f"/espace/lieux/{BOITRON}/jour/{{day}}/"),
    Picture(name="tableau", role=MAUD, address=f"/espace/lieux/{BOITRON}/tableau/{{day}}/"),
    Picture(name="mairie", role=BRIGITTE, address="/espace/"),
    Picture(
        name="piste",
        role=GERARD,
        address="/espace/pistes/signaler/61051/",
        width=PHONE,
        height=820,
    ),
    Picture(name="parrainage", role=ODILE, address="/espace/parrainage/"),
    Picture(name="projets", role=NADIA, address="/espace/accueil/"),
    Picture(
        name="tableau-de-bord",
        role=NADIA,
        address="/espace/tableau-de-bord/",
        clicked=("a.card",),
    ),
    Picture(name="club", role=THOMAS, address="/espace/club/"),
    Picture(name="rencontres", role=THOMAS, address="/espace/club/rencontres/"),
    Picture(name="formations", role=ISABELLE, address="/espace/formations/"),
    Picture(name="atouts", role=LEA, address="/espace/atouts/"),
    Picture(name="reglages", role=ANSELME, address="/espace/reglages/"),
    Picture(name="mandats", role=ANSELME, address="/espace/mandats/"),
    Picture(name="premiers-pas", role=ANSELME, address="/espace/premiers-pas/", stage="empty"),
    Picture(
        name="premiers-pas-apparence",
        role=ANSELME,
        address="/espace/premiers-pas/apparence/",
        stage="empty",
    ),
)
