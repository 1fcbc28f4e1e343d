"""The pages of the welcome that `test_every_page` looks at, by subject.

Each module has `PAGES` (by whose eyes see them), `NO_PAGES` (what answers a form, a file…) and
`prepare(people, place)`, which makes what the pages show, adds people, and gives the parts of the
addresses.
"""

from tests.journeys.welcome_pages import (
    address_book,
    boards,
    ceremonies,
    charters,
    meetings,
    projects,
    sponsors,
    stays,
)

SUBJECTS = (
    address_book,
    boards,
    ceremonies,
    charters,
    meetings,
    projects,
    sponsors,
    stays,
)
