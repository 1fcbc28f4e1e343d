"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    accepted_applicants,
    address_book,
    ceremonies,
    club_introductions,
    commune_proposals,
    follow_ups,
    following,
    incoming,
    project_searches,
    relays,
    sponsors,
    stays,
    suitability,
    tasks,
    training,
    weekends,
)

__all__ = [
    "accepted_applicants",
    "address_book",
    "ceremonies",
    "club_introductions",
    "commune_proposals",
    "follow_ups",
    "following",
    "incoming",
    "project_searches",
    "relays",
    "sponsors",
    "stays",
    "suitability",
    "tasks",
    "training",
    "weekends",
]
