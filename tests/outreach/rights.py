"""The lines of outreach in the table of rights, by subject."""

from tests.outreach.ambassadors import rights as ambassadors
from tests.outreach.assets import rights as assets
from tests.outreach.campaigns import rights as campaigns
from tests.outreach.editorial import rights as editorial
from tests.outreach.employers import rights as employers
from tests.outreach.evenings import rights as evenings
from tests.outreach.prospects import rights as prospects
from tests.outreach.sequences import rights as sequences

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

RIGHTS_OF_OUTREACH = {
    right: roles for subject in SUBJECTS for right, roles in subject.RIGHTS.items()
}
