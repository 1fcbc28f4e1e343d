"""Mails about a notice, queued in the operation's transaction."""

from collections.abc import Iterable

from django.db.models import Q

from bocage.network.help_board.mails import (
    AnswerPassedOn,
    HelperThanked,
    NoticeEnding,
    NoticeFacts,
    NoticeForYou,
    NoticeHidden,
    NoticeMail,
    NoticeReported,
    NoticesOfTheWeek,
)
from bocage.network.help_board.models import Notice, NoticeReport, NoticeThanks
from bocage.network.members.models.members import Member
from bocage.network.members.presentation import MemberProfile
from bocage.network.members.visibility import A_MEMBER, Onlooker
from bocage.network.messages import notifications as contact_notices
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


def notice_facts(notice: Notice) -> NoticeFacts:
    """Returns a notice as messages describe it."""
    return NoticeFacts(
        id=str(notice.pk),
        kind=notice.kind,
        title=notice.title,
        author_name=name_for_members(notice.author),
        commune_name=notice.commune.name,
        skills=[skill.name for skill in notice.skills.all()],
        ends_on=notice.ends_on,
    )


def notify_members(notice: Notice, members: Iterable[Member]) -> None:
    mail = NoticeForYou(notice=notice_facts(notice), text=notice.text)
    for member in members:
        write_to(member.person, mail)


def send_weekly_notices(member: Member, notices: Iterable[Notice]) -> None:
    write_to(member.person, NoticesOfTheWeek(notices=[notice_facts(notice) for notice in notices]))


def pass_answer_on(notice: Notice, message: ConversationMessage) -> None:
    """Sends an answer to the author of the notice."""
    contact_notices.carry(
        message, AnswerPassedOn, notice_id=str(notice.pk), notice_title=notice.title
    )


def notify_thanks(thanks: NoticeThanks) -> None:
    notice = thanks.notice
    _about(notice, HelperThanked, thanks.helper, notice.author.name, thanks.words)


def notify_hidden(notice: Notice) -> None:
    _about(notice, NoticeHidden, notice.author, "", notice.hidden_reason)


def notify_ending(notice: Notice, mail: NoticeEnding) -> None:
    write_to(notice.author, mail)


def notify_report(report: NoticeReport) -> None:
    mail = NoticeReported(title=report.notice.title, reason=report.reason)
    for person in organisers_of(report.notice.commune):
        write_to(person, mail)


def _about(notice: Notice, mail: type[NoticeMail], to: Person, name: str, words: str) -> None:
    write_to(to, mail(notice_id=str(notice.pk), title=notice.title, words=words, name=name))
