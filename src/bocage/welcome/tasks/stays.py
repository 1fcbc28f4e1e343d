"""What stays do by the clock."""

from __future__ import annotations

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.stay_clock import (
    end_past_stays,
    end_past_weekends,
    remind_of_tomorrow,
    remind_people_met_of_tomorrow,
    remind_takers_of_tomorrow,
    tell_changed_programmes,
)


@periodic("*/5 * * * *")
def tell_changed_stays() -> None:
    """See `tell_changed_programmes`."""
    tell_changed_programmes()


@periodic("11,41 * * * *")
def remind_of_stays() -> None:
    """See `remind_of_tomorrow`: from nine o’clock the day before, and once."""
    remind_of_tomorrow()
    remind_takers_of_tomorrow()
    remind_people_met_of_tomorrow()


@periodic("23 * * * *")
def end_stays() -> None:
    """See `end_past_stays` and `end_past_weekends`."""
    end_past_stays()
    end_past_weekends()
