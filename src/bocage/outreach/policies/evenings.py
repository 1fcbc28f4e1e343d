"""Who runs evenings in cities: those who run the campaigns of the département."""

import rules

from bocage.outreach.policies.campaigns import runs_campaigns

rules.add_perm("outreach.keep_evening", runs_campaigns)
