"""What cohorts do by the clock. Each is safe to run twice, and at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.training.operations.cohort_clock import lead_cohorts_on, tell_small_cohorts
from bocage.training.operations.session_rooms import book_rooms_in_time


@periodic("25 * * * *", says=_("Réserve les salles des formations"))
def book_rooms_of_sessions() -> None:
    """Books the rooms whose day is near enough for their place."""
    book_rooms_in_time()


@periodic("5 * * * *", says=_("Ouvre, commence et termine les promotions à leur date"))
def lead_cohorts() -> None:
    """Leads on the cohorts whose deadline, first or last half-day has passed."""
    lead_cohorts_on()


@periodic("35 6 * * *", says=_("Signale les promotions trop petites"))
def look_at_small_cohorts() -> None:
    """Tells officers of the cohorts that begin soon with too few learners."""
    tell_small_cohorts()
