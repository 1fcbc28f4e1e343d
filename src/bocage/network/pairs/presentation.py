"""« Deux par deux » prepared for templates, for its members and the organisers."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q, QuerySet

from bocage.foundation.mail.body import MailBody
from bocage.network.members.models.members import Member
from bocage.network.members.presentation import MemberProfile
from bocage.network.members.querysets import ORGANISERS
from bocage.network.members.visibility import Onlooker
from bocage.network.pairs.mails import PairIntroduced
from bocage.network.pairs.models import PairRound, PairSide
from bocage.people.models import Person
from bocage.people.policies import reach_of

DRAWN_UNTIL_DAY = 5
"""Day of the month until which pairs not made on the first day can still be made
(`tasks.pairs`)."""


@dataclass(frozen=True)
class MeetingLine:
    """Meeting as a row of a member's history."""

    side: PairSide
    partner: MemberProfile


@dataclass(frozen=True)
class MonthLine:
    """Figures of one month of a club."""

    month: date
    departement: str
    pairs: int
    met: int
    left_out: int


def next_draw(member: Member, today: date) -> date:
    """Returns the day on which the next pairs of a member's club are made: today, during the first
    five days of a month whose pairs are not made yet, otherwise the first day of the next month.
    """
    month = today.replace(day=1)
    is_made = PairRound.objects.filter(
        departement=member.commune.departement_id, month=month, made_at__isnull=False
    ).exists()
    if is_made or today.day > DRAWN_UNTIL_DAY:
        return month + relativedelta(months=1)
    return today


def others_wishing(member: Member) -> int:
    """Returns the number of other members who take part in a member's club."""
    wishing = Member.objects.wishing_pairs().filter(commune__departement=member.commune.departement)
    return wishing.exclude(pk=member.pk).count()


def example_of_a_message() -> MailBody:
    """Returns the body of an example message to a pair."""
    return PairIntroduced.example().body()


def meetings_of(person: Person) -> QuerySet[PairSide]:
    """Returns the meetings of a person, latest first."""
    return (
        PairSide.objects.filter(member__person=person)
        .select_related("member", "pair__first__person", "pair__second__person")
        .order_by("-month", "-pk")
    )


def lines_of(sides: list[PairSide], onlooker: Onlooker) -> list[MeetingLine]:
    """Returns the rows of meetings, each with what the other member shows to the onlooker."""
    return [MeetingLine(side, MemberProfile(_other_of(side), onlooker)) for side in sides]


def _other_of(side: PairSide) -> Member:
    return side.pair.second if side.pair.first_id == side.member_id else side.pair.first


def months_of_clubs(person: Person, *, limit: int = 24) -> list[MonthLine]:
    """Returns the monthly figures of the clubs that a person runs, latest first; one query."""
    run = reach_of(person, ORGANISERS).within(departement="departement")
    rounds = PairRound.objects.filter(run, made_at__isnull=False)
    rounds_with_counts = rounds.select_related("departement").annotate(
        pairs_made=Count("pairs", distinct=True),
        pairs_met=Count("pairs", filter=Q(pairs__sides__has_met=True), distinct=True),
        alone=Count("left_out", distinct=True),
    )
    return [
        MonthLine(
            pair_round.month,
            pair_round.departement.name,
            pair_round.pairs_made,
            pair_round.pairs_met,
            pair_round.alone,
        )
        for pair_round in rounds_with_counts.order_by("-month", "departement__name")[:limit]
    ]
