"""Permissions of sequences: coordinators of their département.

`run_sequence` is checked on a sequence, its letters and enrolments; `run_sequences` on their table.
"""

import rules

from bocage.outreach.campaigns.policies import coordinates_a_departement, runs_campaigns
from bocage.people.policies import is_administrator

rules.add_perm("outreach.run_sequence", runs_campaigns)
rules.add_perm("outreach.run_sequences", coordinates_a_departement | is_administrator)
