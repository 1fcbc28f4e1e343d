"""The signed addresses of the welcome, which need no account (see `foundation.http.signed_links`).

Those that name a person act as that person, with the rights of the day: they show nothing to
somebody whose mandate is over, or about a household that no longer agrees.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.foundation.http.signed_links import SignedLink
from bocage.foundation.http.signed_texts import UnknownLink
from bocage.people.signed_links import CommuneLink, RowLink
from bocage.welcome.ceremonies.models import CeremonyGuest
from bocage.welcome.helpers.models.helpers import HelpRequest
from bocage.welcome.meetings.models import MeetingInvitation
from bocage.welcome.relays.shown_relays import SHOWN_RELAYS
from bocage.welcome.visits.stays.errors import FeedbackClosed
from bocage.welcome.visits.stays.models import Stay

feedback_link = SignedLink("welcome.sponsorship_feedback", good_for=timedelta(days=400))
"""The form of one side of a sponsorship: its key, and the side."""

follow_up_link = SignedLink("welcome.follow_up", good_for=timedelta(days=400), page="follow_up")
"""The form of a follow-up: its key, and the adult who was written to."""

planning_link = CommuneLink(
    "welcome.plan_ceremony",
    good_for=timedelta(days=400),
    page="ceremony_plan_signed",
    perm="welcome.plan_ceremony",
)
"""Where a town hall picks the date of a ceremony. It shows nothing of anybody."""

charter_link = CommuneLink(
    "welcome.sign_charter",
    good_for=timedelta(days=200),
    page="charter_sign_signed",
    perm="welcome.sign_charter",
    over=_(
        "Ce lien ne sert plus : la charte se signe par un élu ou une élue de la commune, en "
        "cours de mandat. Écrivez à l’équipe d’accueil."
    ),
)
"""Where an elected person reads the charter and signs it."""

sponsor_offer_link = CommuneLink(
    "welcome.offer_sponsor",
    good_for=timedelta(days=90),
    page="sponsor_offer_signed",
    perm="welcome.offer_sponsor",
)
"""Where somebody of a town hall names a sponsor. It shows nothing of anybody."""

ceremony_answer_link = RowLink(
    "welcome.answer_ceremony",
    good_for=timedelta(days=200),
    page="ceremony_answer_signed",
    rows=CeremonyGuest.objects.select_related("ceremony__commune", "project"),
    perm="welcome.answer_ceremony",
    refused=NoLongerPossible,
)
"""Where an adult of an invited household answers in full."""

meeting_link = RowLink(
    "welcome.answer_meeting",
    good_for=timedelta(days=200),
    page="meeting_answer_signed",
    rows=MeetingInvitation.objects.select_related("meeting__epci", "commune"),
    perm="welcome.answer_meeting",
    refused=NoLongerPossible,
)
"""Where a town hall answers to a meeting, and reads what concerns its commune."""

relay_link = RowLink(
    "welcome.relay", good_for=timedelta(days=180), page="relay_signed", rows=SHOWN_RELAYS
)
"""Where somebody reads a relay and answers it; the page asks whether they still may."""

stay_feedback_link = RowLink(
    "welcome.stay_feedback",
    good_for=timedelta(days=120),
    page="stay_feedback",
    rows=Stay.objects.select_related("project"),
    refused=FeedbackClosed,
)
"""Where an adult says how the stay was. It shows nothing of the stay but its name and dates."""

help_link = SignedLink("welcome.answer_help", good_for=timedelta(days=120), page="help_answer")
"""Where a helper answers with words. It gives no more than its page shows."""


def request_of_help_link(token: str) -> HelpRequest:
    """Find the request that a helper answers; changes nothing.

    Raises:
        UnknownLink: it was cut, changed or never ours, or what it was about is gone.
        ExpiredLink: it is too old.
    """
    key, _nothing = help_link.read(token)
    request = (
        HelpRequest.objects.select_related("helper__commune", "project", "asked_by")
        .filter(pk=key)
        .first()
    )
    if request is None:
        raise UnknownLink
    return request
