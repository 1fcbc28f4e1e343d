"""The rights over prospects."""

from tests.people.holders import OF_THE_DEPARTEMENT

RIGHTS = {
    ("outreach.see_prospect", "a prospect"): OF_THE_DEPARTEMENT,
    ("outreach.follow_prospect", "a prospect"): OF_THE_DEPARTEMENT,
    ("outreach.see_prospects", "any prospects"): OF_THE_DEPARTEMENT,
}
