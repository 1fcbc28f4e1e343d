"""Signed address of a booth, which cannot be guessed; its row tells whether the booth is open."""

from datetime import datetime, timedelta

from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.foundation.http.signed_links import SignedLink
from bocage.outreach.contact.models import Booth

LATE_BY = timedelta(days=7)
"""Delay after the booth's last day during which a tablet may still send contacts captured in
time."""

booth_link = SignedLink("outreach.booth", good_for=timedelta(days=120), page="booth")


def booth_of_token(token: str, now: datetime) -> Booth:
    """Returns the booth of a signed address, while it accepts contacts.

    Raises:
        UnknownLink, ExpiredLink: the token is not ours, or is too old.
        NoLongerPossible: the booth was closed.
    """
    key, _campaign = booth_link.read(token)
    booths = Booth.objects.select_related("campaign__departement", "opened_by")
    booth = booths.filter(pk=key).first()
    if booth is None or booth.revoked_at or now > booth.closes_at + LATE_BY:
        raise NoLongerPossible
    return booth
