"""Address book of the demo: people of the Orne who agreed to be contacted now and then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bocage.demo.cast import COORDINATOR, SPONSOR
from bocage.demo.welcome.households import (
    ALENCON,
    BELLEME,
    BERTIN,
    BOITRON,
    DELMAS,
    LE_MELE,
    MORTAGNE,
    NKOSI,
    SEES,
    VASSEUR,
)
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.helpers.operations.profiles import (
    Card,
    add_helper,
    answer_help,
    ask_helper,
    thank_helper,
)
from bocage.welcome.models import Helper, HelpKind, SettlementProject


@dataclass(frozen=True, kw_only=True)
class DemoHelper:
    """Helper of the demo, and the number of days since they agreed."""

    name: str
    email: str
    kind: HelpKind
    commune: str
    can_do: str
    days: int = 120
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    phone: str = ""
    max_per_month: int = 2
    radius_km: int = 25


SCHOOL = DemoHelper(
    name="Sandrine Lemoine",
    email="sandrine.lemoine@ecole.example",
    kind=HelpKind.SCHOOL_HEAD,
    commune=BOITRON,
    can_do="Faire visiter l’école un mercredi, expliquer la garderie et le car du collège.",
    phone="02 99 00 21 43",
)
DOCTORS = DemoHelper(
    name="Dr Paul Guérin",
    email="paul.guerin@sante.example",
    kind=HelpKind.DOCTOR,
    commune=LE_MELE,
    can_do="Le pôle de santé du Mêle prend encore des patients. Recruter des soignants aussi.",
    radius_km=35,
)
ROOFER = DemoHelper(
    name="Didier Aubry, couvreur",
    email="didier.aubry@toits.example",
    kind=HelpKind.CRAFTSMAN,
    commune=SEES,
    can_do="Regarder une toiture avant l’achat, et dire franchement ce qu’elle coûtera.",
    tags=("toiture", "charpente"),
    phone="02 99 00 65 43",
    max_per_month=1,
    radius_km=40,
)
HELPERS = (
    SCHOOL,
    DOCTORS,
    ROOFER,
    DemoHelper(
        name="Yvette Chrétien",
        email="yvette.chretien@perche.example",
        kind=HelpKind.LANDLORD,
        commune=SEES,
        can_do="Deux logements à louer près de la gare. Préfère des gens qui restent.",
    ),
    DemoHelper(
        name="Fonderie Lebret",
        email="emploi@lebret.example",
        kind=HelpKind.EMPLOYER,
        commune=ALENCON,
        can_do="Recrute en comptabilité et en logistique. Reçoit aussi pour un conseil.",
        radius_km=30,
        max_per_month=3,
    ),
    DemoHelper(
        name="Margaret et Alan Whitby",
        email="margaret.whitby@perche.example",
        kind=HelpKind.NEIGHBOUR,
        commune=MORTAGNE,
        can_do="Here since 2011. A cup of tea, and how the tax office works.",
        tags=("royaume uni",),
        languages=("anglais", "français"),
    ),
    DemoHelper(
        name=SPONSOR.name,
        email=SPONSOR.email,
        kind=HelpKind.OTHER,
        commune=BELLEME,
        can_do="Faire le tour du marché, présenter les associations.",
        tags=("marché", "associations"),
    ),
    DemoHelper(
        name="Simon Hautbois",
        email="simon.hautbois@bureau.example",
        kind=HelpKind.NEIGHBOUR,
        commune=BOITRON,
        can_do="Développeur, ici depuis trois ans. La vérité sur la fibre, chiffres à l’appui.",
        tags=("développeur", "informatique"),
        languages=("français",),
    ),
)


def open_the_address_book(people: Mapping[str, Person], now: datetime) -> None:
    """Writes down who helps."""
    communes = Commune.objects.in_bulk({helper.commune for helper in HELPERS})
    for helper in HELPERS:
        agreed = now - timedelta(days=helper.days)
        card = Card(
            name=helper.name,
            kind=helper.kind.value,
            can_do=helper.can_do,
            commune=communes[helper.commune],
            email=helper.email,
            consented_on=agreed.date(),
            tags=helper.tags,
            languages=helper.languages,
            phone=helper.phone,
            max_per_month=helper.max_per_month,
            radius_km=helper.radius_km,
        )
        add_helper(by=people[COORDINATOR.email], card=card, now=agreed)


def ask_for_help(
    people: Mapping[str, Person], projects: Mapping[str, SettlementProject], now: datetime
) -> None:
    """Creates requests to helpers in each state: accepted and not thanked yet, thanked, unanswered,
    declined.
    """
    nadia = people[COORDINATOR.email]
    cards = {helper.email: helper for helper in Helper.objects.select_related("commune")}

    def request_help(household: str, helper: DemoHelper, need: HelpKind, days: float) -> UUID:
        request = ask_helper(
            by=nadia,
            project=projects[household],
            helper=cards[helper.email],
            need=need.value,
            now=now - timedelta(days=days),
        )
        return request.pk

    yes = request_help(DELMAS.email, DOCTORS, HelpKind.DOCTOR, 3)
    answer_help(
        request_id=yes,
        answer="yes",
        words="Que Marta m’appelle : il nous manque une infirmière à mi-temps dès mars.",
        now=now - timedelta(days=1, hours=4),
    )
    request_help(BERTIN.email, SCHOOL, HelpKind.SCHOOL_HEAD, 1)
    roof = request_help(VASSEUR.email, ROOFER, HelpKind.CRAFTSMAN, 11)
    answered = answer_help(
        request_id=roof,
        answer="yes",
        words="J’y passe samedi avec l’échelle.",
        now=now - timedelta(days=10),
    )
    thank_helper(by=nadia, request=answered, now=now - timedelta(days=8))
    employer = next(helper for helper in HELPERS if helper.kind == HelpKind.EMPLOYER)
    declined = request_help(NKOSI.email, employer, HelpKind.EMPLOYER, 20)
    answer_help(request_id=declined, answer="no", now=now - timedelta(days=18))
