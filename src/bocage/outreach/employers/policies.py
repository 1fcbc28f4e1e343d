"""Permissions of partner employers: campaign managers of the département."""

import rules

from bocage.outreach.campaigns.policies import runs_campaigns

rules.add_perm("outreach.manage_employer", runs_campaigns)
