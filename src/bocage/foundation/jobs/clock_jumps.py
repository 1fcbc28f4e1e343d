"""What the clock asks for, when the clock of the machine jumps.

Procrastinate remembers when it last asked for each periodic task. After a clock that was ahead is
put right, that moment is to come, and it asks for nothing until then: a day ahead is a day without
reminders. After a clock that was behind is put right, or a machine that slept wakes up, it asks for
every minute between: a night is five thousand tasks. Ours ask for the last of them alone, since a
task that is late does what is due now.
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
