"""The lines of outreach in the table of rights, by subject."""

from tests.outreach.rights import (
    campaigns,
    editorial,
    prospects,
)

SUBJECTS = (
    campaigns,
    editorial,
    prospects,
)

RIGHTS_OF_OUTREACH = {asked: who for subject in SUBJECTS for asked, who in subject.RIGHTS.items()}
