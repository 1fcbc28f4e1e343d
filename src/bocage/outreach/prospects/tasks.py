"""What is done for prospects by the clock. Each is safe to run twice, and at once."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.outreach.prospects.operations.proposed_pairs import (
    MOST_AS_THEY_COME,
    forget_pairs_that_are_over,
    look_for_doubles,
)


@periodic("*/5 * * * *", says=_("Cherche les contacts en double parmi les nouveaux"))
def look_for_doubles_of_those_who_come() -> None:
    """See `look_for_doubles`: what has come or changed since."""
    look_for_doubles(most=MOST_AS_THEY_COME)


@periodic("10 2 * * *", says=_("Cherche tous les contacts en double"))
def look_for_all_doubles() -> None:
    """See `look_for_doubles`: what the day left, however much it is."""
    look_for_doubles()
    forget_pairs_that_are_over()
