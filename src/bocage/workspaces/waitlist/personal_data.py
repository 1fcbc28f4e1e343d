"""Personal data of waiting lists."""

from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import full_period
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.workspaces.scheduling.personal_data_rows import guests_in_words
from bocage.workspaces.waitlist.models import WaitlistEntry


@data_section(
    name="waits",
    title=gettext_lazy("Vos attentes"),
    rank=32,
    named_in=("workspaces.WaitlistEntry.person",),
)
def wait_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the waits of a person, the latest first; two queries."""
    entries = (
        WaitlistEntry.objects.filter(person=person)
        .select_related("place")
        .prefetch_related("resources")
        .order_by("-created_at", "pk")
    )
    for entry in entries[:limit]:
        yield DataItem(
            title=full_period(entry.period.lower, entry.period.upper),
            detail=[
                entry.place.name,
                entry.space_words,
                str(entry.get_status_display()),
                entry.purpose,
                guests_in_words(entry.guests),
            ],
        )
