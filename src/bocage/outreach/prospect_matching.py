"""Records that may be of one person: near names, with a telephone or a place in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from bocage.foundation.plain_words import ACCENTS, PLAIN
from bocage.outreach.models import Prospect
from bocage.outreach.models.prospects import ProspectQuerySet

LATEST = 100
"""Those last heard of, among whom doubles are looked for: the others were looked at before."""
SHOWN = 20


@dataclass(frozen=True)
class Pair:
    """Two records, the older first."""

    first: Prospect
    second: Prospect


def pairs_to_decide(prospects: ProspectQuerySet) -> list[Pair]:
    """Those that nobody has decided about yet, the likeliest first; three statements."""
    latest = prospects.known().exclude(name="").order_by("-last_touch_at", "-id")
    keys = list(latest.values_list("pk", flat=True)[:LATEST])
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, {"keys": keys, "shown": SHOWN})
        found = cursor.fetchall()
    rows = Prospect.objects.in_bulk({key for pair in found for key in pair})
    return [_pair(rows, first, second) for first, second in found]


def _pair(rows: dict[Any, Prospect], first: UUID, second: UUID) -> Pair:
    older, newer = sorted([rows[first], rows[second]], key=lambda one: (one.captured_at, one.pk))
    return Pair(older, newer)


_QUOTED = ACCENTS.replace("'", "''")


def _plain(column: str) -> str:
    return f"translate(lower({column}), '{_QUOTED}', '{PLAIN}')"


_WORDS = (
    f"({_plain('other.name')} || ' ' || other.email || ' ' || other.phone || ' ' ||"
    f" {_plain('other.origin')})"
)
"""As the index `outreach_prospect_words` has it."""

_PAIRS = f"""
WITH latest AS (
    SELECT id, departement_id, name, phone, origin FROM outreach_prospect
    WHERE id = ANY(%(keys)s)
), alike AS (
    SELECT latest.id AS one, near.id AS other, near.score FROM latest
    CROSS JOIN LATERAL (
        SELECT other.id, similarity({_plain("other.name")}, {_plain("latest.name")})
            + (other.phone <> '' AND other.phone = latest.phone)::int AS score
        FROM outreach_prospect other
        WHERE other.departement_id = latest.departement_id AND other.id <> latest.id
            AND other.erased_at IS NULL AND other.joined_into_id IS NULL
            AND {_WORDS} %%> {_plain("latest.name")}
            AND similarity({_plain("other.name")}, {_plain("latest.name")}) >= 0.45
            AND (
                (other.phone <> '' AND other.phone = latest.phone)
                OR (
                    (other.phone = '' OR latest.phone = '')
                    AND (
                        other.origin = '' OR latest.origin = ''
                        OR similarity({_plain("other.origin")}, {_plain("latest.origin")}) >= 0.4
                    )
                )
            )
        ORDER BY score DESC LIMIT 5
    ) near
)
SELECT least(one, other) AS first, greatest(one, other) AS second FROM alike
WHERE NOT EXISTS (
    SELECT 1 FROM outreach_notthesame said
    WHERE said.first_id = least(one, other) AND said.second_id = greatest(one, other)
)
GROUP BY 1, 2 ORDER BY max(score) DESC, 1, 2 LIMIT %(shown)s
"""  # noqa: S608 - texts of this module alone
