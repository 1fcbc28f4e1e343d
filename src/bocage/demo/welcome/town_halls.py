"""Requests to the demo's town halls, their commitments and invitations."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from bocage.demo.cast import COORDINATOR, ELECTED
from bocage.demo.days import THURSDAY, at_hour, weekday_from
from bocage.demo.homes.leads import HOUSE_OF_THE_TEACHER
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.welcome.households import BERTIN, BOITRON, DELMAS, LE_MELE, SEES, VASSEUR
from bocage.housing.models import Lead
from bocage.people.models import Person, Role
from bocage.people.operations.mandates import grant_mandate
from bocage.people.operations.scopes import scope_of
from bocage.territory.models import Commune, Departement, Epci
from bocage.welcome.charters.operations.charters import (
    Promise,
    Signature,
    fulfil_commitment,
    sign_charter,
)
from bocage.welcome.meetings.operations import (
    MeetingAnswer,
    MeetingPlan,
    answer_meeting,
    hold_meeting,
    open_meeting,
    plan_meeting,
)
from bocage.welcome.models import (
    AwarenessMeeting,
    Commitment,
    Relay,
    SettlementProject,
    Stage,
)
from bocage.welcome.pipeline.operations.task_templates import TemplateWords, add_template
from bocage.welcome.relays.operations.relays import answer_relay, ask_town_halls
from bocage.welcome.relays.operations.scheduled import follow_up_relays
from bocage.welcome.shared.working_days import add_working_days
from bocage.welcome.suitability.operations.commune_proposals import CommunePick, propose_communes

People = Mapping[str, Person]
Projects = Mapping[str, SettlementProject]

SECRETARIES = ((SEES, NEIGHBOURS[18]), (LE_MELE, NEIGHBOURS[24]))
"""People who answer for the town halls without a member of the cast."""


def ask_the_town_halls(people: People, projects: Projects, now: datetime) -> None:
    """Creates the requests: Boitron accepted with a message and a house, and has a pending
    question; Sées is late; Le Mêle accepted long ago."""
    _staff_the_town_halls(people, now)
    _le_mele_accepts(people, projects, now)
    _answer_of_boitron(people, projects, now)
    _sees_is_late(people, projects, now)
    _ask_town_hall(
        people,
        projects[BERTIN.email],
        BOITRON,
        "Agathe et Malik viennent la semaine prochaine. Pourriez-vous les recevoir un moment à "
        "la mairie, et leur montrer le logement au-dessus de l’école ?",
        now - timedelta(hours=20),
    )


def _staff_the_town_halls(people: People, now: datetime) -> None:
    for code, secretary in SECRETARIES:
        grant_mandate(
            by=people[COORDINATOR.email],
            person=people[secretary.email],
            role=Role.TOWN_HALL,
            scope=scope_of(_commune(code)),
            starts_on=timezone.localdate(now - timedelta(days=200)),
        )
        people[secretary.email].forget_mandates()


def _le_mele_accepts(people: People, projects: Projects, now: datetime) -> None:
    requested_at = now - timedelta(days=88)
    relay = _ask_town_hall(
        people,
        projects[VASSEUR.email],
        LE_MELE,
        "Nadège est kinésithérapeute : elle s’installerait au Mêle si elle y trouvait un "
        "rez-de-chaussée pour son cabinet.",
        requested_at,
    )
    answer_relay(
        by=people[SECRETARIES[1][1].email],
        relay=relay,
        answer=Relay.Answer.YES,
        words="Nous l’attendons depuis deux ans ! Le maire l’appelle lui-même demain.",
        now=requested_at + timedelta(hours=3),
    )


def _answer_of_boitron(people: People, projects: Projects, now: datetime) -> None:
    relay = _ask_town_hall(
        people,
        projects[DELMAS.email],
        BOITRON,
        "Deux enfants pour votre école, et Marta est infirmière. Ils peuvent venir un "
        "vendredi : auriez-vous une maison à leur montrer ?",
        now - timedelta(days=8),
    )
    answer_relay(
        by=people[ELECTED.email],
        relay=relay,
        answer=Relay.Answer.YES,
        words="Bien sûr qu’on les reçoit. La maison de l’instituteur va se libérer, je leur "
        "ouvrirai. Et l’école leur plaira.",
        may_have_home=True,
        lead=Lead.objects.filter(about_where=HOUSE_OF_THE_TEACHER.report.about_where).first(),
        now=now - timedelta(days=5, hours=20),
    )


def _sees_is_late(people: People, projects: Projects, now: datetime) -> None:
    """Sends Sées a reminder, and notifies its intercommunalité."""
    relay = _ask_town_hall(
        people,
        projects[DELMAS.email],
        SEES,
        "Une famille de Lyon hésite entre Boitron et Sées : deux enfants, un budget de "
        "180 000 €. Avez-vous connaissance d’une maison à rénover un peu ?",
        now - timedelta(days=7),
    )
    reminded = relay.due_at + timedelta(minutes=30)
    for moment in (reminded, add_working_days(reminded, 1) + timedelta(minutes=30)):
        if moment <= now:
            follow_up_relays(now=moment)


def _ask_town_hall(
    people: People, project: SettlementProject, commune: str, words: str, at: datetime
) -> Relay:
    (relay,) = ask_town_halls(
        by=people[COORDINATOR.email],
        project=project,
        communes=[_commune(commune)],
        words=words,
        now=at,
    )
    return relay


def _commune(code: str) -> Commune:
    return Commune.objects.select_related("departement", "epci").get(pk=code)


def suggest_a_commune(people: People, projects: Projects, now: datetime) -> None:
    """Suggests Sées to Hugo and his family, who have not answered yet."""
    propose_communes(
        by=people[COORDINATOR.email],
        project=projects[DELMAS.email],
        picks=[
            CommunePick(
                commune=_commune(SEES),
                reason="La gare est à deux pas : Paris sans changer, et un bureau partagé en face.",
            )
        ],
        words="En passant à Boitron, faites donc le tour de Sées : c’est à un quart d’heure.",
        now=now - timedelta(days=2),
    )


def ask_also_about_the_wood(people: People, now: datetime) -> None:
    """Adds a task of the Orne, about winter heating, to those of the product."""
    add_template(
        by=people[COORDINATOR.email],
        departement=Departement.objects.get(code="61"),
        words=TemplateWords(
            stage=Stage.MOVING,
            title="Trouver du bois pour le premier hiver",
            help="Les voisins savent qui livre, et le bois se commande avant la Toussaint.",
            within_days=30,
        ),
        now=now - timedelta(days=150),
    )


def sign_the_charter(people: People, now: datetime) -> None:
    """Signs the charter of Boitron: one commitment is met, one is late, others are to come."""
    gerard = people[ELECTED.email]
    signed = now - timedelta(days=60)
    today = timezone.localdate(now)
    charter = sign_charter(
        by=gerard,
        commune=_commune(BOITRON),
        signature=Signature(name=gerard.name, title="Élu référent"),
        promises=[
            Promise(kind=Commitment.Kind.REFERENT, due_on=today - timedelta(days=30)),
            Promise(
                kind=Commitment.Kind.OWN,
                words="Remettre à neuf le panneau d’accueil de la place",
                due_on=today - timedelta(days=6),
            ),
            Promise(kind=Commitment.Kind.CEREMONY, due_on=today + timedelta(days=30)),
            Promise(kind=Commitment.Kind.ANSWER, due_on=today + timedelta(days=150)),
        ],
        now=signed,
    )
    fulfil_commitment(
        by=gerard,
        commitment=charter.commitments.get(kind=Commitment.Kind.REFERENT),
        now=signed + timedelta(days=9),
    )


def gather_the_mayors(people: People, now: datetime) -> None:
    """Creates a past meeting around Le Mêle, and a future one around Boitron, with half of the
    answers."""
    nadia = people[COORDINATOR.email]
    held_at = at_hour(weekday_from(now - timedelta(days=130), THURSDAY), 18)
    past_meeting = _meeting(nadia, LE_MELE, held_at, "Salle polyvalente du Mêle-sur-Sarthe")
    accepted = past_meeting.invitations.get(commune=LE_MELE)
    answer_meeting(
        by=people[SECRETARIES[1][1].email],
        invitation=accepted,
        answer=MeetingAnswer(comes=True, people=2, names="Le maire et la première adjointe"),
        now=held_at - timedelta(days=12),
    )
    hold_meeting(
        by=nadia, meeting=past_meeting, attended=[accepted.pk], now=held_at + timedelta(hours=2)
    )
    coming_at = at_hour(weekday_from(now + timedelta(days=12), THURSDAY), 18)
    coming = _meeting(nadia, BOITRON, coming_at, "Mairie de Boitron, salle du conseil", now=now)
    answer_meeting(
        by=people[ELECTED.email],
        invitation=coming.invitations.get(commune=BOITRON),
        answer=MeetingAnswer(comes=True, people=2, names="Gérard Poulain, Brigitte Hamelin"),
        now=now - timedelta(days=3),
    )
    unanswered = coming.invitations.exclude(commune__in=(BOITRON, SEES)).order_by("commune")
    by_telephone = (MeetingAnswer(comes=True, people=1), MeetingAnswer(comes=False))
    for invitation, answer in zip(unanswered, by_telephone, strict=False):
        answer_meeting(by=nadia, invitation=invitation, answer=answer, now=now - timedelta(days=2))


def _meeting(
    nadia: Person, commune: str, starts_at: datetime, place: str, *, now: datetime | None = None
) -> AwarenessMeeting:
    """Creates a meeting in the intercommunalité of a commune; every town hall is invited."""
    planned = min(now, starts_at) - timedelta(days=6) if now else starts_at - timedelta(days=30)
    meeting = plan_meeting(
        by=nadia,
        epci=Epci.objects.get(communes=commune),
        plan=MeetingPlan(
            starts_at=starts_at,
            place=place,
            capacity=40,
            words="Ce que l’accueil des télétravailleurs apporte à nos communes, chiffres à "
            "l’appui, et les trois premiers pas. On finit autour d’un verre.",
        ),
        now=planned,
    )
    return open_meeting(by=nadia, meeting=meeting, now=planned + timedelta(hours=1))
