"""A help post and its answers as a member reads them: names as their holders show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse

from bocage.network.help_board.models import HelpPost, HelpPostAnswer, HelpPostThanks
from bocage.network.members.models.members import Member
from bocage.network.members.presentation import MemberProfile
from bocage.network.members.visibility import Onlooker
from bocage.network.messages.formatting import format_name
from bocage.network.messages.models import ConversationSide
from bocage.people.models import Person


@dataclass(frozen=True)
class AuthorLink:
    """Name of a person as the viewer may see it, with the address of their page; the address is
    empty if they have no visible page.
    """

    name: str
    url: str = ""


def author_link(person: Person, onlooker: Onlooker) -> AuthorLink:
    """Returns the name and page of a person, as the viewer may see them. Reads the membership from
    the person, where the caller has loaded it.
    """
    member: Member | None = getattr(person, "membership", None)
    if member is None:
        return AuthorLink(MemberProfile(Member(person=person), Onlooker()).name)
    member.person = person
    profile = MemberProfile(member, onlooker)
    has_page = member.is_active and profile.shows("name")
    return AuthorLink(profile.name, profile.url if has_page else "")


@dataclass(frozen=True)
class HelpPostRow:
    """A help post of the board."""

    help_post: HelpPost
    author: AuthorLink
    answers: int = 0


def board_rows(help_posts: QuerySet[HelpPost]) -> QuerySet[HelpPost]:
    """Help posts with all that a row of the board shows; two queries."""
    return (
        help_posts.select_related("commune", "author__membership")
        .prefetch_related("skills")
        .annotate(answer_count=Count("answers"))
    )


def help_post_rows(help_posts: Iterable[HelpPost], onlooker: Onlooker) -> list[HelpPostRow]:
    """Returns the rows of the board for an onlooker."""
    return [
        HelpPostRow(
            help_post,
            author_link(help_post.author, onlooker),
            getattr(help_post, "answer_count", 0),
        )
        for help_post in help_posts
    ]


@dataclass(frozen=True)
class AnswerRow:
    """Answer to a help post, with its text unless the reader erased it, and its conversation."""

    answer: HelpPostAnswer
    words: str
    conversation: str

    @property
    def name(self) -> str:
        """Name of the person who answered, always given with an answer."""
        return format_name(self.answer.answerer)


def answers_of(help_post: HelpPost, person: Person) -> list[AnswerRow]:
    """Returns the answers to a help post: all of them for its author, only their own for anybody
    else. One query."""
    side = ConversationSide.objects.filter(
        conversation=OuterRef("message__conversation"), person=person
    )
    answers = help_post.answers.select_related("answerer", "message").annotate(
        erased_until=Subquery(side.values("erased_until")[:1])
    )
    if help_post.author_id != person.pk:
        answers = answers.filter(answerer=person)
    return [_answer_row(answer) for answer in answers.order_by("answered_at", "id")]


def _answer_row(answer: Any) -> AnswerRow:
    message = answer.message
    is_erased = message is None or (
        answer.erased_until is not None and message.written_at <= answer.erased_until
    )
    if is_erased:
        return AnswerRow(answer, "", "")
    return AnswerRow(answer, message.words, reverse("conversation", args=[message.conversation_id]))


def thanks_of(help_post: HelpPost, onlooker: Onlooker) -> list[tuple[AuthorLink, HelpPostThanks]]:
    """Returns the people thanked on a help post, by name, with their thanks; one query."""
    thanks = help_post.thanks.select_related("helper__membership")
    return [(author_link(thank.helper, onlooker), thank) for thank in thanks]
