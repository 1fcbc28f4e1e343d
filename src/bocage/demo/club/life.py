"""Activity of the club between meetings: help posts, ideas, mailings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from bocage.demo.cast import CLUB_ORGANISER, SETTLED_TELEWORKER
from bocage.demo.neighbours import NEIGHBOURS
from bocage.network.help_board.operations.help_board import (
    answer_help_post,
    publish_help_post,
    thank_helper,
)
from bocage.network.help_board.operations.scheduled import notify_concerned_members
from bocage.network.ideas.operations import (
    answer_idea,
    comment_on_idea,
    notify_voters,
    suggest_idea,
    vote_for_idea,
)
from bocage.network.mailings.operations.digests import draft_digest
from bocage.network.mailings.operations.mailings import (
    send_batch,
    start_mailing,
    write_announcement,
)
from bocage.network.models import HelpPost, IdeaAnswer
from bocage.people.models import Person
from bocage.territory.models import Commune, Departement


@dataclass(frozen=True)
class DemoHelpPost:
    """A help post: author and answerers (their ranks in the club), and number of days ago."""

    by: int
    kind: str
    title: str
    text: str
    skills: tuple[str, ...]
    days_ago: int
    answers: tuple[tuple[int, str], ...] = ()
    is_thanked: bool = False


@dataclass(frozen=True)
class Suggested:
    """An idea: ranks of its author and voters, comments, answer."""

    by: int
    title: str
    text: str
    days_ago: int
    voters: tuple[int, ...]
    comments: tuple[tuple[int, str], ...] = ()
    state: str = ""
    answer: str = ""


HELP_POSTS = (
    DemoHelpPost(6, "ask", "Une graphiste pour une lettre de quatre pages",
          "Le texte est prêt ; il me manque une maquette simple, à reprendre chaque mois.",
          ("Graphiste", "Mise en page"), 3, ((12, "J’ai un après-midi mardi, si cela va."),)),
    DemoHelpPost(3, "ask", "Un bureau calme le jeudi, vers Mortagne",
          "Pour traduire sans être dérangée, de 9 h à 16 h.", ("Anglais",), 6),
    DemoHelpPost(2, "offer", "Une heure pour choisir son statut",
          "Avant de vous lancer : micro-entreprise, société, portage. Venez avec vos questions.",
          ("Création d’entreprise",), 10),
    DemoHelpPost(9, "offer", "Un regard sur vos tableaux de chiffres",
          "Un fichier qui ne dit rien ? Je vous aide à le faire parler, en une matinée.",
          ("Analyse de données",), 12),
    DemoHelpPost(8, "ask", "Relire un avenant de télétravail en anglais",
          "Deux pages, pour la fin du mois.", ("Anglais", "Traduction"), 24,
          ((3, "Envoyez-le-moi, je le lis demain."),), True),
    DemoHelpPost(0, "ask", "Une photo de l’atelier pour un dossier", "Une seule, lumière du matin.",
          ("Photographe",), 40, ((5, "Je passe vendredi vers 9 h."), (11, "Sinon moi, lundi.")),
          True),
)  # fmt: skip
IDEAS = (
    Suggested(4, "Un covoiturage du lundi vers la gare de Surdon",
              "Nous sommes plusieurs à prendre le 7 h 12, chacun dans sa voiture.", 50,
              (0, 1, 3, 5, 7, 8, 13), ((13, "J’ai trois places depuis L’Aigle."),), "planned",
              "Une ligne d’essai commence au printemps avec la communauté de communes."),
    Suggested(9, "Une journée par an où l’on visite les ateliers des autres", "", 35,
              (0, 2, 5, 6, 10, 11, 15), (), "done",
              "La première a eu lieu en octobre : neuf ateliers, quarante visiteurs."),
    Suggested(1, "Un abonnement commun à une banque d’images",
              "Chacun paie le sien et s’en sert deux fois par an.", 30, (0, 6, 11), (), "no",
              "Les contrats interdisent le partage entre structures : nous avons demandé à trois "
              "éditeurs."),
    Suggested(7, "Ouvrir la salle de formation un soir par semaine",
              "Pour travailler à plusieurs après 18 h.", 18, (1, 3, 10, 12), (), "to_study",
              "Nous cherchons qui ferme la porte."),
    Suggested(12, "Un annuaire imprimé pour les mairies",
              "Beaucoup d’élus ne savent pas qu’il y a un graphiste à deux villages de là.", 5,
              (0, 5, 8, 14), ((0, "Et pour les écoles aussi."),)),
    Suggested(14, "Un fonds de livres à se prêter", "", 2, (3,)),
)  # fmt: skip
ANNOUNCEMENT = """Bonjour à toutes et à tous,

La salle de formation de Sées a désormais la fibre et douze places. Elle se réserve comme un bureau,
depuis la page du lieu.

Dites-nous ce qui vous manque encore : la boîte à idées est ouverte à tout le monde.

À bientôt,
L’équipe du club"""


def live_between_meetings(people: Mapping[str, Person], now: datetime) -> None:
    """Creates help posts with their answers and thanks, ideas with their votes and answers, and the
    draft digest of the month. No mail is sent."""
    members = _members(people)
    for demo_help_post in HELP_POSTS:
        _publish_help_post(demo_help_post, members, now)
    for suggested in IDEAS:
        _suggest(suggested, members, people[CLUB_ORGANISER.email], now)
    draft_digest(by=None, departement=_departement(), now=now)


def announce_the_room(people: Mapping[str, Person], now: datetime) -> None:
    """Sends one announcement to all members of the club."""
    organiser = people[CLUB_ORGANISER.email]
    mailing = write_announcement(
        by=organiser,
        departement=_departement(),
        subject="Douze places et la fibre à Sées",
        text=ANNOUNCEMENT,
        audience="all",
        now=now,
    )
    start_mailing(by=organiser, mailing=mailing, now=now)
    following: datetime | None = now
    while following is not None:
        following = send_batch(mailing_id=mailing.pk, now=following)


def _departement() -> Departement:
    return Departement.objects.get(code="61")


def _members(people: Mapping[str, Person]) -> list[Person]:
    """Returns the members of the club, in the order in which `club` enrols them."""
    return [
        people[SETTLED_TELEWORKER.email],
        *(people[neighbour.email] for neighbour in NEIGHBOURS),
    ]


def _commune_of(person: Person) -> Commune:
    return person.membership.commune


def _publish_help_post(
    demo_help_post: DemoHelpPost, members: list[Person], now: datetime
) -> HelpPost:
    author, day = members[demo_help_post.by], now - timedelta(days=demo_help_post.days_ago)
    help_post = publish_help_post(
        by=author,
        kind=demo_help_post.kind,
        title=demo_help_post.title,
        text=demo_help_post.text,
        commune=_commune_of(author),
        radius_km=50,
        skills=demo_help_post.skills,
        ends_on=timezone.localdate(day) + timedelta(days=45),
        now=day,
    )
    notify_concerned_members(help_post_id=help_post.pk, now=day)
    for hours, (rank, words) in enumerate(demo_help_post.answers, start=3):
        answer_help_post(
            by=members[rank], help_post=help_post, text=words, now=day + timedelta(hours=hours)
        )
    if demo_help_post.is_thanked:
        thank_helper(
            by=author,
            help_post=help_post,
            helper=members[demo_help_post.answers[0][0]],
            words="Merci, c’était parfait.",
            now=day + timedelta(days=4),
        )
    return help_post


def _suggest(suggested: Suggested, members: list[Person], organiser: Person, now: datetime) -> None:
    author, day = members[suggested.by], now - timedelta(days=suggested.days_ago)
    idea = suggest_idea(
        by=author,
        title=suggested.title,
        text=suggested.text,
        commune=_commune_of(author),
        shows_name=suggested.by % 2 == 0,
        now=day,
    )
    for rank in suggested.voters:
        vote_for_idea(by=members[rank], idea=idea, now=day + timedelta(hours=rank))
    for rank, words in suggested.comments:
        comment_on_idea(
            by=members[rank], idea=idea, text=words, shows_name=True, now=day + timedelta(hours=6)
        )
    if suggested.state:
        answered = day + timedelta(days=1 + suggested.days_ago // 4)
        answer_idea(
            by=organiser,
            idea=idea,
            state=suggested.state,
            words=suggested.answer,
            now=answered,
        )
        for answer in IdeaAnswer.objects.filter(idea=idea):
            notify_voters(answer_id=answer.pk, now=answered)
