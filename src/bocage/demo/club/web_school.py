"""The École du Web of the Orne: an edition that is voted on, and the one of last spring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bocage.demo.cast import CLUB_ORGANISER, SETTLED_TELEWORKER
from bocage.demo.days import SATURDAY, at_hour, weekday_from
from bocage.demo.neighbours import NEIGHBOURS
from bocage.network.models import Pitch, Session, SessionFeedback, WebSchoolEdition
from bocage.network.web_school.operations.day import check_in, give_feedback, write_session
from bocage.network.web_school.operations.editions import (
    add_partner,
    add_room,
    add_slots,
    change_edition,
    lead_edition_to,
    open_edition,
)
from bocage.network.web_school.operations.pitches import (
    make_pitch,
    offer_to_lead,
    record_coming,
    vote_for,
)
from bocage.network.web_school.operations.sessions import place_pitch
from bocage.network.web_school.operations.versions import publish_programme
from bocage.people.models import Person
from bocage.territory.models import Commune

Kind, Level, Status = Pitch.Kind, Pitch.Level, WebSchoolEdition.Status
OFFER, ASK = Kind.OFFER, Kind.ASK
BEGINNER, EVERYBODY, ADVANCED = Level.BEGINNER, Level.EVERYBODY, Level.ADVANCED
ARGENTAN, ALENCON = "61006", "61001"
CALL = (
    "Une journée, pas de conférenciers : le programme, c’est vous. Proposez ce que vous savez "
    "montrer en trois quarts d’heure, ou dites ce que vous aimeriez comprendre. Qui débute est "
    "bienvenu."
)


@dataclass(frozen=True)
class DemoPitch:
    """Session that a person proposes or looks for."""

    title: str
    kind: str = OFFER
    level: str = EVERYBODY
    length: int = 1
    description: str = ""


PITCHES = (
    DemoPitch("Choisir son statut sans s’y perdre", level=BEGINNER,
              description="Micro-entreprise, EURL, portage : ce que chacun coûte et permet."),
    DemoPitch("Une page qui se lit sur un téléphone", level=BEGINNER),
    DemoPitch("Être trouvé par les moteurs de recherche", length=2,
              description="On prend le site d’un volontaire, et on le reprend ensemble."),
    DemoPitch("Facturer, relancer, être payé"),
    DemoPitch("Comprendre le RGPD quand on est seul", ASK),
    DemoPitch("Photographier ses produits avec un téléphone", level=BEGINNER),
    DemoPitch("Un tableau qui fait le travail à ma place"),
    DemoPitch("Rendre un site accessible", level=ADVANCED, length=2),
    DemoPitch("Répondre à un marché public à plusieurs"),
    DemoPitch("Protéger ses comptes en une heure", level=BEGINNER),
    DemoPitch("Écrire une lettre que l’on ouvre"),
    DemoPitch("Quitter un grand fournisseur de courriel", ASK),
    DemoPitch("La fibre et après : bien s’équiper chez soi", level=BEGINNER),
    DemoPitch("Vendre en ligne quand on est artisan"),
    DemoPitch("Faire de la visio qui ne fatigue pas"),
    DemoPitch("Les données ouvertes du département", level=ADVANCED),
    DemoPitch("Tenir un rythme quand on travaille seul"),
    DemoPitch("Monter une vidéo de deux minutes", length=2),
    DemoPitch("Ce que l’intelligence artificielle sait faire pour nous"),
    DemoPitch("Un site d’association en une matinée", ASK, BEGINNER),
    DemoPitch("Cartographier son territoire", level=ADVANCED),
    DemoPitch("Fixer ses prix"),
    DemoPitch("Négocier son télétravail", level=BEGINNER),
    DemoPitch("Réparer plutôt que racheter"),
)  # fmt: skip

PAST = (
    (DemoPitch("Ouvrir sa boutique en ligne", level=BEGINNER),
     "Trois outils comparés. Le plus simple suffit tant que l’on vend moins de cent articles."),
    (DemoPitch("Le référencement, sans magie"),
     "Écrire pour des gens, donner un titre à chaque page, et être patient : comptez six mois."),
    (DemoPitch("Lire un contrat de prestation"),
     "Les quatre clauses à relire : l’objet, le prix, la fin, à qui est ce qui est fait."),
    (DemoPitch("Premiers pas avec un tableur", level=BEGINNER), ""),
    (DemoPitch("Travailler à deux villages de distance"),
     "Un canal, un rendez-vous fixe, et le droit de ne pas répondre."),
    (DemoPitch("Une carte de visite que l’on garde"), ""),
)  # fmt: skip
LINKS = {0: ["https://boutique.example/comparatif"], 1: ["https://mots.example/titres"]}
PAST_REPORT = (
    "Quarante personnes, six ateliers, et une règle qui a tenu : personne n’est venu seulement "
    "écouter. Deux groupes se revoient depuis chaque mois."
)


def hold_the_web_school(people: Mapping[str, Person], now: datetime) -> None:
    """Creates last spring's edition, archived, and this year's pitches, open to votes."""
    organiser = people[CLUB_ORGANISER.email]
    members = [
        people[email]
        for email in (SETTLED_TELEWORKER.email, *(neighbour.email for neighbour in NEIGHBOURS))
    ]
    _held_last_spring(organiser, members, now)
    _voted_on(organiser, members, now)


def _voted_on(organiser: Person, members: Sequence[Person], now: datetime) -> None:
    day = weekday_from(now + timedelta(days=45), SATURDAY)
    edition = _opened(organiser, ARGENTAN, "École du Web de printemps", day, now, weeks=5)
    pitches = _pitched(edition, PITCHES, members, now - timedelta(days=30))
    edition = lead_edition_to(by=organiser, edition=edition, status=Status.VOTING)
    for rank, person in enumerate(members[:9]):
        voted_at = now - timedelta(days=6, hours=rank)
        for step in range(3 + rank % 3):
            pitch = pitches[(rank * 5 + step * step * 3) % len(pitches)]
            vote_for(by=person, pitch=pitch, now=voted_at)
            if step % 2 == 0:
                record_coming(by=person, pitch=pitch, now=voted_at)
    looked_for = [pitch for pitch in pitches if not pitch.is_offer]
    offer_to_lead(
        by=members[8], pitch=looked_for[0], words="J’ai tenu un registre pendant trois ans."
    )


def _held_last_spring(organiser: Person, members: Sequence[Person], now: datetime) -> None:
    day = weekday_from(now - timedelta(days=240), SATURDAY)
    edition = _opened(organiser, ALENCON, "École du Web d’Alençon", day, now, weeks=44)
    pitches = _pitched(
        edition, [demo_pitch for demo_pitch, _notes in PAST], members, day - timedelta(days=50)
    )
    for status in (Status.VOTING, Status.SCHEDULING):
        edition = lead_edition_to(by=organiser, edition=edition, status=status)
    rooms, slots = list(edition.rooms.all()), list(edition.slots.all())
    for rank, pitch in enumerate(pitches):
        place_pitch(by=organiser, pitch=pitch, room=rooms[rank % 3], slot=slots[rank // 3])
    publish_programme(by=organiser, edition=edition, now=day - timedelta(days=14))
    edition.refresh_from_db()
    for rank, person in enumerate(members[:22]):
        arrived_at = at_hour(day, 8, 40 + rank % 20)
        check_in(edition=edition, token=edition.door_token, person=person, now=arrived_at)
    _remembered(pitches, members, day)
    for status in (Status.HELD, Status.ARCHIVED):
        edition = lead_edition_to(by=organiser, edition=edition, status=status)
    change_edition(by=organiser, edition=edition, report=PAST_REPORT)


def _remembered(pitches: Sequence[Pitch], members: Sequence[Person], day: datetime) -> None:
    """Adds notes and feedback to each session."""
    faces = SessionFeedback.Face
    for rank, (pitch, (_pitch, notes)) in enumerate(zip(pitches, PAST, strict=True)):
        session = Session.objects.select_related("edition__departement", "slot").get(pitch=pitch)
        leader = pitch.author
        if notes and leader is not None:
            write_session(by=leader, session=session, notes=notes, links=LINKS.get(rank, []))
        for seat, person in enumerate(members[rank : rank + 5]):
            face = faces.UNHAPPY if (rank + seat) % 9 == 8 else faces.HAPPY
            give_feedback(by=person, session=session, face=face, now=at_hour(day, 17))


def _opened(
    organiser: Person, commune: str, name: str, day: datetime, now: datetime, *, weeks: int
) -> WebSchoolEdition:
    """Creates an edition with its rooms, slots and partners."""
    on: date = day.date()
    edition = open_edition(
        by=organiser,
        commune=Commune.objects.select_related("departement", "epci").get(pk=commune),
        name=name,
        starts_on=on,
        call=CALL,
        address="À la médiathèque",
        votes_each=8,
        now=now - timedelta(weeks=weeks),
    )
    for room, seats in (("Grande salle", 60), ("Salle des haies", 25), ("Petit atelier", 12)):
        add_room(by=organiser, edition=edition, name=room, seats=seats)
    for starts, number in ((time(9, 30), 3), (time(14), 4)):
        add_slots(
            by=organiser,
            edition=edition,
            day=on,
            starts=starts,
            minutes=45,
            pause=10,
            number=number,
        )
    for partner in ("Chambre de commerce de l’Orne", "Chambre de métiers", "Agence du numérique"):
        add_partner(by=organiser, edition=edition, name=partner)
    return edition


def _pitched(
    edition: WebSchoolEdition,
    pitches: Sequence[DemoPitch],
    members: Sequence[Person],
    since: datetime,
) -> list[Pitch]:
    return [
        make_pitch(
            by=members[rank % 18],
            edition=edition,
            kind=demo_pitch.kind,
            title=demo_pitch.title,
            level=demo_pitch.level,
            length=demo_pitch.length,
            description=demo_pitch.description,
            now=since + timedelta(hours=7 * rank),
        )
        for rank, demo_pitch in enumerate(pitches)
    ]
