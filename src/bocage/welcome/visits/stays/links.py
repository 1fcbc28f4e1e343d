"""Signed link to the feedback on a stay, without an account."""

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
"""Link where an adult gives feedback. The page shows only the name and dates of the stay."""
