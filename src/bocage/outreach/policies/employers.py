"""Who follows partner employers: those who run the campaigns of the département."""

import rules

from bocage.outreach.policies.campaigns import runs_campaigns

rules.add_perm("outreach.keep_employer", runs_campaigns)
