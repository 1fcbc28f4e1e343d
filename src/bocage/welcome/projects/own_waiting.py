"""What waits for a household: first on its own page, and on the home of its Espace."""

from collections.abc import Callable, Iterable

from bocage.foundation.registry import Registry, qualified_name
from bocage.people.espace import WaitingTask, waiting_tasks
from bocage.people.models import Person

Provider = Callable[[Person], Iterable[WaitingTask]]
_of_household = Registry[Provider](name=qualified_name)


def waits_for_household(provider: Provider) -> Provider:
    """Registers what yields the tasks of one subject for an adult of a household."""
    return waiting_tasks(_of_household.add(provider))


def tasks_of_household(person: Person) -> list[WaitingTask]:
    """Lists the to-dos of a person as an adult of a household, late and near ones first, then dated
    ones.
    """
    tasks = [task for provider in _of_household for task in provider(person)]
    return sorted(tasks, key=lambda task: (task.urgency == "normal", _moment(task)))


def _moment(task: WaitingTask) -> float:
    return task.due_at.timestamp() if task.due_at else float("inf")
