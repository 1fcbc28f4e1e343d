"""Sponsors and sponsorships."""

from tests.people.holders import ACCOUNT, COORDINATORS, HOLDER, TOWN_HALLS, WITH_AN_ACCOUNT

SPONSORS = "the sponsors of a commune"
PROFILE = "the profile of a sponsor"
LOST = "a sponsorship whose sponsor has lost the mandate"

RIGHTS = {
    ("welcome.offer_sponsor", SPONSORS): {*COORDINATORS, *TOWN_HALLS},
    ("welcome.offer_oneself", SPONSORS): {ACCOUNT, *WITH_AN_ACCOUNT},
    ("welcome.settle_sponsor", PROFILE): COORDINATORS,
    ("welcome.keep_sponsor_profile", PROFILE): {*COORDINATORS, HOLDER},
    ("welcome.answer_sponsor_offer", PROFILE): {HOLDER},
    ("welcome.answer_sponsorship", LOST): set(),
    ("welcome.see_sponsored_project", LOST): set(),
    ("welcome.give_contact", LOST): set(),
    ("welcome.end_sponsorship", LOST): COORDINATORS,
    ("welcome.see_sponsors", "sponsors, anywhere"): COORDINATORS,
}
