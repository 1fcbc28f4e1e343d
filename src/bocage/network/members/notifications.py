"""Notifications about memberships, in the operation's transaction."""

from django.db.models import Q

from bocage.network.members.mails.guests import GuestInvited, GuestMail, GuestOfTheClub
from bocage.network.members.mails.members import (
    MembershipLapsed,
    MembershipMail,
    MembershipRefused,
    MembershipRequested,
    RenewMembership,
    WelcomeToTheClub,
)
from bocage.network.members.models.members import Member
from bocage.people.mailing import write_to
from bocage.people.models import Role
from bocage.people.scopes.holders import holders_over


def notify_request(member: Member) -> None:
    """Notifies the club organisers of a request to join, or the coordinators if there is no
    organiser.
    """
    organisers = holders_over(member.commune, Q(role=Role.CLUB_ORGANISER))
    recipients = organisers or holders_over(member.commune, Q(role=Role.COORDINATOR))
    for person in recipients:
        mail = MembershipRequested(
            name=member.person.name or member.person.email,
            headline=member.headline,
            commune_name=member.commune.name,
        )
        write_to(person, mail)


def welcome_member(member: Member) -> None:
    _notify(member, WelcomeToTheClub)


def remind_to_renew(member: Member) -> None:
    _notify(member, RenewMembership)


def notify_lapse(member: Member) -> None:
    _notify(member, MembershipLapsed)


def welcome_guest(member: Member) -> None:
    _notify(member, GuestOfTheClub)


def invite_to_join(member: Member) -> None:
    _notify(member, GuestInvited)


def notify_refusal(member: Member) -> None:
    person = member.person
    mail = MembershipRefused(refusal=member.refusal)
    write_to(person, mail)


def _notify(member: Member, mail: type[MembershipMail] | type[GuestMail]) -> None:
    person = member.person
    message = mail(member_id=str(member.pk), until=member.renewed_until)
    write_to(person, message)
