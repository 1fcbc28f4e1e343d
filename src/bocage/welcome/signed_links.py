"""The signed addresses of the short forms of the welcome (see `foundation.signed_links`)."""

from __future__ import annotations

from datetime import timedelta

from bocage.foundation.signed_links import SignedLink

feedback_link = SignedLink("welcome.sponsorship_feedback", good_for=timedelta(days=400))
"""The form of one side of a sponsorship: its key, and the side."""

follow_up_link = SignedLink("welcome.follow_up", good_for=timedelta(days=400))
"""The form of a follow-up: its key, and the adult who was written to."""
