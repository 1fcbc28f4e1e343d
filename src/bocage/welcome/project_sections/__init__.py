"""The parts of the two pages of a project, by subject."""

from bocage.welcome.project_sections import (
    address_book,
    ceremonies,
    club_introductions,
    commune_proposals,
    follow_ups,
    homes,
    household,
    papers,
    places,
    relays,
    sponsors,
    stays,
    suitability,
    tasks,
    training,
    weekends,
)

__all__ = [
    "address_book",
    "ceremonies",
    "club_introductions",
    "commune_proposals",
    "follow_ups",
    "homes",
    "household",
    "papers",
    "places",
    "relays",
    "sponsors",
    "stays",
    "suitability",
    "tasks",
    "training",
    "weekends",
]
