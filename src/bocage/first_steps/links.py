"""Signed link that proves ownership of an empty instance: only people who can run a command on its
server can read it, in the terminal."""

from datetime import timedelta

from bocage.foundation.http.signed_links import SignedLink

OWNER_LINK = SignedLink("first_steps.owner", good_for=timedelta(days=1), page="first_steps_take")
