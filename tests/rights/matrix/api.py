"""Declared access to each API operation: the same as the equivalent page, and no more.

The first example of each is an object under the scopes of the test data, and the booker's; the
second belongs to somebody else, or is elsewhere (`tests/api/same_pages.py`).
"""

from __future__ import annotations

from tests.people.holders import (
    ADMIN,
    CLUB_ORGANISERS,
    COORDINATORS,
    HOLDER,
    LEAD_MANAGERS,
    OF_THE_DEPARTEMENT,
)
from tests.rights.groups import PUBLIC, SIGNED_IN

NO_CALLER: frozenset[str] = frozenset()
OF_THE_COMMUNE = frozenset({*COORDINATORS, "elected of commune", "town_hall of commune"})
OF_THE_EPCI = frozenset({*COORDINATORS, "elected of epci"})

OPERATIONS: dict[tuple[frozenset[str], ...], str] = {
    (PUBLIC,): """list_communes read_commune list_indicators read_indicator
        list_indicator_figures list_territory_figures list_dwellings read_dwelling
        list_gatherings list_editions read_edition list_members list_assets list_programmes
        list_places find_free_places""",
    (SIGNED_IN,): """save_search list_searches list_registrations list_courses list_own_sessions
        read_me list_bookings""",
    (frozenset({HOLDER}), NO_CALLER): """change_search read_search leave_gathering read_course
        read_booking move_booking cancel_booking restore_booking""",
    (SIGNED_IN, NO_CALLER): "make_booking come_to_gathering",
    (frozenset(LEAD_MANAGERS),): "list_leads list_relays",
    (frozenset(LEAD_MANAGERS), OF_THE_EPCI): "read_lead",
    (PUBLIC, frozenset(CLUB_ORGANISERS)): "read_gathering",
    (PUBLIC, frozenset({HOLDER, *CLUB_ORGANISERS})): "read_member",
    (PUBLIC, frozenset(OF_THE_DEPARTEMENT)): "read_programme list_cohort_sessions",
    (PUBLIC, frozenset(COORDINATORS)): "read_place read_place_availability",
    (frozenset(COORDINATORS),): "list_projects list_sponsors",
    (frozenset(COORDINATORS), frozenset(COORDINATORS)): "read_sponsor",
    (frozenset(OF_THE_DEPARTEMENT), frozenset(ADMIN)): "read_project",
    (OF_THE_COMMUNE, frozenset(COORDINATORS)): "read_relay reply_to_relay",
}
"""Callers with access to each operation, by example, in order."""

CALLERS = {name: callers for callers, names in OPERATIONS.items() for name in names.split()}
