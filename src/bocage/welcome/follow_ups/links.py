"""The signed address of a follow-up, which needs no account."""

from datetime import timedelta

from bocage.foundation.http.signed_links import SignedLink

follow_up_link = SignedLink("welcome.follow_up", good_for=timedelta(days=400), page="follow_up")
"""The form of a follow-up: its key, and the adult who was written to."""
