"""Permissions of evenings in cities: campaign managers of the département."""

import rules

from bocage.outreach.campaigns.policies import runs_campaigns

rules.add_perm("outreach.manage_evening", runs_campaigns)
