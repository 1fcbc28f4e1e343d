"""Signed addresses that identify a prospect in their own letters, without an account."""

from datetime import timedelta
from uuid import UUID

from bocage.foundation.http.one_click_unsubscribe import one_click_links
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.foundation.http.signed_links import SignedLink
from bocage.foundation.mail import UnsubscribeLinks
from bocage.outreach.prospects.models.prospects import Prospect

CONFIRM = "outreach.confirm"
CONFIRM_WITHIN = timedelta(days=30)
STOP = "outreach.stop_letters"

own_page_link = SignedLink(
    "outreach.own_page", good_for=timedelta(days=3 * 366), page="prospect_own_page"
)
"""« Ce que vous recevez »: the prospect, and the address that a letter was sent to."""


def unsubscribe_links(
    prospect_id: UUID | str, email: str, purpose: str, language: str
) -> UnsubscribeLinks:
    """Returns the addresses that withdraw the consent on which a letter to `email` relies: the page
    for people, and the one-click address for mail programs (RFC 8058).
    """
    payload = {"prospect": str(prospect_id), "to": email, "purpose": purpose}
    return one_click_links(STOP, payload, language, view_name="stop_letters")


def prospect_of_token(token: str) -> Prospect:
    """Returns the prospect whose own page a signed token opens.

    Raises:
        UnknownLink, ExpiredLink: the token is not ours, or is too old.
        NoLongerPossible: they were erased, or have another address now.
    """
    key, email = own_page_link.read(token)
    return prospect_of_letter(key, email)


def prospect_of_letter(key: UUID, email: str) -> Prospect:
    """Returns the prospect of a letter sent to an address, or the record into which it was merged.

    Raises:
        NoLongerPossible: they were erased, or have another address now.
    """
    prospect = Prospect.objects.select_related("departement").filter(pk=key).first()
    if prospect is None or prospect.email != email or prospect.erased_at is not None:
        raise NoLongerPossible
    while prospect.merged_into is not None:
        prospect = prospect.merged_into
    if prospect.erased_at is not None:
        raise NoLongerPossible
    return prospect
