"""The signed address at which a helper answers with words, without signing in.

It names one request, and gives no more than its page shows: first names and the need.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from bocage.foundation.signed_links import SignedLink
from bocage.foundation.signed_texts import UnknownLink
from bocage.welcome.models import HelpRequest

LINK = SignedLink("welcome.answer_help", good_for=timedelta(days=120))


def answering_token(request_id: UUID) -> str:
    """What the address carries."""
    return LINK.token(request_id, "")


def answering_url(request_id: UUID, language: str = "fr") -> str:
    """The whole address, for a mail."""
    return LINK.url("help_answer", answering_token(request_id), language=language)


def read_answering_link(token: str) -> HelpRequest:
    """The request that is answered; changes nothing.

    Raises:
        UnknownLink: it was cut, changed or never ours, or what it was about is gone.
        ExpiredLink: it is too old.
    """
    key, _nothing = LINK.read(token)
    request = (
        HelpRequest.objects.select_related("helper__commune", "project", "asked_by")
        .filter(pk=key)
        .first()
    )
    if request is None:
        raise UnknownLink
    return request
