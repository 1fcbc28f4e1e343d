"""Follow-up of the demo's settled households, months after they came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from bocage.demo.days import at_hour
from bocage.demo.welcome.households import BAZIN, HOUSEHOLDS, MARCHESSEAU
from bocage.people.models import Person
from bocage.welcome.follow_ups.operations.follow_ups import (
    FollowUpAnswer,
    answer_follow_up,
    ask_due_follow_ups,
    plan_follow_ups,
    schedule_calls_for_silence,
)
from bocage.welcome.models import FollowUp, SettlementProject

Mood, Part = FollowUp.Mood, FollowUp.Part


@dataclass(frozen=True, kw_only=True)
class _DemoAnswer:
    """Answer of a household, some months after it came."""

    household: str
    months: int
    answer: FollowUpAnswer


ANSWERS = (
    _DemoAnswer(
        household=BAZIN.email,
        months=1,
        answer=FollowUpAnswer(
            still_here=True,
            mood=Mood.SO_SO,
            work=Part.FINE,
            housing=Part.SO_SO,
            missing="Les soirées sont longues. Où se retrouve-t-on, en semaine ?",
        ),
    ),
    _DemoAnswer(
        household=BAZIN.email,
        months=3,
        answer=FollowUpAnswer(still_here=True, mood=Mood.WELL, work=Part.FINE),
    ),
    _DemoAnswer(
        household=BAZIN.email,
        months=6,
        answer=FollowUpAnswer(still_here=True, mood=Mood.VERY_WELL, work=Part.FINE),
    ),
    _DemoAnswer(
        household=BAZIN.email,
        months=12,
        answer=FollowUpAnswer(
            still_here=True,
            mood=Mood.VERY_WELL,
            work=Part.FINE,
            housing=Part.FINE,
            wants_to_testify=True,
        ),
    ),
    _DemoAnswer(
        household=MARCHESSEAU.email,
        months=1,
        answer=FollowUpAnswer(
            still_here=True,
            mood=Mood.VERY_WELL,
            work=Part.FINE,
            housing=Part.FINE,
            school=Part.NOT_CONCERNED,
        ),
    ),
)
"""Julien has not answered at three months yet, nor have the Roussels at one: the latter are to be
called."""


def send_demo_follow_ups(
    people: Mapping[str, Person], projects: Mapping[str, SettlementProject], now: datetime
) -> None:
    """Sends the follow-ups of each household on their days, and has the households answer, in
    chronological order.
    """
    for household in HOUSEHOLDS:
        if household.moved_in is not None:
            arrived = now - timedelta(days=household.moved_in)
            plan_follow_ups(project=projects[household.email], now=arrived)
    answers = {
        (projects[demo_answer.household].pk, demo_answer.months): demo_answer
        for demo_answer in ANSWERS
    }
    planned = FollowUp.objects.filter(due_on__lte=timezone.localdate(now)).order_by("due_on", "pk")
    for follow_up in planned:
        morning = datetime.combine(follow_up.due_on, datetime.min.time())
        sent_at = min(now, at_hour(timezone.make_aware(morning), 7))
        ask_due_follow_ups(now=sent_at)
        answer_given = answers.get((follow_up.project_id, follow_up.months))
        if answer_given is not None:
            answer_follow_up(
                by=people[answer_given.household],
                follow_up=follow_up,
                answer=answer_given.answer,
                now=min(now, sent_at + timedelta(hours=13)),
            )
    schedule_calls_for_silence(now=now)
