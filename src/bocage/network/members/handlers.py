"""Event handlers of the club: events of lower rooms, after commit."""

from django.db import transaction

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import handles
from bocage.network.members.models.members import Member
from bocage.network.members.visibility import update_search_words
from bocage.people.events import NameOfPersonChanged
from bocage.territory.events import CommunesMoved
from bocage.territory.operations.positions import copy_positions


@handles(NameOfPersonChanged)
def follow_the_name(event: NameOfPersonChanged) -> None:
    """Updates the search words of a member whose name has changed."""
    with transaction.atomic():
        members = lock_rows(Member.objects.all())
        member = (
            members.select_related("person", "commune", "organisation")
            .filter(person=event.person_id)
            .first()
        )
        if member is not None:
            update_search_words(member)


@handles(CommunesMoved)
def move_members(_event: CommunesMoved) -> None:
    """Members are where their commune is."""
    copy_positions(Member.objects.all())
