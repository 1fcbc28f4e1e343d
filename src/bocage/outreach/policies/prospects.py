"""Who sees and follows prospects: those who run the campaigns of their département."""

from __future__ import annotations

from typing import Any

import rules

from bocage.outreach.models.campaigns import RUN_BY
from bocage.outreach.policies.campaigns import runs_campaigns
from bocage.people.policies import holds_anywhere, is_administrator


@rules.predicate
def follows_prospects(person: Any) -> bool:
    """Runs campaigns somewhere."""
    return holds_anywhere(person, RUN_BY)


rules.add_perm("outreach.see_prospects", follows_prospects | is_administrator)
rules.add_perm("outreach.see_prospect", runs_campaigns)
rules.add_perm("outreach.follow_prospect", runs_campaigns)
