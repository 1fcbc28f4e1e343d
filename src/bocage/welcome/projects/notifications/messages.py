"""Notifications about new messages of a project's thread."""

from bocage.foundation.mail import Mail
from bocage.foundation.mail.incoming import reply_address
from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.people.phones import format_phone
from bocage.welcome.projects.mails.messages import WordsForHousehold, WordsForTeam
from bocage.welcome.projects.models.messages import ProjectMessage
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.team import team_of

THREAD = "project"
"""Kind of the reply addresses whose mails are added to the thread of a project."""


def adults_of(project: SettlementProject) -> list[Person]:
    """Returns the adults of a household whose account is open, the one who sent the project
    first.
    """
    adults = project.adults.select_related("person").filter(person__is_active=True)
    return [adult.person for adult in adults]


def notify_household(message: ProjectMessage) -> None:
    """Sends a message of the welcome team to every adult of the household."""
    author = message.author
    mail = WordsForHousehold(
        author=str(author) if author is not None else "",
        phone=format_phone(author.phone) if author is not None and author.phone else "",
        words=message.words,
        may_answer_by_mail=bool(reply_address(THREAD, message.project.pk)),
    )
    send_to_adults(message.project, mail)


def send_to_adults(project: SettlementProject, mail: Mail) -> None:
    """Sends a mail to each adult; their replies are added to the thread."""
    for person in adults_of(project):
        send_to_adult(project, person, mail)


def send_to_adult(project: SettlementProject, person: Person, mail: Mail) -> None:
    """Sends a mail to one adult of the household, for mails whose text differs for each. Replies
    are added to the thread of the project.
    """
    write_to(person, mail, reply_to=reply_address(THREAD, project.pk))


def notify_team(message: ProjectMessage) -> None:
    """Sends a message of a household to the people who follow it."""
    mail = WordsForTeam(
        project_id=message.project.pk,
        household=message.project.name,
        author=message.author.name if message.author is not None else "",
        words=message.words,
        left_out=", ".join(message.left_out),
    )
    for person in team_of(message.project):
        write_to(person, mail, reply_to=reply_address("team", message.project.pk))
