"""However many homes come, and however they come, nobody gets one message after the other."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.housing.alerts.operations.alerts import (
    AT_ONCE,
    BETWEEN_MESSAGES,
    WHILE_DEDUPLICATING,
    patience,
    send_due_alerts,
)
from bocage.housing.alerts.operations.matching import match_pending_facts
from bocage.housing.alerts.tasks import match_facts, send_alerts
from bocage.housing.deduplication.operations import deduplication
from bocage.housing.models import Alert, FeedRun
from tests.housing.factories import (
    AlertFactory,
    ListingFactory,
    MarketFactFactory,
    SavedSearchFactory,
    SourceFactory,
)
from tests.housing.feed_files import line, received, zipped

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Paris"))
A_MINUTE = timedelta(minutes=1)
ALWAYS = {"quiet_from": 0, "quiet_until": 0}
"""No quiet hours: the result does not depend on the time of the test."""


@pytest.fixture(autouse=True)
def _files_of_the_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def tell(now):
    while send_due_alerts(now=now):
        pass


def messages():
    """Returns how many homes each message has, first message first."""
    facts = OutgoingMail.objects.order_by("id").values_list("facts", flat=True)
    return [len(fact["lines"]) + fact["more_count"] for fact in facts]


@pytest.mark.parametrize("holder", [{}, {"person": None, "email": "lea@ville.example"}])
def test_who_was_just_written_to_is_reported_the_rest_together_ten_minutes_later(holder):
    search = SavedSearchFactory(**holder)
    AlertFactory(search=search, due_at=NOON)
    tell(NOON)
    assert messages() == [1]

    for minute in (1, 4, 9):
        AlertFactory(search=search, due_at=NOON + minute * A_MINUTE)
        tell(NOON + minute * A_MINUTE)
    tell(NOON + BETWEEN_MESSAGES - timedelta(seconds=1))
    assert messages() == [1]

    tell(NOON + BETWEEN_MESSAGES)
    assert messages() == [1, 3]


def test_another_search_of_the_same_holder_waits_as_well():
    first = SavedSearchFactory()
    second = SavedSearchFactory(person=first.person)
    AlertFactory(search=first, due_at=NOON)
    tell(NOON)

    AlertFactory(search=second, due_at=NOON + A_MINUTE)
    tell(NOON + A_MINUTE)

    assert messages() == [1]
    assert Alert.objects.get(search=second).due_at == NOON + BETWEEN_MESSAGES


def test_nobody_waits_because_somebody_else_was_written_to():
    AlertFactory(due_at=NOON)
    tell(NOON)

    AlertFactory(due_at=NOON + A_MINUTE)
    tell(NOON + A_MINUTE)

    assert messages() == [1, 1]


def test_the_end_of_the_ten_minutes_is_no_reason_to_write_at_night():
    search = SavedSearchFactory(quiet_from=22, quiet_until=7)
    evening = NOON.replace(hour=21, minute=55)
    AlertFactory(search=search, due_at=evening)
    tell(evening)

    AlertFactory(search=search, due_at=evening + A_MINUTE)
    tell(evening + A_MINUTE)

    waiting = Alert.objects.get(notified_at=None)
    assert waiting.due_at == NOON.replace(hour=7) + timedelta(days=1)


def test_what_is_due_waits_for_homes_that_are_matched_or_settled():
    assert patience() == AT_ONCE

    MarketFactFactory()
    assert patience() == WHILE_DEDUPLICATING
    match_pending_facts()
    assert patience() == AT_ONCE

    ListingFactory(deduplicated_at=None)
    assert patience() == WHILE_DEDUPLICATING


def test_what_is_due_does_not_wait_for_long():
    AlertFactory(due_at=NOON)

    assert send_due_alerts(waited=WHILE_DEDUPLICATING, now=NOON + A_MINUTE) == 0
    assert send_due_alerts(waited=WHILE_DEDUPLICATING, now=NOON + 2 * A_MINUTE) == 1


def test_a_first_delivery_of_a_thousand_homes_is_one_message(monkeypatch, run_tasks):
    """Between the batches of deduplication, other workers match and send."""
    SavedSearchFactory(**ALWAYS)
    deduplicate_batch = deduplication._deduplicate_batch
    batches = []

    def deduplicate_beside_others(*args):
        count = deduplicate_batch(*args)
        batches.append(count)
        match_facts()
        send_alerts()
        return count

    monkeypatch.setattr(deduplication, "_deduplicate_batch", deduplicate_beside_others)
    rows = [
        line(
            external_id=f"bien-{number}",
            reference=f"REF{number}",
            postcode=f"{10_000 + number}",
            town="Ailleurs",
            surface=f"{60 + number % 90}",
            price=f"{90_000 + 100 * number}",
        )
        for number in range(1_010)
    ]
    run = received(SourceFactory(), zipped(rows), now=timezone.now())

    run_tasks()

    run.refresh_from_db()
    assert (run.status, run.created) == (FeedRun.Status.APPLIED, 1_010)
    assert batches == [1_000, 10, 0]
    assert messages() == [1_010]
