"""The signed addresses of helpers, which need no account."""

from datetime import timedelta

from bocage.foundation.http.signed_links import SignedLink
from bocage.foundation.http.signed_texts import UnknownLink
from bocage.welcome.helpers.models import HelpRequest

help_link = SignedLink("welcome.answer_help", good_for=timedelta(days=120), page="help_answer")
"""Where a helper answers with words. It gives no more than its page shows."""


def request_of_help_link(token: str) -> HelpRequest:
    """Returns the request that a helper answers, from the token of a link; changes nothing.

    Raises:
        UnknownLink: it was cut, changed or never ours, or what it was about is gone.
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
