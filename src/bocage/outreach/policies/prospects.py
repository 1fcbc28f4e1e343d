"""Who sees and follows prospects: those who run the campaigns of their département."""

from __future__ import annotations

import rules

from bocage.outreach.policies.campaigns import runs_campaigns

rules.add_perm("outreach.see_prospect", runs_campaigns)
rules.add_perm("outreach.follow_prospect", runs_campaigns)
