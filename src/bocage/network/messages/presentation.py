"""Conversations prepared for templates, from the point of view of one of the two people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from bocage.foundation.registry import Registry
from bocage.network.messages.formatting import format_name
from bocage.network.messages.models import Conversation, ConversationMessage, ConversationSide
from bocage.people.models import Person

BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class ConversationLine:
    """Conversation as a row of a person's list."""

    conversation: Conversation
    name: str
    last_words: str
    last_at: datetime
    is_unread: bool
    is_stopped: bool


@dataclass(frozen=True)
class MessageSubject:
    """Object that a message answers; `path` is empty if its page is not visible."""

    title: str
    path: str


@dataclass(frozen=True, kw_only=True)
class SubjectSource:
    """Loader of the objects that messages answer; `relation` is the related field, loaded with
    them."""

    relation: str
    read: Callable[[ConversationMessage], MessageSubject | None]


_sources = Registry[SubjectSource](name=attrgetter("relation"))

add_message_subjects = _sources.declaring(SubjectSource)
"""Register a kind of things that messages answer, from a module `message_subjects`."""


@dataclass(frozen=True)
class MessageLine:
    """Message as shown to one of the two people."""

    message: ConversationMessage
    author: str
    is_own: bool

    @property
    def subjects(self) -> list[MessageSubject]:
        """Objects that the message answers."""
        subjects = [source.read(self.message) for source in _sources]
        return [subject for subject in subjects if subject is not None]


def conversations_of(person: Person) -> QuerySet[ConversationSide]:
    """Returns the conversations in which a person has something to read, latest first."""
    last = ConversationMessage.objects.filter(
        conversation=OuterRef("conversation"),
        written_at__gt=Coalesce(OuterRef("erased_until"), Value(BEFORE_ALL)),
    ).order_by("-written_at", "-pk")
    return (
        ConversationSide.objects.filter(person=person)
        .annotate(
            last_words=Subquery(last.values("words")[:1]),
            last_author=Subquery(last.values("author")[:1]),
            last_at=Subquery(last.values("written_at")[:1]),
        )
        .filter(last_at__isnull=False)
        .select_related("conversation__writer", "conversation__reader")
        .order_by("-last_at", "pk")
    )


def unread_conversations(person: Person) -> QuerySet[ConversationSide]:
    """Returns the conversations of a person whose last message comes from the other and is unread,
    except those that the person stopped.
    """
    unread = Q(seen_until=None) | Q(seen_until__lt=F("last_at"))
    return conversations_of(person).filter(unread, ~Q(last_author=person.pk), stopped_at=None)


def lines_of(sides: Sequence[Any], person: Person) -> list[ConversationLine]:
    """Returns the list rows of a page of `conversations_of`."""
    return [
        ConversationLine(
            conversation=side.conversation,
            name=format_name(other_of(side.conversation, person)),
            last_words=side.last_words,
            last_at=side.last_at,
            is_unread=side.last_author != person.pk
            and (side.seen_until is None or side.seen_until < side.last_at),
            is_stopped=side.stopped_at is not None,
        )
        for side in sides
    ]


def messages_shown_to(person: Person, side: ConversationSide) -> list[MessageLine]:
    """Returns the messages of a conversation not erased by a person, oldest first; one query."""
    talk = side.conversation
    other_name = format_name(other_of(talk, person))
    return [
        MessageLine(
            message=message,
            author=_("Vous") if message.author_id == person.pk else other_name,
            is_own=message.author_id == person.pk,
        )
        for message in talk.messages.filter(
            written_at__gt=side.erased_until or BEFORE_ALL
        ).select_related(*_relations())
    ]


def messages_reported(conversation: Conversation) -> list[MessageLine]:
    """Returns all stored messages of a conversation, for the person who handles a report on it; one
    query.
    """
    names = {
        person.pk: format_name(person) for person in (conversation.writer, conversation.reader)
    }
    return [
        MessageLine(message=message, author=names[message.author_id], is_own=False)
        for message in conversation.messages.select_related(*_relations())
    ]


def _relations() -> list[str]:
    return [source.relation for source in _sources]


def other_of(conversation: Conversation, person: Person) -> Person:
    """Returns the other person of a conversation."""
    return conversation.reader if conversation.writer_id == person.pk else conversation.writer
