"""Signed link of a relay, without an account."""

from datetime import timedelta

from bocage.people.signed_links import RowLink
from bocage.welcome.relays.shown_relays import SHOWN_RELAYS

relay_link = RowLink(
    "welcome.relay", good_for=timedelta(days=180), page="relay_signed", rows=SHOWN_RELAYS
)
"""Link to a relay and its answer; the page checks the reader's current rights."""
