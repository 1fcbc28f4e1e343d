"""The signed addresses by which a learner answers without signing in."""

from datetime import timedelta

from bocage.foundation.http.signed_links import SignedLink

satisfaction_link = SignedLink(
    "training.satisfaction", good_for=timedelta(days=400), page="satisfaction"
)
"""The form of the end of a course: the enrolment, and whom it was sent to."""

outcome_link = SignedLink("training.outcome", good_for=timedelta(days=400), page="outcome")
"""The form of a follow-up: its key, and whom it was sent to."""
