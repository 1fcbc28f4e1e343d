"""Recipients of the mails about a stay or a weekend."""

from bocage.people.models import Person
from bocage.welcome.projects.team import team_of
from bocage.welcome.visits.stays.models import Stay
from bocage.welcome.visits.weekends.models import WelcomeWeekend


def face_of(stay: Stay) -> Person | None:
    """Returns the person whom the household and the people it meets may call: the one who prepares
    the stay, or the coordinator of the project; None if neither is active.
    """
    for person in (stay.prepared_by, stay.project.coordinator):
        if person is not None and person.is_active:
            return person
    return None


def team_of_stay(stay: Stay) -> list[Person]:
    """Returns the people to notify of a change: the one who prepares the stay if their mandate
    still covers it, or else the people who follow the project.
    """
    person = stay.prepared_by
    if person is not None and person.has_perm("welcome.manage_stay", stay):
        return [person]
    return team_of(stay.project)


def team_of_weekend(weekend: WelcomeWeekend) -> list[Person]:
    """Returns the people to notify of a change: the one who prepares the weekend, if their mandate
    still covers it.
    """
    person = weekend.prepared_by
    if person is not None and person.has_perm("welcome.manage_weekend", weekend):
        return [person]
    return []
