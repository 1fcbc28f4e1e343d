"""Operation that closes a tour."""

from bocage.foundation.errors import NotAllowed
from bocage.guides.models import ClosedTour
from bocage.people.models import Mandate, Person


def close_tour(*, by: Person, mandate: Mandate) -> None:
    """Hides the tour of a mandate for good, and those of the same role that the person holds
    elsewhere today, because they have the same words. It is idempotent.

    Raises:
        NotAllowed: the mandate belongs to another person.
    """
    if mandate.person_id != by.pk:
        raise NotAllowed
    mandates = Mandate.objects.filter(person=by, role=mandate.role).in_force()
    ClosedTour.objects.bulk_create(
        [ClosedTour(mandate_id=pk) for pk in {mandate.pk, *mandates.values_list("pk", flat=True)}],
        ignore_conflicts=True,
    )
