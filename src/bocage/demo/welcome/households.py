"""Households of the demo: their messages to the Orne, and their progress.

All are invented, at addresses that receive nothing (RFC 2606).
"""

from dataclasses import dataclass, field
from typing import Any

from bocage.demo.cast import ACCOMPANIED, CANDIDATE, SETTLED_TELEWORKER
from bocage.welcome.models import ProjectConsent, SettlementProject, Stage

BOITRON, SEES, MORTAGNE, ALENCON = "61051", "61464", "61293", "61001"
BELLEME, LE_MELE = "61038", "61258"

Use = ProjectConsent.Use
ALL_USES = tuple(use.value for use in Use)
MAX_USES = (Use.FOLLOW.value, Use.TOWN_HALLS.value, Use.HELPERS.value)
Work, HomeWish, CloseReason = (
    SettlementProject.Work,
    SettlementProject.HomeWish,
    SettlementProject.CloseReason,
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """Message of a thread: how many days ago, from the household or from the welcome team."""

    days: float
    words: str
    is_from_household: bool = False
    channel: str = "page"


@dataclass(frozen=True, kw_only=True)
class DemoHousehold:
    """A household, its project, and its progress."""

    name: str
    email: str
    adult: str
    sent_days_ago: float
    """Number of days since it was sent."""
    answers: dict[str, Any]
    others: tuple[tuple[str, str], ...] = ()
    """The addresses and names of its other adults."""
    thread: tuple[Line, ...] = ()
    stage: Stage = Stage.CONTACT
    moves: tuple[tuple[float, Stage], ...] = ()
    """The stages that it entered, and how many days ago."""
    commune: str = ""
    moved_in: int | None = None
    """Number of days since they moved in."""
    next_action: tuple[str, int] | None = None
    """Next action, and in how many days."""
    next_action_for_household: str = ""
    """Next action, in words for the household."""
    paused_for: int | None = None
    closed: str = ""
    language: str = "fr"
    consents: tuple[str, ...] = field(default=MAX_USES)


FERRAND = DemoHousehold(
    name="Famille Ferrand",
    email=CANDIDATE.email,
    adult=CANDIDATE.name,
    others=(("jean.ferrand@paris.example", "Jean Ferrand"),),
    sent_days_ago=0.12,
    answers={
        "origin": "Paris 19e",
        "adults_count": 2,
        "children_count": 2,
        "schools": ("primary",),
        "languages": ("français", "espagnol"),
        "work": Work.INDEPENDENT,
        "trade": "graphiste",
        "telework_days": 4,
        "workspace_days": 2,
        "needs_fibre": True,
        "needs_station": True,
        "home_wish": HomeWish.RENT_THEN_BUY,
        "budget_eur": 190_000,
        "rent_eur": 800,
        "rooms": 4,
        "communes": (BOITRON, SEES),
        "location_wish": "entre Sées et Alençon",
        "worries": "Est-ce que la fibre tient vraiment ? Je dépose de gros fichiers chaque soir.",
        "words": "Nous avons passé la Toussaint près de Sées et nous n’avons pas eu envie de "
        "rentrer. Une maison avec un bureau chacun, une école où aller à pied.",
        "consents": ALL_USES,
    },
)
DELMAS = DemoHousehold(
    name="Famille Delmas",
    email=ACCOMPANIED.email,
    adult=ACCOMPANIED.name,
    others=(("marta.delmas@lyon.example", "Marta Delmas"),),
    sent_days_ago=24,
    answers={
        "origin": "Lyon",
        "adults_count": 2,
        "children_count": 2,
        "schools": ("primary", "middle"),
        "languages": ("français", "polonais"),
        "work": Work.EMPLOYEE,
        "trade": "développeur",
        "telework_days": 5,
        "workspace_days": 1,
        "needs_fibre": True,
        "needs_health": True,
        "home_wish": HomeWish.BUY,
        "budget_eur": 180_000,
        "rooms": 5,
        "communes": (BOITRON, SEES, LE_MELE),
        "worries": "Marta est infirmière : trouvera-t-elle un emploi près de la maison ?",
        "words": "Mon employeur a fermé nos bureaux de Lyon. Nous cherchons une maison à "
        "rénover un peu, et un village où les enfants vont à l’école ensemble.",
        "consents": ALL_USES,
    },
    thread=(
        Line(
            days=23.6,
            words="Bonjour Hugo, bonjour Marta. Je m’appelle Nadia, je vous accompagne du "
            "premier message au premier hiver. Pour Marta : le pôle de santé du "
            "Mêle recrute, je leur parle de vous cette semaine si vous êtes d’accord.",
        ),
        Line(
            days=22.9,
            words="Merci Nadia ! Oui, parlez-leur de Marta. Nous pouvons venir un vendredi.",
            is_from_household=True,
        ),
        Line(
            days=20,
            words="Appel de trente minutes. Projet solide, banque d’accord. Calendrier : "
            "rentrée prochaine. Hésitent entre Boitron et Sées.",
            channel="call",
        ),
        Line(
            days=1.2,
            words="Une question : y a-t-il une garderie le soir à l’école de Boitron ?",
            is_from_household=True,
            channel="mail",
        ),
    ),
    stage=Stage.EXPLORING,
    moves=((23, Stage.QUALIFIED), (19, Stage.EXPLORING)),
    next_action=("Répondre sur la garderie, relancer Sées", 0),
    next_action_for_household="Nous vous répondons sur la garderie du soir",
)
LE_GOFF = DemoHousehold(
    name="Soazig Le Goff",
    email="soazig.legoff@nantes.example",
    adult="Soazig Le Goff",
    sent_days_ago=4.3,
    answers={
        "origin": "Nantes",
        "adults_count": 1,
        "languages": ("français",),
        "work": Work.FOUNDER,
        "trade": "céramiste",
        "has_business_project": True,
        "home_wish": HomeWish.RENT,
        "rent_eur": 550,
        "rooms": 2,
        "communes": (BELLEME, MORTAGNE),
        "words": "Je cherche un atelier avec un logement au-dessus. Je vends en ligne et sur "
        "les marchés, je peux m’installer n’importe où, pourvu qu’il y ait du monde l’été.",
    },
)
SHAH = DemoHousehold(
    name="Priya and Tom Wilson",
    email="priya.shah@bristol.example",
    adult="Priya Shah",
    others=(("tom.wilson@bristol.example", "Tom Wilson"),),
    sent_days_ago=9,
    answers={
        "origin": "Bristol",
        "adults_count": 2,
        "languages": ("anglais", "français"),
        "work": Work.DIRECTOR,
        "trade": "traductrice",
        "telework_days": 5,
        "needs_station": True,
        "home_wish": HomeWish.BUY,
        "budget_eur": 260_000,
        "communes": (MORTAGNE, BELLEME),
        "words": "We have spent our summers in the Perche for ten years. We would like to "
        "stop going home. Tom bakes; I translate; we both need decent internet.",
    },
    thread=(
        Line(
            days=8.2,
            words="Dear Priya, dear Tom, thank you for telling us. I shall put you in touch "
            "with an English family in Mortagne, and look for houses near the station.",
        ),
        Line(days=2.1, words="Lovely! When may we call you?", is_from_household=True),
    ),
    stage=Stage.QUALIFIED,
    moves=((8, Stage.QUALIFIED),),
    next_action=("Appeler Priya et Tom", 1),
    language="en",
)
BERTIN = DemoHousehold(
    name="Agathe et Malik Bertin",
    email="agathe.bertin@creteil.example",
    adult="Agathe Bertin",
    others=(("malik.bertin@creteil.example", "Malik Bertin"),),
    sent_days_ago=47,
    answers={
        "origin": "Créteil",
        "adults_count": 2,
        "children_count": 1,
        "schools": ("nursery",),
        "languages": ("français", "arabe"),
        "work": Work.PUBLIC_AGENT,
        "trade": "juriste",
        "telework_days": 3,
        "workspace_days": 2,
        "needs_station": True,
        "home_wish": HomeWish.RENT,
        "rent_eur": 750,
        "rooms": 4,
        "communes": (BOITRON, SEES),
        "worries": "Deux jours par semaine à Paris : le train du matin est-il à l’heure ?",
        "words": "Nous voulons essayer un an avant d’acheter.",
        "consents": ALL_USES,
    },
    thread=(
        Line(
            days=46,
            words="Bonjour à tous les trois ! Essayer un an, c’est une bonne idée : la mairie "
            "de Boitron a un logement au-dessus de l’école. Venez-vous le voir ?",
        ),
        Line(days=44, words="Oui ! Quand ?", is_from_household=True, channel="mail"),
    ),
    stage=Stage.VISITING,
    moves=((45, Stage.QUALIFIED), (40, Stage.EXPLORING)),
    next_action=("Confirmer le séjour avec la mairie", 2),
)
VASSEUR = DemoHousehold(
    name="Famille Vasseur",
    email="nadege.vasseur@lille.example",
    adult="Nadège Vasseur",
    sent_days_ago=96,
    answers={
        "origin": "Lille",
        "adults_count": 2,
        "children_count": 3,
        "schools": ("primary", "middle"),
        "languages": ("français",),
        "work": Work.INDEPENDENT,
        "trade": "kinésithérapeute",
        "home_wish": HomeWish.BUY,
        "budget_eur": 230_000,
        "rooms": 6,
        "communes": (LE_MELE,),
        "words": "Un cabinet au rez-de-chaussée, la famille au-dessus. Le toit est à refaire, "
        "nous le savons.",
    },
    thread=(
        Line(days=95, words="Bonjour Nadège. Le Mêle vous attend : il manque un kiné."),
        Line(days=12, words="Le compromis est pour vendredi !", is_from_household=True),
    ),
    stage=Stage.MOVING,
    moves=((95, Stage.QUALIFIED), (90, Stage.EXPLORING)),
    commune=LE_MELE,
    next_action=("Donner des noms de couvreurs", 3),
)
MARCHESSEAU = DemoHousehold(
    name="Julien Marchesseau",
    email=SETTLED_TELEWORKER.email,
    adult=SETTLED_TELEWORKER.name,
    sent_days_ago=310,
    answers={
        "origin": "Montreuil",
        "adults_count": 1,
        "languages": ("français",),
        "work": Work.EMPLOYEE,
        "trade": "ingénieur du son",
        "telework_days": 3,
        "workspace_days": 2,
        "needs_fibre": True,
        "home_wish": HomeWish.RENT,
        "rent_eur": 500,
        "communes": (BOITRON,),
        "words": "Un endroit où l’on entend les oiseaux, et un bureau où je ne suis pas seul.",
        "consents": ALL_USES,
    },
    thread=(
        Line(days=309, words="Bonjour Julien. Pour les oiseaux, venez en avril. Je vous appelle."),
        Line(days=91, words="Les cartons sont montés. Merci à tous.", is_from_household=True),
    ),
    stage=Stage.SETTLED,
    moves=((308, Stage.QUALIFIED), (300, Stage.EXPLORING)),
    commune=BOITRON,
    moved_in=93,
)
ROUSSEL = DemoHousehold(
    name="Famille Roussel",
    email="ines.roussel@rouen.example",
    adult="Inès Roussel",
    others=(("paul.roussel@rouen.example", "Paul Roussel"),),
    sent_days_ago=200,
    answers={
        "origin": "Rouen",
        "adults_count": 2,
        "children_count": 1,
        "schools": ("primary",),
        "languages": ("français",),
        "work": Work.INDEPENDENT,
        "trade": "comptable",
        "telework_days": 5,
        "home_wish": HomeWish.BUY,
        "budget_eur": 170_000,
        "communes": (BOITRON,),
        "words": "Un jardin, une école, et des voisins que l’on connaît.",
        "consents": ALL_USES,
    },
    thread=(Line(days=199, words="Bonjour Inès et Paul, bienvenue. Je vous appelle jeudi ?"),),
    stage=Stage.SETTLED,
    moves=((198, Stage.QUALIFIED), (190, Stage.EXPLORING)),
    commune=BOITRON,
    moved_in=45,
)
BAZIN = DemoHousehold(
    name="Mathilde Bazin",
    email="mathilde.bazin@perche.example",
    adult="Mathilde Bazin",
    sent_days_ago=620,
    answers={
        "origin": "Versailles",
        "adults_count": 1,
        "languages": ("français", "anglais"),
        "work": Work.INDEPENDENT,
        "trade": "paysagiste",
        "home_wish": HomeWish.BUY,
        "budget_eur": 150_000,
        "communes": (BELLEME,),
        "words": "Je dessine des jardins. J’aimerais enfin en avoir un.",
        "consents": ALL_USES,
    },
    thread=(Line(days=619, words="Bonjour Mathilde, Bellême est une bonne idée. Parlons-en."),),
    stage=Stage.ROOTED,
    moves=((618, Stage.QUALIFIED), (600, Stage.EXPLORING)),
    commune=BELLEME,
    moved_in=425,
)
NKOSI = DemoHousehold(
    name="Thandi et Luc Nkosi",
    email="thandi.nkosi@toulouse.example",
    adult="Thandi Nkosi",
    sent_days_ago=75,
    answers={
        "origin": "Toulouse",
        "adults_count": 2,
        "languages": ("français", "anglais"),
        "work": Work.LOOKING,
        "trade": "professeure",
        "home_wish": HomeWish.RENT,
        "rent_eur": 600,
        "communes": (ALENCON,),
        "words": "Luc est muté à Alençon. Moi, je cherche un poste dans le coin.",
    },
    thread=(
        Line(days=74, words="Bonjour Thandi, bonjour Luc. On s’occupe des deux : logement, poste."),
    ),
    stage=Stage.EXPLORING,
    moves=((73, Stage.QUALIFIED), (60, Stage.EXPLORING)),
    next_action=("Rappeler Thandi au sujet du rectorat", -6),
)
OZEN = DemoHousehold(
    name="Famille Özen",
    email="deniz.ozen@strasbourg.example",
    adult="Deniz Özen",
    sent_days_ago=130,
    answers={
        "origin": "Strasbourg",
        "adults_count": 2,
        "children_count": 1,
        "languages": ("français", "turc"),
        "work": Work.EMPLOYEE,
        "trade": "acheteuse",
        "home_wish": HomeWish.RENT,
        "communes": (SEES,),
        "words": "Nous attendons la réponse de mon employeur sur le télétravail.",
    },
    thread=(
        Line(days=129, words="Bonjour Deniz. Prenez le temps qu’il faut, nous serons là."),
        Line(
            days=60, words="Réponse au printemps. Peut-on faire une pause ?", is_from_household=True
        ),
    ),
    stage=Stage.QUALIFIED,
    moves=((128, Stage.QUALIFIED),),
    paused_for=90,
)
MOREL = DemoHousehold(
    name="Éric Morel",
    email="eric.morel@dijon.example",
    adult="Éric Morel",
    sent_days_ago=160,
    answers={
        "origin": "Dijon",
        "adults_count": 1,
        "work": Work.OTHER,
        "home_wish": HomeWish.BUY,
        "budget_eur": 90_000,
        "communes": (MORTAGNE,),
        "words": "Une petite maison, au calme.",
    },
    thread=(
        Line(days=159, words="Bonjour Éric. Dites-m’en un peu plus, et je cherche avec vous."),
        Line(
            days=70,
            words="J’ai trouvé près de chez ma sœur, dans le Jura. Merci quand même !",
            is_from_household=True,
            channel="mail",
        ),
    ),
    stage=Stage.QUALIFIED,
    moves=((158, Stage.QUALIFIED),),
    closed=CloseReason.ELSEWHERE,
)

HOUSEHOLDS = (
    FERRAND,
    DELMAS,
    LE_GOFF,
    SHAH,
    BERTIN,
    VASSEUR,
    NKOSI,
    MARCHESSEAU,
    ROUSSEL,
    BAZIN,
    OZEN,
    MOREL,
)

NEWCOMERS = tuple(
    (email, name, household.language)
    for household in HOUSEHOLDS
    for email, name in ((household.email, household.adult), *household.others)
    if email not in {CANDIDATE.email, ACCOMPANIED.email, SETTLED_TELEWORKER.email}
)
"""The adults who are not of the cast: address, name and language."""
