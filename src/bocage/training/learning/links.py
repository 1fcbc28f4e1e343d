"""The signed addresses by which a learner answers without signing in."""

from datetime import timedelta

from bocage.foundation.http.signed_links import SignedLink

satisfaction_link = SignedLink(
    "training.satisfaction", good_for=timedelta(days=400), page="satisfaction"
)
"""Link to the questionnaire at the end of a course: the enrolment, and the recipient."""

outcome_link = SignedLink("training.outcome", good_for=timedelta(days=400), page="outcome")
"""Link to the questionnaire of a follow-up: its key, and the recipient."""
