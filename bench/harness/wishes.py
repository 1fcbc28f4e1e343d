"""Saved searches by the million, over a country, against which market events are matched.

Everything is drawn from one seed, so that two loadings are equal.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from bench.harness.copying import bulk_loading
from bench.harness.nation import identifier
from bocage.housing.models import SavedSearch

SOUTH, NORTH, WEST, EAST = 42.5, 50.5, -4.0, 8.0
"""Bounding box of the searches: about the size of France."""
WISH, DIGITS = 76, 12
"""The kind of their identifiers, which end in so many digits of their number."""


def load_searches(count: int, *, now: datetime) -> int:
    """Writes searches, created and confirmed `now`; returns their number.

    Circles of 3 to 16 kilometres; two searches of three buy; one of ten has no budget, a half no
    surface, a third no rooms. One of a hundred is around Mortagne-au-Perche, where the deliveries
    of the bench are. Each has an address of its own.
    """
    with bulk_loading(SavedSearch), connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.61)")
        cursor.execute(
            _INSERT,
            {
                "count": count,
                "kind": identifier(WISH, 0)[:-DIGITS],
                "digits": DIGITS,
                "now": now,
                "south": SOUTH,
                "west": WEST,
                "high": NORTH - SOUTH,
                "wide": EAST - WEST,
            },
        )
    return count


_INSERT = """
INSERT INTO housing_savedsearch (
    id, email, language, name, status, rhythm, notifies_by_mail, offer, kinds, price, surface,
    rooms, energy_at_least, needs_fibre, needs_office_room, needs_garden, words,
    latitude, longitude, radius_m, west, south, east, north, quiet_from, quiet_until,
    feed_key, created_at, confirmed_at
)
SELECT
    (%(kind)s || lpad(to_hex(n), %(digits)s, '0'))::uuid,
    'menage' || n || '@banc.example', 'fr', 'Recherche ' || n,
    'active', 'immediately', true,
    CASE WHEN random() < 0.65 THEN 'sale' ELSE 'rental' END,
    CASE WHEN random() < 0.7 THEN '{house,apartment}'::varchar[] ELSE '{house}'::varchar[] END,
    int4range(NULL, CASE WHEN random() < 0.9
        THEN 80000 + (random() * 64)::int * 5000 END, '[]'),
    int4range(CASE WHEN random() < 0.5 THEN 40 + (random() * 8)::int * 10 END, NULL, '[]'),
    int4range(CASE WHEN random() < 0.7 THEN 2 + (random() * 4)::int END, NULL, '[]'),
    CASE WHEN random() < 0.1 THEN 'D' ELSE '' END,
    random() < 0.05, random() < 0.05, random() < 0.1, '',
    lat, lon, radius, lon - aside, lat - up, lon + aside, lat + up, 0, 0,
    md5(n::text), %(now)s, %(now)s
FROM (
    SELECT n, lat, lon, radius,
        degrees(radius / 6371008.8) + 1e-6 AS up,
        degrees(asin(sin(radius / 6371008.8) / cos(radians(lat)))) + 1e-6 AS aside
    FROM (
        SELECT n,
            CASE WHEN n %% 100 = 0 THEN 48.52 ELSE %(south)s + random() * %(high)s END AS lat,
            CASE WHEN n %% 100 = 0 THEN 0.547 ELSE %(west)s + random() * %(wide)s END AS lon,
            3000 + (random() * 13000)::int AS radius
        FROM generate_series(1, %(count)s) AS n
    ) AS centres
) AS circles
"""
