"""To-dos of a household: first on its own page, and on the home of its Espace."""

from collections.abc import Callable, Iterable

from bocage.foundation.registry import Registry, qualified_name
from bocage.people.dashboard import Todo, only_with, todo_provider
from bocage.people.models import Person
from bocage.welcome.projects.models.projects import HouseholdAdult

Provider = Callable[[Person], Iterable[Todo]]
_of_household = Registry[Provider](name=qualified_name)


def waits_for_household(provider: Provider) -> Provider:
    """Registers a provider of to-dos of one subject for an adult of a household."""
    return todo_provider(only_with(HouseholdAdult, "person")(_of_household.add(provider)))


def tasks_of_household(person: Person) -> list[Todo]:
    """Lists the to-dos of a person as an adult of a household, late and near ones first, then dated
    ones.
    """
    tasks = [task for provider in _of_household for task in provider(person)]
    return sorted(tasks, key=lambda task: (task.urgency == "normal", _moment(task)))


def _moment(task: Todo) -> float:
    return task.due_at.timestamp() if task.due_at else float("inf")
