"""The lines of outreach in the table of rights, by subject."""

from tests.outreach.rights import (
    ambassadors,
    assets,
    campaigns,
    editorial,
    employers,
    evenings,
    prospects,
    sequences,
)

SUBJECTS = (
    assets,
    ambassadors,
    campaigns,
    editorial,
    employers,
    evenings,
    prospects,
    sequences,
)

RIGHTS_OF_OUTREACH = {asked: who for subject in SUBJECTS for asked, who in subject.RIGHTS.items()}
