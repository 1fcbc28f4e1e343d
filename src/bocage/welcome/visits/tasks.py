"""Scheduled tasks of stays and weekends."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.welcome.visits.operations.scheduled import (
    end_past_stays,
    end_past_weekends,
    remind_of_appointments_tomorrow,
    remind_of_tomorrow,
    remind_volunteers_of_tomorrow,
)


@periodic("11,41 * * * *", description=_("Rappelle les séjours la veille"))
def remind_of_stays() -> None:
    """Sends the reminders of the next day to households, to drivers and hosts and to people met,
    once each, from nine o’clock (`remind_of_tomorrow`).
    """
    remind_of_tomorrow()
    remind_volunteers_of_tomorrow()
    remind_of_appointments_tomorrow()


@periodic("23 * * * *", description=_("Termine les séjours et les week-ends passés"))
def end_stays() -> None:
    """Ends the stays and the weekends that are past (`end_past_stays`, `end_past_weekends`)."""
    end_past_stays()
    end_past_weekends()
