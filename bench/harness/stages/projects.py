"""Projects of a large welcome: a coordinator who follows them all, and messages of households.

They are copied, in a dedicated instance, and equal at each run: most are open, some are late, some
are answered, some have arrived, some are closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from random import Random
from time import perf_counter

from django.db import transaction

from bench.harness.copying import NULL, as_text, bulk_loading, copy_lines
from bench.harness.nation import identifier
from bench.harness.stage import InstanceInUse, sign_in
from bocage.people.models import Person, Role
from bocage.people.operations.mandates import appoint_administrator, grant_mandate
from bocage.people.operations.persons import create_person
from bocage.people.operations.scopes import scope_of
from bocage.territory.models import Commune, Departement
from bocage.welcome.models import (
    STAGES,
    HouseholdAdult,
    ProjectMessage,
    SettlementProject,
)

SEED = 61
DEPARTEMENT = "61"
PEOPLE, PROJECTS, ADULTS, MESSAGES = 21, 22, 23, 24
"""Kinds of identifiers, after those of `nation`."""
AT_STAGES = (14, 12, 12, 9, 7, 6, 20, 20)
"""Number of projects at each stage, of a hundred."""
CLOSED_FROM = 0.75
"""A quarter is closed."""
TRADES = ("graphiste", "développeuse", "comptable", "traductrice", "architecte", "notaire")
FIRST_NAMES = (
    "Camille", "Jean-Pierre", "Aïcha", "Élodie", "Bruno", "Chloé", "Denis", "Fatou", "Gaël",
    "Hélène", "Inès", "Jérôme", "Karim", "Léa", "Maëlle", "Noé", "Odile", "Paul", "Rémi", "Sophie",
    "Théo", "Ursule", "Victor", "Zoé",
)  # fmt: skip
LAST_NAMES = (
    "Aubert", "Bernard", "Chauvin", "Duval", "Esnault", "Février", "Guérin", "Huet", "Jouin",
    "Lebreton", "Marchand", "Noël", "Ozanne", "Périer", "Quentin", "Rousseau", "Sorel", "Tessier",
    "Vallée", "Yvon",
)  # fmt: skip
ENDINGS = ("", "eau", "et", "in", "ot", "ville", "mont", "court", "lay", "sart")
"""Two hundred family names: a hundred households bear each."""
MESSAGES_OF_A_PROJECT = 2
WISHES = (
    "Une maison de pierre avec un jardin, pas trop loin d’une gare.",
    "De la place pour deux bureaux, et des voisins à qui parler.",
    "Un verger et quelques ruches, à vingt minutes d’un collège.",
    "Louer d’abord, le temps de connaître les villages, puis acheter.",
    "Reprendre un atelier de menuiserie, avec un logement au-dessus.",
    "Un bourg vivant : une boulangerie, un médecin, une école à pied.",
    "Quitter la ville avant la rentrée, si les enfants ont une place.",
    "Une longère à restaurer, que nous ferions nous-mêmes en partie.",
    "Travailler trois jours à distance, deux jours dans un bureau partagé.",
    "Retrouver la région de nos grands-parents, et y élever nos filles.",
)
"""Sentences of households about their project: two of these each."""
QUESTIONS = (
    "Y a-t-il une place à la crèche ?",
    "La fibre est-elle posée dans le bourg ?",
    "Pouvez-vous nous parler des écoles ?",
    "Nous viendrons le week-end de la Pentecôte.",
    "Le bureau d’accueil a-t-il une salle fermée ?",
    "Connaissez-vous un couvreur qui se déplace ?",
    "Merci pour votre accueil, nous en reparlons ce soir.",
    "Le médecin prend-il encore de nouveaux patients ?",
    "Une visite est-elle possible samedi matin ?",
    "Nous avons écrit à la mairie, sans réponse encore.",
    "Le notaire propose le douze, est-ce que cela va ?",
    "Où dort-on près de chez vous, à quatre ?",
)


@dataclass(frozen=True)
class ProjectsStage:
    """Session of the coordinator, and the loaded counts."""

    session: str
    projects: int
    load_seconds: float


def set_projects_stage(count: int, *, now: datetime, count_elsewhere: int = 0) -> ProjectsStage:
    """Loads projects that one coordinator follows, and others of other départements, hidden to
    them.

    Raises:
        InstanceInUse: it has accounts.
    """
    if Person.objects.exists():
        raise InstanceInUse
    started = perf_counter()
    with transaction.atomic():
        coordinator = _coordinator()
    # Read before the COPY, during which no query is possible.
    of_the_coordinator = Everywhere.of([DEPARTEMENT], followed_by=coordinator)
    departements = Departement.objects.exclude(pk=DEPARTEMENT).order_by("code")
    of_others = Everywhere.of(
        [departement.code for departement in departements], followed_by=_another_coordinator()
    )
    whole = count + (count_elsewhere if of_others.communes else 0)
    with bulk_loading(Person, SettlementProject, HouseholdAdult, ProjectMessage):
        copy_lines(Person, ["id", "email", "name"], _people(whole), now=now)
        lines = chain(
            _projects(range(count), of_the_coordinator, now),
            _projects(range(count, whole), of_others, now),
        )
        copy_lines(SettlementProject, _PROJECT, lines, now=now)
        copy_lines(HouseholdAdult, _ADULT, _adults(whole, now), now=now)
        copy_lines(ProjectMessage, _MESSAGE, _messages(whole, now), now=now)
    return ProjectsStage(
        session=sign_in(coordinator),
        projects=SettlementProject.objects.count(),
        load_seconds=round(perf_counter() - started, 1),
    )


@dataclass(frozen=True)
class Everywhere:
    """The communes of some départements, and who follows the projects there."""

    communes: list[tuple[str, str]]
    """The code of the département, and that of the commune."""
    followed_by: Person

    @classmethod
    def of(cls, departements: list[str], *, followed_by: Person) -> Everywhere:
        """Returns the communes of these départements, in their order."""
        communes = Commune.objects.current().filter(departement__in=departements).order_by("code")
        return cls(list(communes.values_list("departement_id", "code")), followed_by)


def _another_coordinator() -> Person:
    return create_person(email="ailleurs@bocage.example", name="Paul Ailleurs")


def _coordinator() -> Person:
    admin = appoint_administrator(email="bench@bocage.example").person
    coordinator = create_person(email="accueil@bocage.example", name="Maud Accueil")
    scope = scope_of(Departement.objects.get(code=DEPARTEMENT))
    grant_mandate(by=admin, person=coordinator, role=Role.COORDINATOR, scope=scope)
    return coordinator


def _people(count: int) -> Iterator[str]:
    for number in range(count):
        person = identifier(PEOPLE, number)
        first = FIRST_NAMES[number % len(FIRST_NAMES)]
        yield f"{person}\tmenage{number}@banc.example\t{first} {last_name(number)}"


def last_name(number: int) -> str:
    """Returns the family name of a household."""
    return LAST_NAMES[number % len(LAST_NAMES)] + ENDINGS[number // 20 % len(ENDINGS)]


_PROJECT = (
    "id", "departement_id", "commune_id", "name", "stage", "stage_since", "status",
    "close_reason", "closed_at", "origin", "trade", "budget_eur", "sent_at", "answer_due_at",
    "answered_at", "next_action", "next_action_on", "next_action_by_id", "coordinator_id",
    "last_contact_at", "moved_in_on", "words",
)  # fmt: skip


def _projects(numbers: range, everywhere: Everywhere, now: datetime) -> Iterator[str]:
    chance = Random(SEED + numbers.start)
    for number in numbers:
        yield "\t".join(_cells(_project(number, chance, everywhere, now)))


def _project(number: int, chance: Random, everywhere: Everywhere, now: datetime) -> list[object]:
    departement, commune = chance.choice(everywhere.communes)
    coordinator = everywhere.followed_by
    (stage,) = chance.choices(STAGES, weights=AT_STAGES)
    sent_at = now - timedelta(days=chance.randrange(1, 1_000), hours=chance.randrange(24))
    arrived = stage in ("settled", "rooted")
    closed = not arrived and chance.random() >= CLOSED_FROM
    answered = stage != "contact" or chance.random() < 0.5
    action = chance.random() < 0.8
    due = (now + timedelta(days=chance.randrange(-20, 40))).date()
    return [
        identifier(PROJECTS, number),
        departement,
        commune if arrived else None,
        f"Famille {last_name(number)}",
        stage.value,
        sent_at + timedelta(days=1),
        "closed" if closed else "open",
        "silent" if closed else "",
        now if closed else None,
        "Paris",
        chance.choice(TRADES),
        chance.randrange(80, 400) * 1_000,
        sent_at,
        sent_at + timedelta(days=1),
        sent_at + timedelta(hours=9) if answered else None,
        "Appeler le ménage" if action else "",
        due if action else None,
        coordinator.pk if action else None,
        coordinator.pk if answered else None,
        sent_at + timedelta(days=1),
        date(sent_at.year, sent_at.month, 1) if arrived else None,
        f"{WISHES[number % len(WISHES)]} {WISHES[(number // 7 + 3) % len(WISHES)]}",
    ]


_ADULT = ("id", "project_id", "person_id", "is_first", "joined_at")


def _adults(count: int, now: datetime) -> Iterator[str]:
    for number in range(count):
        adult: list[object] = [identifier(ADULTS, number), identifier(PROJECTS, number)]
        yield "\t".join(_cells([*adult, identifier(PEOPLE, number), True, now]))


_MESSAGE = ("id", "project_id", "author_id", "is_from_household", "words", "written_at", "read_at")


def _messages(count: int, now: datetime) -> Iterator[str]:
    chance = Random(SEED + 1)
    for number in range(count * MESSAGES_OF_A_PROJECT):
        project = number // MESSAGES_OF_A_PROJECT
        yield "\t".join(
            _cells(
                [
                    identifier(MESSAGES, number),
                    identifier(PROJECTS, project),
                    identifier(PEOPLE, project),
                    True,
                    QUESTIONS[number * 7 // 5 % len(QUESTIONS)],
                    now - timedelta(days=chance.randrange(1, 300)),
                    now if chance.random() < 0.95 else None,
                ]
            )
        )


def _cells(values: list[object]) -> list[str]:
    return [NULL if value is None else as_text(value) for value in values]
