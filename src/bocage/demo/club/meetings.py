"""Interactions of members two by two: messages, and monthly pairs."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from bocage.demo.cast import SETTLED_TELEWORKER
from bocage.demo.neighbours import NEIGHBOURS
from bocage.network.members.operations.members import update_profile
from bocage.network.messages.operations.messages import answer, mark_seen, write_to_member
from bocage.network.messages.operations.reports import report_conversation
from bocage.network.models import ConversationReport, Member, PairSide
from bocage.network.pairs.operations import introduce_pairs, record_meeting
from bocage.people.models import Person

MONTHS = 3


def create_member_pairs(people: Mapping[str, Person], now: datetime) -> None:
    """Enrols most members in « Deux par deux », half of them also for newcomers; creates a
    conversation of two members, and a report of a seller."""
    members = list(
        Member.objects.active().select_related("person", "commune").order_by("joined_at", "pk")
    )
    for number, member in enumerate(members):
        update_profile(
            by=member.person,
            member=member,
            wants_pairs=number % 5 != 0,
            meets_newcomers=number % 2 == 0,
        )
    _pair(members, now)
    _write(people, now)


def _pair(members: list[Member], now: datetime) -> None:
    departements = {member.commune.departement for member in members}
    for ago in reversed(range(MONTHS)):
        for departement in departements:
            introduce_pairs(departement=departement, now=now - relativedelta(months=ago))
    month = (now - relativedelta(months=1)).date().replace(day=1)
    met = PairSide.objects.filter(month__lte=month).select_related("member__person")
    for number, side in enumerate(met.order_by("month", "pk")):
        if number % 3 != 2:
            record_meeting(by=side.member.person, side=side, has_met=True)


def _write(people: Mapping[str, Person], now: datetime) -> None:
    member, neighbour, seller = (
        people[email]
        for email in (SETTLED_TELEWORKER.email, NEIGHBOURS[1].email, NEIGHBOURS[-1].email)
    )
    membership = Member.objects.get(person=member)
    first = write_to_member(
        by=neighbour,
        member=membership,
        words="Bonjour, je refais le site d’une association et il me faudrait une maquette. "
        "Un café au télécentre, jeudi ?",
        now=now - timedelta(days=2),
    )
    talk = first.conversation
    mark_seen(by=member, conversation=talk, now=now - timedelta(days=1))
    answer(by=member, conversation=talk, words="Avec plaisir, jeudi à dix heures.",
           now=now - timedelta(days=1))  # fmt: skip
    answer(by=neighbour, conversation=talk, words="Parfait, j’apporte les textes.",
           now=now - timedelta(hours=3))  # fmt: skip
    _report_a_seller(seller, membership, now)


def _report_a_seller(seller: Person, member: Member, now: datetime) -> None:
    """Creates a report of a conversation, pending for the club organiser."""
    if seller.pk == member.person_id or not seller.has_perm("network.write_to_member", member):
        return
    pushed = write_to_member(
        by=seller,
        member=member,
        words="Offre exceptionnelle : dix ramettes pour le prix de neuf, cette semaine seulement !",
        now=now - timedelta(hours=5),
    )
    report_conversation(
        by=member.person,
        conversation=pushed.conversation,
        reason=ConversationReport.Reason.CANVASSING,
        words="C’est la troisième personne à qui il l’envoie.",
        now=now - timedelta(hours=4),
    )
