"""Registry of the facts of a project that may be withdrawn, with the test of whether they still
hold.

    @holds_while(Fact.HOME_FOUND)
    def has_chosen_a_home(project):
        return project.homes.filter(status="chosen").exists()

Handlers of `ProjectFactHappened` and `ProjectFactTakenBack` may run out of order: they check the
current state here rather than trust the event. A fact without a test is permanent.
"""

from collections.abc import Callable

from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import SettlementProject

Test = Callable[[SettlementProject], bool]

_tests: dict[str, Test] = {}


def holds_while(fact: str) -> Callable[[Test], Test]:
    """Registers the test of whether a fact still holds."""

    def declare(test: Test) -> Test:
        _tests[fact] = test
        return test

    return declare


@holds_while(Fact.MOVED_IN)
def has_moved_in(project: SettlementProject) -> bool:
    """Checks whether the household has a moving date."""
    return project.moved_in_on is not None


def holds_today(project: SettlementProject, fact: str) -> bool:
    """Checks whether a fact that happened once still holds today; True for facts without a test."""
    test = _tests.get(fact)
    return test is None or test(project)
