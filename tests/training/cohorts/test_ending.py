"""Closing of a cohort: once it is over, idempotent, undone within a week."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.training.cohorts.errors import ReopenedTooLate
from bocage.training.cohorts.operations.cohorts import lead_cohort_to, reopen_cohort
from bocage.training.cohorts.operations.scheduled import lead_cohorts_on
from bocage.training.cohorts.operations.sessions import plan_sessions
from bocage.training.models import (
    Cohort,
    CohortSession,
    Enrolment,
    OutcomeFollowUp,
    SatisfactionAnswer,
)
from tests.pages.page_text import text_of
from tests.training.factories import (
    CohortSessionFactory,
    EnrolmentFactory,
    chamber,
    course_world,
    half_day,
)
from tests.workspaces.bookings.test_races import outcomes, race


@pytest.fixture
def world(db):
    """A cohort that runs, whose only session is over."""
    world = course_world(
        running=True, starts_on=timezone.localdate() - timedelta(days=9), apply_until="2026-01-01"
    )
    CohortSessionFactory(cohort=world.cohort, period=half_day(-1))
    EnrolmentFactory.create_batch(2, cohort=world.cohort)
    return world


def page_of(client, world):
    return client.get(reverse("cohort_manage", args=[world.cohort.pk]))


def lead(client, world, state="closed"):
    url = reverse("cohort_lead", args=[world.cohort.pk])
    return client.post(url, {"etape": state}, follow=True)


def test_a_cohort_with_a_session_to_come_does_not_end_and_names_the_session(client, world):
    CohortSessionFactory(cohort=world.cohort, period=half_day(3, 14, 17))
    client.force_login(world.officer)

    assert "Terminer la promotion" not in text_of(page_of(client, world))
    refused = text_of(lead(client, world))

    assert "Il reste 1 séance à tenir" in refused
    assert "14 h à 17 h" in refused
    world.cohort.refresh_from_db()
    assert world.cohort.state == Cohort.State.RUNNING
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"enrolled"}


def test_a_cohort_of_which_nothing_took_place_is_cancelled_not_ended(client, world):
    world.cohort.sessions.all().delete()
    client.force_login(world.officer)

    assert "Aucune séance n’a eu lieu" in text_of(lead(client, world))
    assert Cohort.objects.get().state == Cohort.State.RUNNING


def test_the_end_asks_first_says_what_is_missing_and_is_undone_within_a_week(
    client, world, run_tasks
):
    client.force_login(world.officer)
    page = text_of(page_of(client, world))
    assert "Terminer la promotion ?" in page
    assert "Il reste 2 présences à compléter" in page

    lead(client, world)
    run_tasks()
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"completed"}
    answered, silent = SatisfactionAnswer.objects.order_by("pk")
    SatisfactionAnswer.objects.filter(pk=answered.pk).update(
        answered_at=timezone.now(),
        **dict.fromkeys(("overall", "content", "teaching", "organisation", "progress"), 4),
        recommends=True,
    )
    assert "Vous pouvez la rouvrir jusqu’au" in text_of(page_of(client, world))
    reopen = reverse("cohort_reopen", args=[world.cohort.pk])
    for _press in range(2):
        assert "de nouveau en cours" in text_of(client.post(reopen, follow=True))

    world.cohort.refresh_from_db()
    assert (world.cohort.state, world.cohort.seats_taken) == (Cohort.State.RUNNING, 2)
    assert set(Enrolment.objects.values_list("state", "ended_at")) == {("enrolled", None)}
    assert [answer.pk for answer in SatisfactionAnswer.objects.all()] == [answered.pk]
    assert not OutcomeFollowUp.objects.exists()
    assert silent.pk != answered.pk
    # The clock does not end it again under the hands of who completes it.
    Cohort.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    CohortSession.objects.update(period=half_day(-30))
    assert lead_cohorts_on() == 0


def test_a_week_later_it_is_not_undone_and_another_partner_undoes_nothing(client, world):
    lead_cohort_to(by=world.officer, cohort=world.cohort, state="closed")
    reopen = reverse("cohort_reopen", args=[world.cohort.pk])
    client.force_login(chamber().officer)
    assert client.post(reopen).status_code == 404

    Cohort.objects.filter(pk=world.cohort.pk).update(
        closed_at=timezone.now() - timedelta(days=7, minutes=1)
    )
    client.force_login(world.officer)
    assert "rouvrir" not in text_of(page_of(client, world))
    assert "depuis plus d’une semaine" in text_of(client.post(reopen, follow=True))
    with pytest.raises(ReopenedTooLate):
        reopen_cohort(by=world.officer, cohort=world.cohort)


@pytest.mark.django_db(transaction=True)
def test_a_session_is_planned_before_the_end_or_not_at_all():
    world = course_world(
        running=True, starts_on=timezone.localdate() - timedelta(days=9), apply_until="2026-01-01"
    )
    CohortSessionFactory(cohort=world.cohort, period=half_day(-1))
    EnrolmentFactory(cohort=world.cohort)

    results = race(
        lambda: lead_cohort_to(by=world.officer, cohort=world.cohort, state="closed"),
        lambda: plan_sessions(by=world.officer, cohort=world.cohort, plans=[world.plan(days=3)]),
        lambda: lead_cohort_to(by=world.officer, cohort=world.cohort, state="closed"),
    )

    world.cohort.refresh_from_db()
    ahead = world.cohort.sessions.to_come(timezone.now()).count()
    assert (world.cohort.state, ahead) in {("closed", 0), ("running", 1)}, outcomes(results)


@pytest.mark.django_db(transaction=True)
def test_an_end_that_two_officers_undo_is_undone_once():
    world = course_world(
        running=True, starts_on=timezone.localdate() - timedelta(days=9), apply_until="2026-01-01"
    )
    CohortSessionFactory(cohort=world.cohort, period=half_day(-1))
    EnrolmentFactory.create_batch(2, cohort=world.cohort)
    lead_cohort_to(by=world.officer, cohort=world.cohort, state="closed")

    undo = [lambda: reopen_cohort(by=world.officer, cohort=world.cohort) for _officer in range(3)]

    assert outcomes(race(*undo)) == {"Cohort": 3}
    world.cohort.refresh_from_db()
    assert (world.cohort.state, world.cohort.seats_taken) == ("running", 2)
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"enrolled"}
