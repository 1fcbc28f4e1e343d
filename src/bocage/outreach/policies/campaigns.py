"""Who runs campaigns: the coordinators of the département. Asked of a campaign, of its links and
expenses, or of the département in which one is to be opened."""

from __future__ import annotations

import rules

from bocage.outreach.models.campaigns import RUN_BY
from bocage.people.policies import entrusted

runs_campaigns = entrusted(*RUN_BY)

rules.add_perm("outreach.run_campaign", runs_campaigns)
