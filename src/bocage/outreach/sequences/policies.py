"""Who runs sequences: the coordinators of their département. `run_sequence` is asked of a sequence,
of its letters and of who is in it; `run_sequences` of their table."""

import rules

from bocage.outreach.campaigns.policies import coordinates_a_departement, runs_campaigns
from bocage.people.policies import is_administrator

rules.add_perm("outreach.run_sequence", runs_campaigns)
rules.add_perm("outreach.run_sequences", coordinates_a_departement | is_administrator)
