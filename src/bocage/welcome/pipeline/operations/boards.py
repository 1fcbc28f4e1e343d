"""Saved filters of the board."""

from django.db import transaction

from bocage.foundation.db.row_locks import lock_row
from bocage.people.models import Person
from bocage.welcome.pipeline.errors.boards import NothingToSave, TooManyFilters
from bocage.welcome.pipeline.models.boards import SavedFilter

MAX_FILTERS = 20
LONGEST_QUERY = 600


def save_filter(*, by: Person, name: str, query: str) -> SavedFilter:
    """Saves the query string of a board under a name; saving the same name again replaces it.

    Raises:
        NotAllowed: `by` coordinates nothing.
        NothingToSave: there is no name, or the query string filters nothing.
        TooManyFilters: `by` already has the maximum number of filters.
    """
    by.require("welcome.see_board")
    name, query = name.strip()[:60], query.strip("?&")
    if not name or not query or len(query) > LONGEST_QUERY:
        raise NothingToSave
    with transaction.atomic():
        # Serialises concurrent submissions of one person.
        lock_row(by)
        saved_filter, is_new = SavedFilter.objects.update_or_create(
            person=by, name=name, defaults={"query": query}
        )
        if is_new and SavedFilter.objects.filter(person=by).count() > MAX_FILTERS:
            raise TooManyFilters
    return saved_filter


def forget_filter(*, by: Person, filter_id: int) -> None:
    """Deletes one of the person's own filters; ignores those of other people."""
    SavedFilter.objects.filter(person=by, pk=filter_id).delete()
