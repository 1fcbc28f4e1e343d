"""Welcome of the demo, loaded on a public holiday."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from bocage.demo.days import while_awake
from bocage.demo.welcome.households import HOUSEHOLDS, SEES
from bocage.demo.welcome.stages import welcome_households
from bocage.foundation.mail import without_mails
from bocage.welcome.models import Relay, SettlementProject, StayStep, StepKind
from tests.demo.factories import make_people

SUNDAY_AFTER_CHRISTMAS = datetime(2026, 12, 27, 22, 50, tzinfo=UTC)


def test_the_welcome_loads_on_a_sunday_night_after_holidays(db):
    people = make_people(SUNDAY_AFTER_CHRISTMAS)

    with without_mails():
        welcome_households(people, SUNDAY_AFTER_CHRISTMAS)

    assert SettlementProject.objects.count() == len(HOUSEHOLDS)
    assert Relay.objects.get(commune=SEES).reminded_at is not None
    schools = StayStep.objects.filter(kind=StepKind.SCHOOL)
    assert {step.starts_at.weekday() for step in schools} == {4}


@pytest.mark.parametrize("hour", [0, 4, 11, 18, 22])
def test_people_of_the_demo_write_by_day_and_in_the_order_of_their_story(hour):
    now = datetime(2026, 11, 27, hour, 50, tzinfo=UTC)
    days_ago = [23.6, 22.9, 20, 8.2, 1.2, 0.9, 0.1]

    moments = [while_awake(now, days) for days in days_ago]

    assert moments == sorted(moments)
    assert moments[-1] <= now
    past = [timezone.localtime(moment) for moment in moments]
    today = timezone.localtime(now).date()
    assert all(8 <= past_moment.hour < 22 for past_moment in past if past_moment.date() != today)
