"""Signed links of helpers, without an account."""

from datetime import timedelta

from bocage.foundation.http.signed_links import SignedLink
from bocage.foundation.http.signed_texts import UnknownLink
from bocage.welcome.helpers.models import HelpRequest

help_link = SignedLink("welcome.answer_help", good_for=timedelta(days=120), page="help_answer")
"""Link where a helper answers with a message. It gives access to that page only."""


def request_of_help_link(token: str) -> HelpRequest:
    """Returns the request that a helper answers, from the token of a link; changes nothing.

    Raises:
        UnknownLink: it is truncated, altered or forged, or its request no longer exists.
        ExpiredLink: it is too old.
    """
    key, _person = help_link.read(token)
    request = (
        HelpRequest.objects.select_related("helper__commune", "project", "requested_by")
        .filter(pk=key)
        .first()
    )
    if request is None:
        raise UnknownLink
    return request
