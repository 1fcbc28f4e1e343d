"""Periodic tasks after a jump of the system clock.

Procrastinate stores the time at which it last deferred each periodic task. When a clock that was
ahead is corrected, that time is in the future, and nothing is deferred until then: a day ahead is a
day without reminders. When a clock that was behind is corrected, or a machine wakes up, it defers a
task for every minute between: a night is five thousand tasks. Here only the last one is deferred,
since a late task does what is due now.
"""

from collections.abc import Iterable

from procrastinate import periodic
from procrastinate.periodic import PeriodicDeferrer, PeriodicTask


class SteadyDeferrer(PeriodicDeferrer):
    """Deferrer that queues each periodic task once, however far the clock has jumped."""

    def get_timestamps(
        self, periodic_task: PeriodicTask, since: int | None, until: float
    ) -> Iterable[int]:
        """Returns the last moment at which the task was due and not queued yet, in seconds since
        1970, or nothing.
        """
        went_back = since is not None and since > until
        due = super().get_timestamps(periodic_task, None if went_back else since, until)
        return list(due)[-1:]


def ask_steadily() -> None:
    """Makes the workers of this process use `SteadyDeferrer`, by replacing the class in
    Procrastinate: its worker makes its own deferrer, and has no option for another.
    """
    setattr(periodic, PeriodicDeferrer.__name__, SteadyDeferrer)
