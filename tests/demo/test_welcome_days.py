"""The welcome of the demo, loaded on a day on which nobody works."""

from datetime import UTC, datetime

from bocage.demo.households import HOUSEHOLDS, SEES
from bocage.demo.welcome import welcome_households
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
