"""Member search, limited to the fields visible to the viewer: trade, words, distance.

Each word of the query is searched in members' texts, expanded with the names of the shared skills
whose spelling is close: « graphsite » finds the graphistes. The list of skills is small, so a
misspelt word is compared with hundreds of names instead of every member
(docs/decisions/network-directory.md). The query reads the one text column that the viewer may
search, so that PostgreSQL uses its index for a rare word, and the members' order for a common one.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import Prefetch
from django.db.models.functions import Coalesce

from bocage.foundation.formatting.plain_words import plain_words
from bocage.network.members.models.members import Member
from bocage.network.members.models.skills import Skill
from bocage.network.members.visibility import Onlooker
from bocage.territory.circles import nearest_in_circles
from bocage.territory.geography import EARTH_RADIUS_M, ground_distance
from bocage.territory.models import Commune

COUNT_LIMIT = 500
"""Limit of the count of results: nobody browses beyond it."""
SCAN_LIMIT = 4_000
"""Number of latest members searched first, before all members are."""
MANY = 200
"""Matches among the latest members from which `COUNT_LIMIT` is met within 10,000, in any order."""
LATEST = f"""(
    SELECT * FROM network_member member WHERE member.status = 'active'
    ORDER BY member.joined_at DESC, member.id LIMIT {SCAN_LIMIT}
)"""  # noqa: S608 - a number of this module
MAX_WORDS = 6
SHORTEST_ALIKE = 4
"""Letters from which a word may be misspelt; shorter ones look like too many others."""
ALIKE = 0.42
"""Minimum similarity of a spelling (pg_trgm's word similarity): « graphsite » is at 0.45 of «
graphiste », « développeuse » at 0.67 of « développeur »."""

CARD_FIELDS = (
    "headline",
    "languages",
    "public_fields",
    "members_fields",
    "person__name",
    "person__portrait__person",
    "commune__name",
    "commune__latitude",
    "commune__longitude",
    "organisation__name",
)

STRAIGHT_LINE = (
    "earth_point(member.latitude, member.longitude) <-> earth_point(%(latitude)s, %(longitude)s)"
)
"""Sort expression of the position index: nearest members first, at any distance."""
IN_A_BOX = (
    "earth_point(member.latitude, member.longitude) <@"
    " cube_enlarge(earth_point(%(latitude)s, %(longitude)s), %(chord)s, 3)"
)
CLOSENESS = (
    "sind(member.latitude) * sind(%(latitude)s)"
    " + cosd(member.latitude) * cosd(%(latitude)s) * cosd(member.longitude - %(longitude)s)"
)
"""Distance expression for members in a box, ten times faster: see `geography.Closeness`."""


@dataclass(frozen=True, slots=True)
class MemberSearch:
    """Search criteria of the directory: words, a commune and a radius."""

    text: str = ""
    near: Commune | None = None
    radius_km: int | None = None

    @property
    def words(self) -> list[str]:
        return plain_words(self.text).split()[:MAX_WORDS]

    @property
    def radius_words(self) -> str:
        """Radius as the form field contains it; empty if there is none."""
        return str(self.radius_km or "")

    @property
    def is_located(self) -> bool:
        return self.near is not None and self.near.latitude is not None

    @property
    def radius_m(self) -> int | None:
        """Greatest distance from the commune, in metres; None if the distance does not matter."""
        return self.radius_km * 1000 if self.is_located and self.radius_km else None


@dataclass(frozen=True, slots=True)
class MembersFound:
    """A page of members, each with `distance_m` (metres on the ground) if the search has a
    commune."""

    members: Sequence[Member]
    count: int

    @property
    def is_counted_whole(self) -> bool:
        return self.count < COUNT_LIMIT


def find_members(
    search: MemberSearch, onlooker: Onlooker, *, first: int = 0, number: int = 20
) -> MembersFound:
    """Returns a page of `number` members from the rank `first`, nearest first, otherwise latest to
    join first; at most six statements, whatever the number of members.
    """
    condition, values = _condition(search, onlooker)
    count, page = _page_of_members(
        search, condition, values, first=min(first, COUNT_LIMIT), number=number
    )
    members = _with_card_fields([key for key, _rank in page])
    if search.is_located:
        away = dict(page)
        for member in members:
            member.distance_m = _metres(search, away[member.pk])  # type: ignore[attr-defined]  # beside the columns
    return MembersFound(members, count)


def _page_of_members(
    search: MemberSearch, condition: str, values: dict[str, Any], *, first: int, number: int
) -> tuple[int, list[tuple[UUID, Any]]]:
    """Returns the number of members found, and the members of a page.

    Common words are searched among the latest members, and only counted among all of them. Rare
    words are searched among all members, by the index.
    """
    end = first + number
    if search.radius_m is not None:
        members = _near(search, condition, values, search.radius_m)
        return len(members), members[first:end]
    if search.is_located:
        page = _ranked(search, condition, values, first=first, number=number)
        return _count(condition, values), page
    members = _ranked(search, condition, values, among=LATEST, number=COUNT_LIMIT)
    if len(members) < end:
        members = _ranked(search, condition, values, number=COUNT_LIMIT)
    elif len(members) < MANY:
        return _count_by_word_index(condition, values), members[first:end]
    elif len(members) < COUNT_LIMIT:
        return _count(condition, values), members[first:end]
    return len(members), members[first:end]


def _near(
    search: MemberSearch, condition: str, values: dict[str, Any], radius_m: int
) -> list[tuple[UUID, Any]]:
    """Returns the nearest members of a circle, up to the count limit. With words, searches the
    whole circle at once: a narrower one could hold too few matches and require a second query."""

    def within(metres: float) -> list[tuple[UUID, Any]]:
        return _ranked(search, condition, values | _circle(metres), number=COUNT_LIMIT)

    return within(radius_m) if search.words else nearest_in_circles(radius_m, COUNT_LIMIT, within)


def _count(condition: str, values: dict[str, Any]) -> int:
    statement = f"""
        SELECT count(*)
        FROM (SELECT 1 FROM network_member member WHERE {condition} LIMIT {COUNT_LIMIT}) AS counted
    """  # noqa: S608 - texts of this module alone
    return int(_rows(statement, values)[0][0])


def _count_by_word_index(condition: str, values: dict[str, Any]) -> int:
    """Returns the number of matches found by the word index. No LIMIT: with one, PostgreSQL would
    scan all members, expecting to stop early."""
    statement = f"SELECT count(*) FROM network_member member WHERE {condition}"  # noqa: S608 - texts of this module alone
    return min(COUNT_LIMIT, int(_rows(statement, values)[0][0]))


def _ranked(
    search: MemberSearch,
    condition: str,
    values: dict[str, Any],
    *,
    among: str = "network_member",
    first: int = 0,
    number: int,
) -> list[tuple[UUID, Any]]:
    """Returns the keys of members in order, each with its sort value."""
    statement = f"""
        SELECT member.id, {_order(search)} FROM {among} AS member WHERE {condition}
        ORDER BY 2 {_direction(search)}, member.id LIMIT %(number)s OFFSET %(first)s
    """  # noqa: S608 - texts of this module alone
    return _rows(statement, {**values, "number": number, "first": first})


def _rows(statement: str, values: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def skills_alike(word: str) -> list[UUID]:
    """Returns the keys of the skills whose name or synonym is spelt almost like a plain word."""
    if len(word) < SHORTEST_ALIKE:
        return []
    alike = _spelt_alike(word).annotate(leads_to=Coalesce("merged_into", "pk"))
    return list(alike.order_by("leads_to").values_list("leads_to", flat=True).distinct())


def names_alike(word: str) -> list[str]:
    """Returns the plain names of the skills spelt almost like a plain word, as members' search
    words contain them.
    """
    if len(word) < SHORTEST_ALIKE:
        return []
    alike = _spelt_alike(word).annotate(spelling=Coalesce("merged_into__plain_name", "plain_name"))
    names = alike.order_by("spelling").values_list("spelling", flat=True).distinct()
    return [name for name in names if len(name) >= SHORTEST_ALIKE]


def _spelt_alike(word: str) -> Any:
    similar = Skill.objects.annotate(alike=TrigramWordSimilarity(word, "plain_name"))
    return similar.filter(alike__gte=ALIKE)


def _without_longer(texts: Sequence[str]) -> list[str]:
    """Removes the texts that contain another one: matching the shorter text covers them."""
    longest: list[str] = []
    for text in sorted(set(texts), key=lambda text: (len(text), text)):
        if not any(shorter in text for shorter in longest):
            longest.append(text)
    return longest


def _condition(search: MemberSearch, onlooker: Onlooker) -> tuple[str, dict[str, Any]]:
    """Returns the SQL condition that selects the members, with its values."""
    sees_members = onlooker.sees_members or onlooker.sees_all
    words = "member.members_words" if sees_members else "member.public_words"
    parts = ["member.status = 'active'", _shows("name", sees_members)]
    values: dict[str, Any] = {}
    for number, word in enumerate(search.words):
        alike = {
            f"word{number}_{rank}": f"%{_escaped(text)}%"
            for rank, text in enumerate(_without_longer([word, *names_alike(word)]))
        }
        parts.append("(" + " OR ".join(f"{words} LIKE %({name})s" for name in alike) + ")")
        values |= alike
    if search.is_located and search.near is not None:
        parts += ["member.latitude IS NOT NULL", _shows("commune", sees_members)]
        values |= {"latitude": search.near.latitude, "longitude": search.near.longitude}
        if search.radius_km:
            parts.append(f"{IN_A_BOX} AND {CLOSENESS} >= %(closest)s")
    return " AND ".join(parts), values


def _circle(radius_m: float) -> dict[str, float]:
    """Returns the values of a circle condition."""
    angle = radius_m / EARTH_RADIUS_M
    return {"chord": 2 * math.sin(angle / 2), "closest": math.cos(angle)}


def _shows(field: str, to_members: bool) -> str:
    """Returns the SQL condition that a member shows a field to the viewer."""
    is_public = f"'{field}' = ANY (member.public_fields)"
    return f"({is_public} OR '{field}' = ANY (member.members_fields))" if to_members else is_public


def _order(search: MemberSearch) -> str:
    if not search.is_located:
        return "member.joined_at"
    return CLOSENESS if search.radius_km else STRAIGHT_LINE


def _direction(search: MemberSearch) -> str:
    return "ASC" if _order(search) == STRAIGHT_LINE else "DESC"


def _metres(search: MemberSearch, rank: float) -> float:
    """Returns the distance on the ground in metres, from the sort value of a located search."""
    if search.radius_km:
        return math.acos(min(1.0, rank)) * EARTH_RADIUS_M
    return ground_distance(rank)


def _with_card_fields(keys: list[UUID]) -> list[Member]:
    """Returns the members of these keys, in this order, with the fields of a card; three
    statements."""
    members = (
        Member.objects.filter(pk__in=keys)
        .select_related("person__portrait", "commune", "organisation")
        .prefetch_related(Prefetch("skills", Skill.objects.only("name", "plain_name")))
        .only(*CARD_FIELDS)
    )
    rank = {key: number for number, key in enumerate(keys)}
    return sorted(members, key=lambda member: rank[member.pk])


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
