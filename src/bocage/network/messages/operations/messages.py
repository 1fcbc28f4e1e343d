"""Operations on messages through the club: sending, stopping and erasing a conversation."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.network.members.models.members import Member
from bocage.network.messages import notifications
from bocage.network.messages.errors import (
    ConversationStopped,
    EmptyMessage,
    MessageTooLong,
    NobodyThere,
    NotToBeWrittenTo,
    StoppedByThemself,
    TooManyMessages,
    WaitForTheirAnswer,
    WriterSuspended,
    WritesToThemself,
)
from bocage.network.messages.models import (
    LONGEST_MESSAGE,
    ContactSuspension,
    Conversation,
    ConversationMessage,
    ConversationSide,
)
from bocage.people.models import Person

A_DAY = timedelta(days=1)
MAX_BEGUN_A_DAY = 5
"""Number of new people to whom a person may write per day."""
MAX_ANSWERED_A_DAY = 15
"""Number of new people per day, including authors of the help posts answered: they invited
answers."""
MAX_MESSAGES_A_DAY = 40
MAX_UNANSWERED = 3
"""Number of consecutive messages to a person who has not answered."""
SAME_WORDS_WITHIN = timedelta(minutes=10)
"""An identical message within this delay is a repeated submission of the form."""

Channel = ConversationMessage.Channel
PassOn = Callable[[ConversationMessage], None]


def write_to_member(
    *, by: Person, member: Member, words: str, now: datetime | None = None
) -> ConversationMessage:
    """Writes to a member, who reads it by mail and on their page; neither sees the other's address.

    Raises:
        NotAllowed: `by` does not find this member.
        WritesToThemself: it is their own profile.
        NotToBeWrittenTo: the member wants no messages, and the two never wrote to each other.
        EmptyMessage, MessageTooLong, WriterSuspended, TooManyMessages…: see `answer`.
    """
    by.require("network.write_to_member", member)
    if member.person_id == by.pk:
        raise WritesToThemself
    text, now = _checked(words), now or timezone.now()
    with transaction.atomic():
        _lock_writer(by)
        conversation = _between(by, member.person)
        if conversation is None:
            if not Member.objects.active().filter(pk=member.pk, takes_messages=True).exists():
                raise NotToBeWrittenTo
            conversation = _begin(by, member.person, MAX_BEGUN_A_DAY, now)
        return _write(by, conversation, text, notifications.notify_recipient, now=now)


def write_about(
    *, by: Person, to: Person, words: str, pass_on: PassOn, now: datetime
) -> ConversationMessage:
    """Writes to a person about what they published, even if they accept no messages, since the
    publication invites answers. `pass_on` sends the message to them. Checks no permission: the
    caller has checked what `by` may do, and holds the transaction.

    Raises:
        EmptyMessage, MessageTooLong, WriterSuspended, TooManyMessages…: see `answer`.
    """
    text = _checked(words)
    _lock_writer(by)
    conversation = _between(by, to) or _begin(by, to, MAX_ANSWERED_A_DAY, now)
    return _write(by, conversation, text, pass_on, now=now)


def answer(
    *,
    by: Person,
    conversation: Conversation,
    words: str,
    channel: str = Channel.PAGE,
    mail_id: str = "",
    now: datetime | None = None,
) -> ConversationMessage:
    """Writes to the other person of a conversation. The same text sent again at once, or a mail
    received twice, makes one message.

    Raises:
        NotAllowed: `by` takes no part.
        EmptyMessage, MessageTooLong: the text is empty, or too long.
        WriterSuspended, ConversationStopped, StoppedByThemself, NobodyThere: the message
            cannot be passed on.
        WaitForTheirAnswer, TooManyMessages: there are too many messages for now.
    """
    by.require("network.see_conversation", conversation)
    text, now = _checked(words), now or timezone.now()
    with transaction.atomic():
        _lock_writer(by)
        return _write(
            by,
            conversation,
            text,
            notifications.notify_recipient,
            channel=channel,
            mail_id=mail_id,
            now=now,
        )


def mark_seen(*, by: Person, conversation: Conversation, now: datetime | None = None) -> None:
    """Marks the messages of a conversation as read by a person."""
    ConversationSide.objects.filter(conversation=conversation, person=by).update(
        seen_until=now or timezone.now()
    )


def stop_conversation(
    *, by: Person, conversation: Conversation, now: datetime | None = None
) -> None:
    """Stops the messages of the other person. Idempotent: the first date stays.

    Raises:
        NotAllowed: `by` takes no part.
    """
    by.require("network.see_conversation", conversation)
    own_side = ConversationSide.objects.filter(conversation=conversation, person=by)
    own_side.filter(stopped_at=None).update(stopped_at=now or timezone.now())


def resume_conversation(*, by: Person, conversation: Conversation) -> None:
    """Accepts the messages of the other person again. Idempotent.

    Raises:
        NotAllowed: `by` takes no part.
    """
    by.require("network.see_conversation", conversation)
    ConversationSide.objects.filter(conversation=conversation, person=by).update(stopped_at=None)


def erase_conversation(
    *, by: Person, conversation: Conversation, now: datetime | None = None
) -> None:
    """Erases the messages so far from one person's page. Messages that both have erased are
    deleted, once no report on them is open.

    Raises:
        NotAllowed: `by` takes no part.
    """
    by.require("network.see_conversation", conversation)
    with transaction.atomic():
        locked = _lock_conversation(conversation)
        locked.sides.filter(person=by).update(erased_until=now or timezone.now())
        remove_erased_messages(locked)


def remove_erased_messages(conversation: Conversation) -> None:
    """Deletes the messages that both people have erased, unless a report is open; then deletes the
    conversation if it is empty and neither person stopped it. The caller holds its lock.
    """
    if conversation.reports.filter(handled_at=None).exists():
        return
    erased = [side.erased_until for side in conversation.sides.all()]
    erased_until = min((until for until in erased if until is not None), default=None)
    if erased_until is None or None in erased:
        return
    conversation.messages.filter(written_at__lte=erased_until).delete()
    is_stopped = conversation.sides.filter(stopped_at__isnull=False).exists()
    if not is_stopped and not conversation.messages.exists():
        conversation.delete()


def _between(first: Person, second: Person) -> Conversation | None:
    return Conversation.objects.of(first).filter(pk__in=Conversation.objects.of(second)).first()


def _begin(by: Person, reader: Person, limit: int, now: datetime) -> Conversation:
    """Creates the conversation of two people who never wrote to each other, if `by` has begun fewer
    than `limit`.

    Raises:
        WriterSuspended, TooManyMessages: see `answer`.
    """
    _check_not_suspended(by)
    recent = Conversation.objects.filter(writer=by, begun_at__gt=now - A_DAY)
    if recent.count() >= limit:
        raise TooManyMessages
    # The other person may create it concurrently: both then use the same row.
    Conversation.objects.bulk_create(
        [Conversation(writer=by, reader=reader, begun_at=now, last_written_at=now)],
        ignore_conflicts=True,
    )
    conversation = _between(by, reader)
    assert conversation is not None  # noqa: S101 - one of the two has just begun it
    ConversationSide.objects.bulk_create(
        [ConversationSide(conversation=conversation, person=person) for person in (by, reader)],
        ignore_conflicts=True,
    )
    return conversation


def _write(
    by: Person,
    conversation: Conversation,
    words: str,
    pass_on: PassOn,
    *,
    now: datetime,
    channel: str = Channel.PAGE,
    mail_id: str = "",
) -> ConversationMessage:
    locked = _lock_conversation(conversation)
    existing = _written_already(by, locked, words, mail_id, now)
    if existing is not None:
        return existing
    _check_passed_on(by, locked, now)
    message = ConversationMessage.objects.create(
        conversation=locked,
        author=by,
        words=words,
        channel=channel,
        mail_id=mail_id,
        written_at=now,
    )
    locked.last_written_at = now
    locked.save(update_fields=["last_written_at"])
    pass_on(message)
    return message


def _written_already(
    by: Person, conversation: Conversation, words: str, mail_id: str, now: datetime
) -> ConversationMessage | None:
    if mail_id:
        return ConversationMessage.objects.filter(mail_id=mail_id).first()
    last = conversation.messages.filter(author=by).order_by("-written_at", "-pk").first()
    is_same = last is not None and last.words == words and last.written_at > now - SAME_WORDS_WITHIN
    return last if is_same else None


def _check_passed_on(by: Person, conversation: Conversation, now: datetime) -> None:
    """Checks that a message can be passed on. Raises the same errors as `answer`."""
    _check_not_suspended(by)
    for side in conversation.sides.select_related("person"):
        if side.person_id == by.pk:
            if side.stopped_at is not None:
                raise StoppedByThemself
        elif side.stopped_at is not None:
            raise ConversationStopped
        elif not side.person.is_active:
            raise NobodyThere
    answered = conversation.messages.exclude(author=by).order_by("-written_at").first()
    unanswered = conversation.messages.filter(author=by)
    if answered is not None:
        unanswered = unanswered.filter(written_at__gt=answered.written_at)
    if unanswered.count() >= MAX_UNANSWERED:
        raise WaitForTheirAnswer
    today = ConversationMessage.objects.filter(author=by, written_at__gt=now - A_DAY)
    if today.count() >= MAX_MESSAGES_A_DAY:
        raise TooManyMessages


def _check_not_suspended(by: Person) -> None:
    if ContactSuspension.objects.filter(person=by, lifted_at=None).exists():
        raise WriterSuspended


def _checked(words: str) -> str:
    text = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if not text:
        raise EmptyMessage
    if len(text) > LONGEST_MESSAGE:
        raise MessageTooLong
    return text


def _lock_writer(by: Person) -> None:
    """Locks the writer, so that their messages are counted one at a time."""
    lock_row(by)


def _lock_conversation(conversation: Conversation) -> Conversation:
    return lock_row(conversation, "writer", "reader")
