"""Export of the closures that a person decided."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.times import full_period
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.workspaces.opening_hours.models import Closure


@data_section(
    name="closures",
    title=_("Les fermetures que vous avez décidées"),
    rank=35,
    named_in=("workspaces.Closure.created_by",),
)
def closure_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the closures that a host decided, the latest first; one query."""
    closures = (
        Closure.objects.filter(created_by=person)
        .select_related("place", "resource")
        .order_by("-period", "pk")
    )
    for closure in closures[:limit]:
        yield DataItem(
            title=full_period(closure.period.lower, closure.period.upper),
            detail=[str(closure.resource or closure.place), closure.reason],
        )
