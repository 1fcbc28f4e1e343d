"""Members suggested to a newcomer: consenting, of a related trade, nearby.

Each shared word counts twenty points, three words at most; a kilometre costs one. So a graphic
designer thirty kilometres away ranks before a neighbour of another trade, but one at the other end
of the département does not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from bocage.foundation.formatting.plain_words import plain_words
from bocage.network.members.directory import MAX_WORDS, SHORTEST_ALIKE, skills_alike
from bocage.network.members.models.members import Member
from bocage.territory.geography import EARTH_RADIUS_M
from bocage.territory.models import Commune

FARTHEST_KM = 80
POINTS_OF_A_WORD, MAX_WORDS_COUNTED = 20, 3

_STATEMENT = """
    SELECT member.id, distance.metres
    FROM network_member member
    JOIN people_person person ON person.id = member.person_id AND person.is_active
    CROSS JOIN LATERAL (
        SELECT earth_point(member.latitude, member.longitude)
            <-> earth_point(%(latitude)s, %(longitude)s) AS line
    ) AS straight
    CROSS JOIN LATERAL (
        SELECT 2 * %(radius)s * asin(least(straight.line / 2, 1)) AS metres
    ) AS distance
    CROSS JOIN LATERAL (
        SELECT (SELECT count(*) FROM unnest(%(words)s::text[]) AS word
                WHERE strpos(member.members_words, word) > 0)
            + (SELECT count(*) FROM network_memberskill said
                WHERE said.member_id = member.id AND said.skill_id = ANY (%(alike)s::uuid[]))
            AS words
    ) AS shared
    WHERE member.status = 'active' AND member.meets_newcomers AND member.latitude IS NOT NULL
        AND ('name' = ANY (member.public_fields) OR 'name' = ANY (member.members_fields))
        AND NOT member.id = ANY (%(exclude)s::uuid[]) AND NOT member.person_id = %(person)s
        AND distance.metres <= %(farthest)s
    ORDER BY LEAST(shared.words, %(max_words)s) * %(points)s - distance.metres / 1000 DESC,
        member.id
    LIMIT %(limit)s
"""


@dataclass(frozen=True)
class MemberToMeet:
    """A member, and the distance from their commune to the newcomer's."""

    member: Member
    metres: int


def members_to_meet(
    *, person_id: UUID, trade: str, near: Commune, exclude: Collection[UUID] = (), limit: int = 3
) -> list[MemberToMeet]:
    """Returns at most `limit` members who agreed to meet newcomers, best match first; an empty list
    if the position of `near` is unknown. Uses a few statements, whatever the number of members.
    """
    if near.latitude is None or near.longitude is None:
        return []
    words = [word for word in plain_words(trade).split() if len(word) >= SHORTEST_ALIKE]
    alike = {skill for word in words[:MAX_WORDS] for skill in skills_alike(word)}
    values: dict[str, Any] = {
        "person": person_id,
        "words": words[:MAX_WORDS],
        "alike": list(alike),
        "exclude": list(exclude),
        "latitude": near.latitude,
        "longitude": near.longitude,
        "radius": EARTH_RADIUS_M,
        "farthest": FARTHEST_KM * 1000,
        "limit": limit,
        "points": POINTS_OF_A_WORD,
        "max_words": MAX_WORDS_COUNTED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, values)
        ranked: dict[UUID, float] = dict(cursor.fetchall())
    members = Member.objects.select_related("person", "commune").in_bulk(ranked)
    return [MemberToMeet(members[key], round(metres)) for key, metres in ranked.items()]
