"""The link that proves that an empty instance is ours: whoever may run a command on its server may
read the terminal, and nobody else may."""

from datetime import timedelta

from bocage.foundation.http.signed_links import SignedLink

OWNER_LINK = SignedLink("first_steps.owner", good_for=timedelta(days=1), page="first_steps_take")
