"""Signed links of sponsorship, without an account."""

from datetime import timedelta

from bocage.foundation.http.signed_links import SignedLink
from bocage.people.signed_links import CommuneLink

feedback_link = SignedLink("welcome.sponsorship_feedback", good_for=timedelta(days=400))
"""Link to the feedback form of one side of a sponsorship: its key, and the side."""

sponsor_offer_link = CommuneLink(
    "welcome.offer_sponsor",
    good_for=timedelta(days=90),
    page="sponsor_offer_signed",
    perm="welcome.offer_sponsor",
)
"""Link where a person of a town hall proposes a sponsor. The page discloses nothing about
anybody.
"""
