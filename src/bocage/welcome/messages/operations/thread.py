"""Thread of a project: messages between its household and the welcome team."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.welcome.messages.errors import MessageTooLong, NothingWritten
from bocage.welcome.projects.events import ProjectFactHappened
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.messages import ProjectMessage
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.notifications import messages
from bocage.welcome.projects.operations.contact import touch_last_contact
from bocage.welcome.projects.operations.following import give_action_an_owner
from bocage.welcome.projects.operations.locking import lock_project

LONGEST = 20_000

Channel = ProjectMessage.Channel


def write_to_household(
    *,
    by: Person,
    project: SettlementProject,
    words: str,
    channel: str = Channel.PAGE,
    now: datetime | None = None,
) -> ProjectMessage:
    """Sends a message of the welcome team to a household: each of its adults reads it on their page
    and by mail.

    The first message answers the household, and its author becomes the coordinator if there was
    none.

    Raises:
        NotAllowed: `by` does not follow the project.
        NothingWritten, MessageTooLong: the message is empty, or too long.
        ProjectErased: its data are erased.
    """
    with transaction.atomic():
        message = save_message_to_household(
            by=by, project=project, words=words, channel=channel, now=now
        )
        messages.notify_household(message)
    return message


def save_message_to_household(
    *,
    by: Person,
    project: SettlementProject,
    words: str,
    channel: str = Channel.PAGE,
    now: datetime | None = None,
) -> ProjectMessage:
    """Stores a message to a household in the thread without sending it, for messages that have a
    mail of their own.

    Raises:
        NotAllowed, NothingWritten, MessageTooLong, ProjectErased: see `write_to_household`.
    """
    by.require("welcome.follow_project", project)
    checked_words = _checked(words)
    moment = now or timezone.now()
    with transaction.atomic():
        locked = lock_project(project)
        message = ProjectMessage.objects.create(
            project=locked, author=by, words=checked_words, channel=channel, written_at=moment
        )
        _count_as_answer(locked, by=by, moment=moment)
        ProjectMessage.objects.filter(
            project=locked, is_from_household=True, read_at=None, written_at__lte=moment
        ).update(read_at=moment)
    return message


def write_to_team(
    *,
    by: Person | None,
    project: SettlementProject,
    words: str,
    channel: str = Channel.PAGE,
    mail_id: str = "",
    left_out: Sequence[str] = (),
    now: datetime | None = None,
) -> ProjectMessage:
    """Sends a message of a household to the welcome team: the people who follow it receive it by
    mail. `left_out` names the attachments of its mail that are not stored, so that the team can
    request them.

    `by` is None for a mail that answers the thread from an address that no adult has: it was sent
    to the signed address of the thread, which only they received. A mail with the `mail_id` of a
    stored one returns the first.

    Raises:
        NotAllowed: `by` is not of the household.
        NothingWritten, MessageTooLong: the message is empty, or too long.
        ProjectErased: its data are erased.
    """
    if by is not None and not by.has_perm("welcome.see_own_project", project):
        raise NotAllowed
    checked_words = _checked(words)
    moment = now or timezone.now()
    with transaction.atomic():
        locked = lock_project(project)
        existing = ProjectMessage.objects.filter(mail_id=mail_id).first() if mail_id else None
        if existing is not None:
            return existing
        message = ProjectMessage.objects.create(
            project=locked,
            author=by,
            is_from_household=True,
            words=checked_words,
            channel=channel,
            mail_id=mail_id,
            left_out=list(left_out),
            written_at=moment,
        )
        touch_last_contact(locked, moment)
        messages.notify_team(message)
    return message


def note(
    *,
    by: Person,
    project: SettlementProject,
    words: str,
    channel: str = Channel.NOTE,
    now: datetime | None = None,
) -> ProjectMessage:
    """Records a call or a meeting in a line, or an internal note of the welcome team.

    A call and a meeting are contacts, and the first of them answers the household. The household
    never reads these lines.

    Raises:
        NotAllowed: `by` does not follow the project.
        NothingWritten, MessageTooLong: the message is empty, or too long.
        ProjectErased: its data are erased.
    """
    by.require("welcome.follow_project", project)
    checked_words = _checked(words)
    moment = now or timezone.now()
    with transaction.atomic():
        locked = lock_project(project)
        message = ProjectMessage.objects.create(
            project=locked, author=by, words=checked_words, channel=channel, written_at=moment
        )
        if channel in (Channel.CALL, Channel.MEETING):
            _count_as_answer(locked, by=by, moment=moment)
    return message


def mark_read(*, by: Person, project: SettlementProject, now: datetime | None = None) -> None:
    """Marks the messages of the welcome team as read by the household. Has no effect for anybody
    else.
    """
    if not by.has_perm("welcome.see_own_project", project):
        return
    shown_to_household(project).filter(is_from_household=False, read_at=None).update(
        read_at=now or timezone.now()
    )


def shown_to_household(project: SettlementProject) -> QuerySet[ProjectMessage]:
    """Returns the thread as the household reads it: without notes or lines about calls."""
    return ProjectMessage.objects.filter(
        project=project.pk, channel__in=(Channel.PAGE, Channel.MAIL)
    ).select_related("author")


def _count_as_answer(project: SettlementProject, *, by: Person, moment: datetime) -> None:
    if project.answered_at is None:
        project.answered_at = moment
        if project.coordinator_id is None:
            project.coordinator = by
            give_action_an_owner(project)
        project.save(update_fields=["answered_at", "coordinator", "next_action_by"])
        publish(ProjectFactHappened(project_id=project.pk, fact=Fact.ANSWERED))
    touch_last_contact(project, moment)


def _checked(words: str) -> str:
    checked_words = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if not checked_words:
        raise NothingWritten
    if len(checked_words) > LONGEST:
        raise MessageTooLong
    return checked_words
