"""The lines of the club in the table of rights, by subject."""

from tests.network.gatherings import rights as gatherings
from tests.network.help_board import rights as help_posts
from tests.network.ideas import rights as ideas
from tests.network.mailings import rights as mailings
from tests.network.members import rights as members
from tests.network.messages import rights as contacts
from tests.network.pairs import rights as pairs
from tests.network.web_school import rights as web_school

SUBJECTS = (
    contacts,
    gatherings,
    help_posts,
    ideas,
    mailings,
    members,
    pairs,
    web_school,
)

RIGHTS_OF_THE_CLUB = {
    right: holders for subject in SUBJECTS for right, holders in subject.RIGHTS.items()
}
