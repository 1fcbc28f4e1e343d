"""The count of the night. It is safe to run twice."""

from django.utils.translation import gettext_lazy as _

from bocage.evidence.models import Night
from bocage.evidence.open_data.page import count_rows_of_the_night
from bocage.evidence.operations.snapshots import count_night, last_night_over
from bocage.foundation.jobs.tasks import periodic


@periodic(
    "40 1 * * *",
    description=_("Compte les chiffres du jour passé"),
    if_it_fails=_("« bocage count_night » compte la nuit et dit ce qui l’empêche."),
)
def count_the_night() -> None:
    """Counts the day that is over, unless it is already counted."""
    night = last_night_over()
    if not Night.objects.filter(date__gte=night).exists():
        count_night(night)
        count_rows_of_the_night()
