"""Club of a hundred thousand members: profiles, skills, and visibility.

They are copied, in a dedicated instance, and drawn from one seed, so that two loadings are equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from time import perf_counter

from django.utils import timezone

from bench.harness.copying import bulk_loading, copy_lines
from bench.harness.nation import identifier
from bench.harness.stage import InstanceInUse, sign_in
from bench.harness.stages.projects import FIRST_NAMES, LAST_NAMES
from bocage.foundation.formatting.plain_words import plain_words
from bocage.network.models import LISTED_FIELDS, Member, MemberSkill, Skill
from bocage.people.models import Entitlement, Person
from bocage.territory.models import Commune

SEED = 61
PEOPLE, MEMBERS, SKILLS = 31, 32, 33
"""Kinds of identifiers, after those of the other stages."""
PUBLIC = 0.4
"""Four of ten show themselves to everybody, the others to members."""
TRADES = (
    "Graphiste", "Développeur Web", "Comptable", "Traducteur", "Photographe", "Rédacteur",
    "Architecte", "Juriste", "Formateur", "Menuisier", "Ébéniste", "Paysagiste", "Géomètre",
    "Notaire", "Illustrateur", "Vidéaste", "Musicien", "Journaliste", "Urbaniste", "Économiste",
    "Sociologue", "Psychologue", "Ergonome", "Acheteur", "Logisticien", "Ingénieur", "Statisticien",
    "Cartographe", "Archiviste", "Bibliothécaire", "Interprète", "Coach", "Recruteur",
    "Assureur", "Courtier", "Designer", "Céramiste", "Tapissier", "Couturier", "Imprimeur",
)  # fmt: skip
SPECIALITIES = (
    "", "indépendant", "du bâti ancien", "pour associations", "pour collectivités", "industriel",
    "agricole", "médical", "culturel", "numérique", "touristique", "solidaire", "européen",
    "à mi-temps", "itinérant",
)  # fmt: skip
HELPS = (
    "Relire un devis d’imprimeur.", "Remettre un site sur pied.", "Choisir son statut.",
    "Lire un cahier des charges.", "Protéger ses comptes en une heure.", "Faire parler un tableau.",
    "Préparer une négociation.", "Ouvrir une page qui vit.", "Dire simplement ce que l’on fait.",
)  # fmt: skip
LOOKS = (
    "Un bureau calme le jeudi.", "Des missions de deux jours.", "Une salle pour douze personnes.",
    "D’autres avec qui parler.", "Un covoiturage le lundi.", "", "",
)  # fmt: skip
_MEMBER = [
    "id", "person_id", "status", "commune_id", "latitude", "longitude", "headline", "helps_with",
    "looks_for", "public_fields", "members_fields", "public_words", "members_words", "requested_at",
    "joined_at", "renewed_until",
]  # fmt: skip
SHOWN_FIELDS = "{" + ",".join(sorted(LISTED_FIELDS)) + "}"


@dataclass(frozen=True)
class MembersStage:
    """Session of a member, and the loaded counts."""

    session: str
    members: int
    load_seconds: float


def set_members_stage(count: int, *, now: datetime) -> MembersStage:
    """Loads members, one of whom is signed in.

    Raises:
        InstanceInUse: it has accounts.
    """
    if Person.objects.exists():
        raise InstanceInUse
    started = perf_counter()
    # Read before the COPY, during which no query is possible.
    communes = list(
        Commune.objects.current()
        .filter(latitude__isnull=False)
        .order_by("code")
        .values_list("code", "name", "latitude", "longitude", "population")
    )
    skills = [f"{trade} {words}".strip() for trade in TRADES for words in SPECIALITIES]
    skill_ranks = _draw_skills(count, len(skills))
    with bulk_loading(Person, Skill, Member, MemberSkill):
        copy_lines(Person, ["id", "email", "name"], _people(count), now=now)
        copy_lines(Skill, ["id", "name"], _skills(skills), now=now)
        copy_lines(Member, _MEMBER, _members(count, communes, skills, skill_ranks, now), now=now)
        copy_lines(MemberSkill, ["member_id", "skill_id"], _member_skills(skill_ranks), now=now)
    onlooker = Person.objects.get(pk=identifier(PEOPLE, 0))
    Entitlement.objects.create(
        person=onlooker, kind=Entitlement.Kind.CLUB_MEMBER, starts_on=timezone.localdate(now)
    )
    return MembersStage(
        session=sign_in(onlooker),
        members=Member.objects.count(),
        load_seconds=round(perf_counter() - started, 1),
    )


def _name(number: int) -> str:
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    return f"{first} {LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)]}"


def _people(count: int) -> Iterator[str]:
    for number in range(count):
        yield f"{identifier(PEOPLE, number)}\tmembre{number}@banc.example\t{_name(number)}"


def _skills(names: Sequence[str]) -> Iterator[str]:
    for number, name in enumerate(names):
        yield f"{identifier(SKILLS, number)}\t{name}"


def _draw_skills(count: int, skills: int) -> list[list[int]]:
    """Draws one to four skills of each member: the first of the list are the most frequent."""
    random = Random(SEED)
    return [
        sorted({int(skills * random.random() ** 2) for _draw in range(random.randint(1, 4))})
        for _number in range(count)
    ]


def _members(
    count: int,
    communes: Sequence[tuple[str, str, float | None, float | None, int | None]],
    skills: Sequence[str],
    skill_ranks: Sequence[Sequence[int]],
    now: datetime,
) -> Iterator[str]:
    random = Random(SEED + 1)
    weights = list(accumulate((row[4] or 0) + 50 for row in communes))
    places = random.choices(communes, cum_weights=weights, k=count)
    until = (now + timedelta(days=300)).date().isoformat()
    for number in range(count):
        code, commune, latitude, longitude, _population = places[number]
        own_skills = [skills[rank] for rank in skill_ranks[number]]
        helps, looks = random.choice(HELPS), random.choice(LOOKS)
        headline = own_skills[0]
        is_public = number > 0 and random.random() < PUBLIC
        words = plain_words(" ".join([_name(number), commune, *own_skills, headline, helps, looks]))
        joined = (now - timedelta(minutes=random.randrange(500_000))).isoformat()
        yield "\t".join(
            (
                identifier(MEMBERS, number), identifier(PEOPLE, number), "active", code,
                f"{latitude or 0:.5f}", f"{longitude or 0:.5f}", headline, helps, looks,
                SHOWN_FIELDS if is_public else "{}", "{}" if is_public else SHOWN_FIELDS,
                words if is_public else "", words, joined, joined, until,
            )
        )  # fmt: skip


def _member_skills(skill_ranks: Sequence[Sequence[int]]) -> Iterator[str]:
    for number, ranks in enumerate(skill_ranks):
        for rank in ranks:
            yield f"{identifier(MEMBERS, number)}\t{identifier(SKILLS, rank)}"
