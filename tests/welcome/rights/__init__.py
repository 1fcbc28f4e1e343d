"""The lines of the welcome in the table of rights, by subject."""

from tests.welcome.rights import (
    ceremonies,
    follow_ups,
    charters,
    helpers,
    meetings,
    projects,
    relays,
    sponsors,
    stays,
)

SUBJECTS = (
    ceremonies,
    follow_ups,
    charters,
    meetings,
    helpers,
    meetings,
    projects,
    relays,
    sponsors,
    stays,
)

RIGHTS_OF_THE_WELCOME = {
    asked: who for subject in SUBJECTS for asked, who in subject.RIGHTS.items()
}
