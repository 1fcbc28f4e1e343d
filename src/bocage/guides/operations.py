"""Putting a tour away."""

from bocage.foundation.errors import NotAllowed
from bocage.guides.models import ClosedTour
from bocage.people.models import Mandate, Person


def close_tour(*, by: Person, mandate: Mandate) -> None:
    """Shows the tour of a mandate no more, nor that of the same role held elsewhere today: its
    words are the same. Done twice, it is harmless.

    Raises:
        NotAllowed: the mandate of somebody else.
    """
    if mandate.person_id != by.pk:
        raise NotAllowed
    held = Mandate.objects.filter(person=by, role=mandate.role).in_force()
    ClosedTour.objects.bulk_create(
        [ClosedTour(mandate_id=pk) for pk in {mandate.pk, *held.values_list("pk", flat=True)}],
        ignore_conflicts=True,
    )
