"""Fair use, within the transaction that writes a booking."""

from bocage.foundation.db.row_locks import lock_rows
from bocage.people.models import Person
from bocage.workspaces.opening_hours.availability import Interval, local_day
from bocage.workspaces.place_plans.plans import PlacePlan, Space
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.quotas import hours_booked


def lock_person_under_quota(person: Person | None) -> None:
    """Makes the bookings of one person wait for each other, where a quota counts them.

    Called before anything is held, so that two of them never wait for each other.
    """
    if person is not None:
        lock_rows(Person.objects.all()).only("pk").get(pk=person.pk)


def check_quotas(
    *, person: Person | None, plan: PlacePlan, spaces: list[Space], booking: Booking
) -> None:
    """Checks that a booking, within the transaction that writes it, respects the quotas.

    The person is locked (`lock_person_under_quota`). One query if there is a quota.

    Raises:
        QuotaReached: with the remaining hours.
    """
    if person is None:
        return
    period = Interval(booking.period.lower, booking.period.upper)
    booked = hours_booked(
        person=person,
        plan=plan,
        place_id=booking.place_id,
        spaces=spaces,
        days=[local_day(period.start)],
        exclude=[booking.pk],
    )
    booked.add(spaces, period)
