"""Permissions of prospects: campaign managers of their département."""

import rules

from bocage.outreach.campaigns.policies import coordinates_a_departement, runs_campaigns
from bocage.people.policies import is_administrator

rules.add_perm("outreach.see_prospects", coordinates_a_departement | is_administrator)
rules.add_perm("outreach.see_prospect", runs_campaigns)
rules.add_perm("outreach.follow_prospect", runs_campaigns)
