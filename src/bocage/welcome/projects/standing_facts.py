"""Which facts of a project may be taken back, and how one knows whether they stand today.

    @stands_while(Fact.HOME_FOUND)
    def has_chosen_a_home(project):
        return project.homes.filter(status="chosen").exists()

Handlers of `ProjectFactHappened` and `ProjectFactTakenBack` may overtake each other: they ask here
rather than believing what they were told. What nobody declares here has happened for good.
"""

from collections.abc import Callable

from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import SettlementProject

Test = Callable[[SettlementProject], bool]

_tests: dict[str, Test] = {}


def stands_while(fact: str) -> Callable[[Test], Test]:
    """Registers the test that tells whether a fact still holds."""

    def declare(test: Test) -> Test:
        _tests[fact] = test
        return test

    return declare


@stands_while(Fact.MOVED_IN)
def has_moved_in(project: SettlementProject) -> bool:
    """Checks whether the household has a moving date."""
    return project.moved_in_on is not None


def stands_today(project: SettlementProject, fact: str) -> bool:
    """Checks whether a fact that happened once still holds today; True for facts without a test."""
    test = _tests.get(fact)
    return test is None or test(project)
