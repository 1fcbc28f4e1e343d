"""Rows of the welcome in the table of rights, by subject."""

from tests.welcome.ceremonies import rights as ceremonies
from tests.welcome.charters import rights as charters
from tests.welcome.follow_ups import rights as follow_ups
from tests.welcome.helpers import rights as address_book
from tests.welcome.household_portal import rights as faces
from tests.welcome.meetings import rights as meetings
from tests.welcome.projects import rights as projects
from tests.welcome.relays import rights as relays
from tests.welcome.sponsors import rights as sponsors
from tests.welcome.visits import rights as stays

SUBJECTS = (
    address_book,
    ceremonies,
    charters,
    faces,
    follow_ups,
    meetings,
    projects,
    relays,
    sponsors,
    stays,
)

RIGHTS_OF_THE_WELCOME = {
    right: roles for subject in SUBJECTS for right, roles in subject.RIGHTS.items()
}
