"""Which facts of a project may be taken back, and how one knows whether they stand today.

Handlers of `ProjectFactHappened` and `ProjectFactTakenBack` may overtake each other: they ask here
rather than believing what they were told. What is not named here has happened for good.
"""

from collections.abc import Callable

from bocage.welcome.facts import Fact
from bocage.welcome.models.homes import FollowedHome
from bocage.welcome.models.projects import SettlementProject


def _has_chosen_a_home(project: SettlementProject) -> bool:
    return project.homes.filter(status=FollowedHome.Status.CHOSEN).exists()


def _has_moved_in(project: SettlementProject) -> bool:
    return project.moved_in_on is not None


STANDS: dict[str, Callable[[SettlementProject], bool]] = {
    Fact.HOME_FOUND: _has_chosen_a_home,
    Fact.MOVED_IN: _has_moved_in,
}


def stands_today(project: SettlementProject, fact: str) -> bool:
    """Whether what has happened once is so today."""
    stands = STANDS.get(fact)
    return stands is None or stands(project)
