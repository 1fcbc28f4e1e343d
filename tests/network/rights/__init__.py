"""The lines of the club in the table of rights, by subject."""

from tests.network.rights import (
    contacts,
    gatherings,
    help_notices,
    ideas,
    mailings,
    members,
    pairs,
    web_school,
)

SUBJECTS = (
    contacts,
    gatherings,
    help_notices,
    ideas,
    mailings,
    members,
    pairs,
    web_school,
)

RIGHTS_OF_THE_CLUB = {asked: who for subject in SUBJECTS for asked, who in subject.RIGHTS.items()}
