"""Signed link of a follow-up, without an account."""

from datetime import timedelta

from bocage.foundation.http.signed_links import SignedLink

follow_up_link = SignedLink("welcome.follow_up", good_for=timedelta(days=400), page="follow_up")
"""Link to the form of a follow-up: its key, and the adult who received the mail."""
