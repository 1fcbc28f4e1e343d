"""A notice and its threads as a member reads them: names as their holders show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from bocage.network.models import Member, Notice, NoticeMessage, NoticeThanks
from bocage.network.presentation import ShownMember
from bocage.network.shown import Onlooker
from bocage.people.models import Person


@dataclass(frozen=True)
class Named:
    """Somebody, as the onlooker sees them; the address is empty where their page is closed."""

    name: str
    url: str = ""


def named(person: Person, onlooker: Onlooker) -> Named:
    """Somebody whose membership was read with them, where they have one."""
    member: Member | None = getattr(person, "membership", None)
    if member is None:
        return Named(ShownMember(Member(person=person), Onlooker()).name)
    member.person = person
    shown = ShownMember(member, onlooker)
    is_found = member.is_active and shown.shows("name")
    return Named(shown.name, shown.url if is_found else "")


@dataclass(frozen=True)
class ShownNotice:
    """A notice of the board."""

    notice: Notice
    author: Named
    answers: int = 0


def board_rows(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Notices with all that a row of the board shows; two queries."""
    return (
        notices.select_related("commune", "author__membership")
        .prefetch_related("skills")
        .annotate(answer_count=Count("messages__answerer", distinct=True))
    )


def shown_notices(notices: Iterable[Notice], onlooker: Onlooker) -> list[ShownNotice]:
    """The rows of the board."""
    return [
        ShownNotice(notice, named(notice.author, onlooker), getattr(notice, "answer_count", 0))
        for notice in notices
    ]


@dataclass
class Thread:
    """What the author of a notice and one who answered wrote to each other."""

    answerer: Person
    messages: list[NoticeMessage] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Who answers gives their name with their answer."""
        return self.answerer.name or self.answerer.email.partition("@")[0]


def threads_of(notice: Notice, person: Person) -> list[Thread]:
    """All of them for its author; their own for anybody else. One query."""
    messages = notice.messages.select_related("answerer").order_by("written_at", "id")
    if notice.author_id != person.pk:
        messages = messages.filter(answerer=person)
    threads: dict[object, Thread] = {}
    for message in messages:
        threads.setdefault(message.answerer_id, Thread(message.answerer)).messages.append(message)
    return list(threads.values())


def thanks_of(notice: Notice, onlooker: Onlooker) -> list[tuple[Named, NoticeThanks]]:
    """Who helped, by name; one query."""
    thanks = notice.thanks.select_related("helper__membership")
    return [(named(one.helper, onlooker), one) for one in thanks]
