"""The signed address of the feedback on a stay, which needs no account."""

from datetime import timedelta

from bocage.people.signed_links import RowLink
from bocage.welcome.visits.stays.errors import FeedbackClosed
from bocage.welcome.visits.stays.models import Stay

stay_feedback_link = RowLink(
    "welcome.stay_feedback",
    good_for=timedelta(days=120),
    page="stay_feedback",
    rows=Stay.objects.select_related("project"),
    refused=FeedbackClosed,
)
"""Where an adult says how the stay was. It shows nothing of the stay but its name and dates."""
