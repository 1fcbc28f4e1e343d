"""Sponsors and sponsorships."""

from tests.people.holders import ACCOUNT, COORDINATORS, HOLDER, TOWN_HALLS, WITH_AN_ACCOUNT

SPONSORS = "the sponsors of a commune"
PROFILE = "the profile of a sponsor"
SPONSORSHIP_WITHOUT_MANDATE = "a sponsorship whose sponsor has lost the mandate"

RIGHTS = {
    ("welcome.offer_sponsor", SPONSORS): {*COORDINATORS, *TOWN_HALLS},
    ("welcome.offer_oneself", SPONSORS): {ACCOUNT, *WITH_AN_ACCOUNT},
    ("welcome.approve_sponsor", PROFILE): COORDINATORS,
    ("welcome.manage_sponsor_profile", PROFILE): {*COORDINATORS, HOLDER},
    ("welcome.answer_sponsor_offer", PROFILE): {HOLDER},
    ("welcome.answer_sponsorship", SPONSORSHIP_WITHOUT_MANDATE): set(),
    ("welcome.see_sponsored_project", SPONSORSHIP_WITHOUT_MANDATE): set(),
    ("welcome.give_contact", SPONSORSHIP_WITHOUT_MANDATE): set(),
    ("welcome.end_sponsorship", SPONSORSHIP_WITHOUT_MANDATE): COORDINATORS,
    ("welcome.see_sponsors", "sponsors, anywhere"): COORDINATORS,
}
