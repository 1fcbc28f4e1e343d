"""The rights over campaigns."""

from tests.people.holders import OF_THE_DEPARTEMENT

RIGHTS = {
    ("outreach.run_campaign", "a campaign"): OF_THE_DEPARTEMENT,
    ("outreach.run_campaigns", "the campaigns"): OF_THE_DEPARTEMENT,
}
