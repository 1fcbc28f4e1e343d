"""Mails about a help post, queued in the operation's transaction."""

from collections.abc import Iterable

from django.db.models import Q

from bocage.network.help_board.mails import (
    AnswerPassedOn,
    HelperThanked,
    HelpPostEnding,
    HelpPostFacts,
    HelpPostForYou,
    HelpPostHidden,
    HelpPostMail,
    HelpPostReported,
    HelpPostsOfTheWeek,
)
from bocage.network.help_board.models import HelpPost, HelpPostReport, HelpPostThanks
from bocage.network.members.models.members import Member
from bocage.network.members.presentation import MemberProfile
from bocage.network.members.visibility import A_MEMBER, Onlooker
from bocage.network.messages import notifications as message_notifications
from bocage.network.messages.models import ConversationMessage
from bocage.people.mailing import write_to
from bocage.people.models import Person, Role
from bocage.people.scopes.holders import holders_over
from bocage.territory.models import Commune


def organisers_of(commune: Commune) -> list[Person]:
    """Returns the club organisers of a commune, or its coordinators if there is none."""
    organisers = holders_over(commune, Q(role=Role.CLUB_ORGANISER))
    return organisers or holders_over(commune, Q(role=Role.COORDINATOR))


def name_for_members(person: Person, onlooker: Onlooker = A_MEMBER) -> str:
    """Returns the name of a person if they show it to members, otherwise « Un membre du club »."""
    member = Member.objects.filter(person=person).first()
    member = member or Member(person=person, members_fields=[], public_fields=[])
    member.person = person
    return MemberProfile(member, onlooker).name


def help_post_facts(help_post: HelpPost) -> HelpPostFacts:
    """Returns a help post as messages describe it."""
    return HelpPostFacts(
        id=str(help_post.pk),
        kind=help_post.kind,
        title=help_post.title,
        author_name=name_for_members(help_post.author),
        commune_name=help_post.commune.name,
        skills=[skill.name for skill in help_post.skills.all()],
        ends_on=help_post.ends_on,
    )


def notify_members(help_post: HelpPost, members: Iterable[Member]) -> None:
    mail = HelpPostForYou(help_post=help_post_facts(help_post), text=help_post.text)
    for member in members:
        write_to(member.person, mail)


def send_weekly_help_posts(member: Member, help_posts: Iterable[HelpPost]) -> None:
    write_to(
        member.person,
        HelpPostsOfTheWeek(help_posts=[help_post_facts(help_post) for help_post in help_posts]),
    )


def pass_answer_on(help_post: HelpPost, message: ConversationMessage) -> None:
    """Sends an answer to the author of the help post."""
    message_notifications.carry(
        message, AnswerPassedOn, help_post_id=str(help_post.pk), help_post_title=help_post.title
    )


def notify_thanks(thanks: HelpPostThanks) -> None:
    help_post = thanks.help_post
    _about(help_post, HelperThanked, thanks.helper, help_post.author.name, thanks.words)


def notify_hidden(help_post: HelpPost) -> None:
    _about(help_post, HelpPostHidden, help_post.author, "", help_post.hidden_reason)


def notify_ending(help_post: HelpPost, mail: HelpPostEnding) -> None:
    write_to(help_post.author, mail)


def notify_report(report: HelpPostReport) -> None:
    mail = HelpPostReported(title=report.help_post.title, reason=report.reason)
    for person in organisers_of(report.help_post.commune):
        write_to(person, mail)


def _about(
    help_post: HelpPost, mail: type[HelpPostMail], to: Person, name: str, words: str
) -> None:
    write_to(
        to, mail(help_post_id=str(help_post.pk), title=help_post.title, words=words, name=name)
    )
