"""« Deux par deux »: monthly pairs of willing members, never the same pair within a year."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.network.members.models.members import Member, SharedField
from bocage.network.members.visibility import A_MEMBER
from bocage.network.messages.models import ContactSuspension, Conversation, ConversationSide
from bocage.network.pairs import notifications
from bocage.network.pairs.matching import Candidate, choose_pairs, stems
from bocage.network.pairs.models import Pair, PairRound, PairSide
from bocage.network.pairs.places import place_between
from bocage.people.models import Person
from bocage.territory.models import Departement

APART_FOR = relativedelta(years=1)


@periodic("20 8 1-5 * *", description=_("Présente des membres deux à deux"))
def introduce_everybody(*, now: datetime | None = None) -> int:
    """Makes the pairs of this month in every club where members take part, and returns how many.
    Called again in the same month, makes none.
    """
    now = now or timezone.now()
    wishing = Member.objects.wishing_pairs().order_by().values("commune__departement")
    clubs = Departement.objects.filter(pk__in=wishing).order_by("pk")
    return sum(len(introduce_pairs(departement=club, now=now)) for club in clubs)


def introduce_pairs(*, departement: Departement, now: datetime | None = None) -> list[Pair]:
    """Makes the pairs of this month in one club, once, and notifies both members of each. Returns
    the pairs made by this call. Concurrent calls run one after the other, and the second makes
    none.

    A member left without a pair comes first next month.
    """
    now = now or timezone.now()
    month = timezone.localdate(now).replace(day=1)
    with transaction.atomic():
        PairRound.objects.bulk_create(
            [PairRound(departement=departement, month=month)], ignore_conflicts=True
        )
        locked = lock_rows(PairRound.objects.all()).get(departement=departement, month=month)
        if locked.made_at is not None:
            return []
        members = _wishing(departement, month)
        pairs = _write(locked, _choose_pairs(locked, members), now)
        paired = {key for pair in pairs for key in (pair.first_id, pair.second_id)}
        locked.left_out.set([member for member in members if member.pk not in paired])
        locked.made_at = now
        locked.save(update_fields=["made_at"])
        for pair in pairs:
            notifications.notify_pair(pair)
    return pairs


def record_meeting(*, by: Person, side: PairSide, has_met: bool) -> PairSide:
    """Records whether a member of a pair met the other; can be corrected later.

    Raises:
        NotAllowed: it is not their meeting.
    """
    by.require("network.record_meeting", side)
    PairSide.objects.filter(pk=side.pk).update(has_met=has_met)
    side.has_met = has_met
    return side


def _wishing(departement: Departement, month: date) -> list[Member]:
    """Returns the members who may be paired, in a stable order; excludes those already in a pair of
    this month, in another club before they moved."""
    suspended = ContactSuspension.objects.filter(lifted_at=None)
    wishing = (
        Member.objects.wishing_pairs()
        .filter(commune__departement=departement)
        .exclude(person__in=suspended.values("person"))
        .exclude(pk__in=PairSide.objects.filter(month=month).values("member"))
    )
    return list(
        wishing.select_related("person", "commune").prefetch_related("skills").order_by("pk")
    )


def _choose_pairs(pair_round: PairRound, members: Sequence[Member]) -> list[tuple[Member, Member]]:
    by_key = {member.pk: member for member in members}
    before = PairRound.objects.filter(
        departement=pair_round.departement_id, month__lt=pair_round.month
    )
    last = before.order_by("-month").first()
    waited = set(last.left_out.values_list("pk", flat=True)) if last is not None else set()
    candidates = [_candidate(member, has_waited=member.pk in waited) for member in members]
    return [
        (by_key[min(pair)], by_key[max(pair)])
        for pair in sorted(
            choose_pairs(candidates, _excluded_pairs(members, pair_round.month)), key=min
        )
    ]


def _excluded_pairs(members: Sequence[Member], month: date) -> set[frozenset[UUID]]:
    """Returns the pairs that met within a year, and those where one stopped the other's
    messages."""
    keys = [member.pk for member in members]
    previous = Pair.objects.filter(
        Q(first__in=keys) | Q(second__in=keys), month__gt=month - APART_FOR
    ).values_list("first", "second")
    member_of = {member.person_id: member.pk for member in members}
    stopped = Conversation.objects.filter(
        pk__in=ConversationSide.objects.filter(
            stopped_at__isnull=False, conversation__writer__in=member_of
        ).values("conversation"),
        reader__in=member_of,
    ).values_list("writer", "reader")
    return {frozenset(pair) for pair in previous} | {
        frozenset((member_of[writer], member_of[reader])) for writer, reader in stopped
    }


def _candidate(member: Member, *, has_waited: bool) -> Candidate:
    """Returns a candidate built from the fields that the member shows to members."""
    fields = A_MEMBER.fields_of(member)

    def text_of(field: str) -> str:
        return str(getattr(member, field)) if field in fields else ""

    skills = [skill.plain_name for skill in member.skills.all()]
    skills = skills if SharedField.SKILLS in fields else []
    is_placed = SharedField.COMMUNE in fields and member.latitude is not None
    return Candidate(
        key=member.pk,
        offers=stems(" ".join([text_of("headline"), text_of("helps_with"), *skills])),
        seeks=stems(text_of("looks_for")),
        skills=frozenset(skills),
        position=(member.latitude or 0.0, member.longitude or 0.0) if is_placed else None,
        has_waited=has_waited,
    )


def _write(
    pair_round: PairRound, selected: Sequence[tuple[Member, Member]], now: datetime
) -> list[Pair]:
    pairs = []
    for first, second in selected:
        place = place_between(first, second)
        pairs.append(
            Pair(
                round=pair_round,
                month=pair_round.month,
                first=first,
                second=second,
                place_name=place.name if place else "",
                place_url=place.url if place else "",
                introduced_at=now,
            )
        )
    Pair.objects.bulk_create(pairs)
    PairSide.objects.bulk_create(
        [
            PairSide(pair=pair, member=member, month=pair_round.month)
            for pair in pairs
            for member in (pair.first, pair.second)
        ]
    )
    return pairs
