"""Scheduled jobs of prospects. Each can safely run twice or concurrently."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.outreach.prospects.operations.proposed_pairs import (
    MAX_AS_THEY_COME,
    delete_resolved_pairs,
    look_for_doubles,
)


@periodic("*/5 * * * *", description=_("Cherche les contacts en double parmi les nouveaux"))
def find_duplicates_of_new_prospects() -> None:
    """Looks for duplicates of a limited number of new or changed records, every five minutes (see
    `look_for_doubles`).
    """
    look_for_doubles(limit=MAX_AS_THEY_COME)


@periodic("10 2 * * *", description=_("Cherche tous les contacts en double"))
def look_for_all_doubles() -> None:
    """Looks for duplicates of all the records that still wait, every night (see
    `look_for_doubles`), and deletes the pairs that are over.
    """
    look_for_doubles()
    delete_resolved_pairs()
