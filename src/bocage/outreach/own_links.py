"""The addresses that stand for a prospect in their own letters, without an account."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from bocage.foundation.signed_actions import NoLongerPossible
from bocage.foundation.signed_links import SignedLink
from bocage.outreach.models import Prospect

CONFIRM = "outreach.confirm"
CONFIRM_WITHIN = timedelta(days=30)
STOP = "outreach.stop_letters"

_OWN_PAGE = SignedLink("outreach.own_page", good_for=timedelta(days=3 * 366))
_NO_MORE_EVENINGS = SignedLink("outreach.no_more_evenings", good_for=timedelta(days=3 * 366))


def own_page_token(prospect_id: UUID, email: str) -> str:
    """What the address of « Ce que vous recevez » carries."""
    return _OWN_PAGE.token(prospect_id, email)


def own_page_url(prospect_id: UUID, email: str, language: str) -> str:
    """The whole address of « Ce que vous recevez », for a letter to this address."""
    return _OWN_PAGE.url("prospect_own_page", own_page_token(prospect_id, email), language=language)


def no_more_evenings_token(prospect_id: UUID, email: str) -> str:
    """What the address of « Ne plus être invité » carries."""
    return _NO_MORE_EVENINGS.token(prospect_id, email)


def no_more_evenings_url(prospect_id: UUID, email: str, language: str) -> str:
    """The whole address of « Ne plus être invité », for a letter to this address."""
    token = no_more_evenings_token(prospect_id, email)
    return _NO_MORE_EVENINGS.url("no_more_evenings", token, language=language)


def prospect_of_stop(token: str) -> Prospect:
    """Who does not want to be invited any more.

    Raises:
        UnknownLink, ExpiredLink: it was never ours, or is too old.
        NoLongerPossible: they were erased, or read another mailbox now.
    """
    key, email = _NO_MORE_EVENINGS.read(token)
    return prospect_of_letter(key, email)


def prospect_of_token(token: str) -> Prospect:
    """Whose page it is.

    Raises:
        UnknownLink, ExpiredLink: it was never ours, or is too old.
        NoLongerPossible: they were erased, or read another mailbox now.
    """
    key, email = _OWN_PAGE.read(token)
    return prospect_of_letter(key, email)


def prospect_of_letter(key: UUID, email: str) -> Prospect:
    """The record that a letter to an address speaks of, or the one that it was joined into.

    Raises:
        NoLongerPossible: they were erased, or read another mailbox now.
    """
    prospect = Prospect.objects.select_related("departement").filter(pk=key).first()
    if prospect is None or prospect.email != email or prospect.erased_at is not None:
        raise NoLongerPossible
    while prospect.joined_into is not None:
        prospect = prospect.joined_into
    if prospect.erased_at is not None:
        raise NoLongerPossible
    return prospect
