"""The saved searches around a place that no home of today meets: matching, turned round again."""

from bocage.housing.alerts.operations.matching import WISHES
from bocage.territory.geography import EARTH_RADIUS_M

_CHORD = f"2 * sin(least(s.radius_m / {2 * EARTH_RADIUS_M}::float8, pi() / 2))"
"""The straight line through the Earth to the edge of the circle, in Earth radii."""

_SEARCH_POINT = "earth_point(s.latitude, s.longitude)"
_HOME_POINT = "earth_point(home.latitude, home.longitude)"

_ANSWERS = WISHES % {
    "offer": "home.offer",
    "kind": "home.kind",
    "price": "int4range(home.price_eur, home.price_eur, '[]')",
    "surface": "int4range(home.surface_m2, home.surface_m2, '[]')",
    "rooms": "int4range(home.rooms, home.rooms, '[]')",
    "land_m2": "home.land_m2",
    "energy": "home.energy_class",
    "has_fibre": "coalesce(home.has_fibre, false)",
    "has_office_room": "home.has_office_room",
    "has_garden": "home.has_garden",
    "workspace_m": "home.workspace_m",
}
"""SQL of `alerts.operations.matching` for a new home, applied to columns: a NULL value makes an
unbounded range, so that a value that a home does not state meets no search that requires it.
"""

SEARCHES_AND_WHETHER_THEY_ARE_MET = f"""
    SELECT s.id, s.commune_id, EXISTS (
        SELECT FROM housing_dwelling home
        WHERE home.is_on_the_market AND NOT home.is_under_offer
          AND {_HOME_POINT} <@ cube_enlarge({_SEARCH_POINT}, {_CHORD}, 3)
          AND {_HOME_POINT} <-> {_SEARCH_POINT} <= {_CHORD}
          AND {_ANSWERS.replace("@words", "home.search_vector")}
    ) AS is_met
    FROM housing_savedsearch s
    WHERE s.status = 'active' AND s.commune_id IS NOT NULL AND s.radius_m IS NOT NULL
"""  # noqa: S608 - made of names of our own
"""SQL: each active search around a commune: `id`, `commune_id`, `is_met`."""
