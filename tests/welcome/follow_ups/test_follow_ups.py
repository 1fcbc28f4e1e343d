"""Follow-ups: planned from the move, sent, answered twice, late, or out of order."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.welcome.follow_ups.errors import FollowUpGone, LeftBeforeArriving, LeftInTheFuture
from bocage.welcome.follow_ups.operations.follow_ups import (
    FollowUpAnswer,
    answer_follow_up,
    ask_due_follow_ups,
    forget_words_of_follow_ups,
    note_call,
    plan_follow_ups,
    schedule_calls_for_silence,
)
from bocage.welcome.models import FollowUp, SettlementProject, Stage
from bocage.welcome.pipeline.operations.stages import mark_household_settled
from bocage.welcome.projects.operations.consents import agrees
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.follow_ups.factories import FollowUpFactory, moved_in
from tests.welcome.sponsors.factories import coordinator_of
from tests.workspaces.bookings.test_races import race

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
STILL_HERE = FollowUpAnswer(still_here=True, mood="well")
DEPARTURE_ANSWER = FollowUpAnswer(still_here=False, left_why="work")


def noon_of(day):
    return datetime.combine(day, datetime.min.time(), tzinfo=PARIS) + timedelta(hours=12)


def adult_of(project):
    return project.adults.get(is_first=True).person


def planned_days(project):
    return list(project.follow_ups.order_by("months").values_list("months", "due_on"))


def test_move_plans_five_follow_ups(run_tasks):
    project = ProjectFactory(answered=True)
    now = noon_of(date(2026, 3, 31))

    mark_household_settled(
        by=coordinator_of(project),
        project=project,
        commune=CommuneFactory(boitron=True),
        moved_in_on=date(2026, 3, 31),
        now=now,
    )
    plan_follow_ups(project=project, now=now)
    plan_follow_ups(project=project, now=now)

    assert planned_days(project) == [
        (1, date(2026, 4, 30)),
        (3, date(2026, 6, 30)),
        (6, date(2026, 9, 30)),
        (12, date(2027, 3, 31)),
        (24, date(2028, 3, 31)),
    ]


def test_handler_plans_after_the_commit(run_tasks):
    project = ProjectFactory(answered=True)
    mark_household_settled(
        by=None,
        project=project,
        commune=CommuneFactory(boitron=True),
        moved_in_on=timezone.localdate(),
    )

    run_tasks()

    assert project.follow_ups.count() == 5


def test_corrected_date_moves_unanswered_follow_ups(run_tasks):
    project = moved_in(2)
    plan_follow_ups(project=project)
    ask_due_follow_ups()
    day = timezone.localdate() - timedelta(days=3)

    mark_household_settled(by=None, project=project, commune=project.commune, moved_in_on=day)
    run_tasks()

    first_follow_up = project.follow_ups.get(months=1)
    assert first_follow_up.due_on > timezone.localdate()
    assert first_follow_up.requested_at is None


def test_answered_ones_do_not_move():
    follow_up = FollowUpFactory(answered=True)

    plan_follow_ups(project=follow_up.project)

    due_on = follow_up.due_on
    follow_up.refresh_from_db()
    assert follow_up.due_on == due_on


def test_late_arrival_is_asked_only_the_latest_follow_up(deliver_mails):
    project = moved_in(14)

    plan_follow_ups(project=project)
    assert (ask_due_follow_ups(), ask_due_follow_ups()) == (1, 0)

    assert [follow_up.months for follow_up in project.follow_ups.exclude(requested_at=None)] == [12]
    (mail,) = deliver_mails()
    assert (mail.recipient, "1 an" in mail.subject) == (adult_of(project).email, True)


def test_latest_of_two_due_follow_ups_is_asked():
    project = moved_in(3)
    FollowUpFactory(project=project, months=1, requested_at=None)
    FollowUpFactory(project=project, months=3, requested_at=None)

    assert (ask_due_follow_ups(), ask_due_follow_ups()) == (1, 0)
    assert schedule_calls_for_silence(now=timezone.now() + timedelta(days=8)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "closed", "closed_at": timezone.now(), "close_reason": "left"},
        {"status": "paused"},
        {"erased_at": timezone.now()},
    ],
)
def test_unfollowed_household_is_not_asked(changes, deliver_mails):
    follow_up = FollowUpFactory(requested_at=None)
    SettlementProject.objects.update(**changes)

    assert ask_due_follow_ups() == 0
    assert deliver_mails() == []
    assert follow_up.project.pk


def test_non_resident_household_is_not_asked(deliver_mails):
    here_by_mistake = ProjectFactory(answered=True, stage=Stage.MOVING)
    due_follow_up = FollowUpFactory(project=here_by_mistake, requested_at=None)
    silent_follow_up = FollowUpFactory(
        project=ProjectFactory(stage=Stage.MOVING), requested_at=timezone.now() - timedelta(days=8)
    )

    assert (ask_due_follow_ups(), schedule_calls_for_silence()) == (0, 0)
    assert deliver_mails() == []
    plan_follow_ups(project=here_by_mistake)
    assert set(FollowUp.objects.all()) == {silent_follow_up} != {due_follow_up}


def test_silence_of_a_week_asks_for_a_call():
    now = timezone.now()
    silent_follow_up = FollowUpFactory(requested_at=now - timedelta(days=7))
    FollowUpFactory(requested_at=now - timedelta(days=6))
    FollowUpFactory(requested_at=now - timedelta(days=9), answered=True)

    assert (schedule_calls_for_silence(now=now), schedule_calls_for_silence(now=now)) == (1, 0)

    silent_follow_up.refresh_from_db()
    person = coordinator_of(silent_follow_up.project)
    note_call(by=person, follow_up=silent_follow_up, words="Pas de réponse, message laissé")
    note_call(by=person, follow_up=silent_follow_up, words="encore")
    assert schedule_calls_for_silence(now=now) == 0
    assert silent_follow_up.project.messages.get().words == "Pas de réponse, message laissé"


@pytest.mark.parametrize("is_answered", [True, False], ids=["answered", "asked"])
def test_nobody_calls_about_a_silence_that_a_later_one_has_taken_over(is_answered):
    now = timezone.now()
    project = moved_in(3)
    first_follow_up = FollowUpFactory(
        project=project, months=1, requested_at=now - timedelta(days=9)
    )
    assert schedule_calls_for_silence(now=now) == 1
    later_follow_up = FollowUpFactory(project=project, months=3, requested_at=None)

    assert ask_due_follow_ups(now=now) == 1
    if is_answered:
        answer_follow_up(
            by=adult_of(project), follow_up=later_follow_up, answer=STILL_HERE, now=now
        )

    assert schedule_calls_for_silence(now=now) == 0
    first_follow_up.refresh_from_db()
    assert first_follow_up.call_due_at is None
    assert schedule_calls_for_silence(now=now + timedelta(days=8)) == (0 if is_answered else 1)
    first_follow_up.refresh_from_db()
    assert first_follow_up.call_due_at is None


def test_household_that_answers_a_later_one_out_of_turn_is_not_called():
    now = timezone.now()
    project = moved_in(3)
    FollowUpFactory(project=project, months=1, requested_at=now - timedelta(days=9))
    FollowUpFactory(project=project, months=3, requested_at=None, answered=True)

    assert schedule_calls_for_silence(now=now) == 0


def test_answer_is_stored_and_may_be_corrected(run_tasks):
    follow_up = FollowUpFactory()
    person = adult_of(follow_up.project)

    first_answer = answer_follow_up(by=person, follow_up=follow_up, answer=STILL_HERE)
    second_answer = answer_follow_up(
        by=person, follow_up=follow_up, answer=FollowUpAnswer(still_here=True, mood="very_well")
    )

    assert (second_answer.mood, second_answer.answered_at, second_answer.answered_by) == (
        "very_well",
        first_answer.answered_at,
        person,
    )


def test_nobody_else_answers():
    follow_up, other_follow_up = FollowUpFactory(), FollowUpFactory()

    for person in (PersonFactory(), adult_of(other_follow_up.project)):
        with pytest.raises(NotAllowed):
            answer_follow_up(by=person, follow_up=follow_up, answer=STILL_HERE)


def test_gone_closes_the_project_with_the_day(deliver_mails):
    project = moved_in(3)
    follow_up, person = FollowUpFactory(project=project, months=3), coordinator_of(project)
    left_on = timezone.localdate() - timedelta(days=4)

    answer_follow_up(
        by=adult_of(project),
        follow_up=follow_up,
        answer=FollowUpAnswer(still_here=False, left_why="work", left_on=left_on),
    )

    project.refresh_from_db()
    assert (project.left_on, project.status, project.close_reason) == (left_on, "closed", "left")
    (mail,) = deliver_mails()
    assert (mail.recipient, "reparti" in mail.subject) == (person.email, True)


def test_day_of_leaving_must_be_possible():
    project = moved_in(3)
    follow_up, person = FollowUpFactory(project=project, months=3), adult_of(project)
    today = timezone.localdate()

    for day, refusal in (
        (today + timedelta(days=1), LeftInTheFuture),
        (project.moved_in_on - timedelta(days=1), LeftBeforeArriving),
    ):
        answer = FollowUpAnswer(still_here=False, left_on=day)
        with pytest.raises(refusal):
            answer_follow_up(by=person, follow_up=follow_up, answer=answer)


def test_gone_by_mistake_is_taken_back():
    project = moved_in(3)
    follow_up = FollowUpFactory(project=project, months=3)

    answer_follow_up(by=adult_of(project), follow_up=follow_up, answer=DEPARTURE_ANSWER)
    answer_follow_up(by=adult_of(project), follow_up=follow_up, answer=STILL_HERE)

    project.refresh_from_db()
    assert (project.status, project.left_on, project.close_reason) == ("open", None, "")


def test_latest_month_is_believed_in_whichever_order():
    project = moved_in(7)
    later_follow_up, first_follow_up = (
        FollowUpFactory(project=project, months=6),
        FollowUpFactory(project=project, months=1),
    )

    answer_follow_up(by=adult_of(project), follow_up=later_follow_up, answer=STILL_HERE)
    answer_follow_up(by=adult_of(project), follow_up=first_follow_up, answer=DEPARTURE_ANSWER)

    project.refresh_from_db()
    assert (project.status, project.left_on) == ("open", None)


def test_twelve_months_on_they_are_at_home():
    project = moved_in(12)
    follow_up = FollowUpFactory(project=project, months=12)

    answer_follow_up(by=adult_of(project), follow_up=follow_up, answer=STILL_HERE)
    answer_follow_up(by=adult_of(project), follow_up=follow_up, answer=STILL_HERE)

    project.refresh_from_db()
    assert project.stage == Stage.ROOTED


def test_hard_time_asks_for_a_call_where_they_agree(deliver_mails):
    project = moved_in(3)
    person = coordinator_of(project)
    follow_up = FollowUpFactory(project=project, months=3)
    hard_answer = {"still_here": True, "mood": "badly", "missing": "Un médecin"}

    answer_without_call = answer_follow_up(
        by=adult_of(project), follow_up=follow_up, answer=FollowUpAnswer(**hard_answer)
    )
    answer_with_call = answer_follow_up(
        by=adult_of(project),
        follow_up=follow_up,
        answer=FollowUpAnswer(**hard_answer, may_call=True),
    )

    assert (answer_without_call.call_due_at, answer_with_call.call_due_at is not None) == (
        None,
        True,
    )
    assert {mail.recipient for mail in deliver_mails()} == {person.email}


def test_wishes_to_testify_and_to_sponsor_are_stored():
    project = moved_in(12)
    follow_up = FollowUpFactory(project=project, months=12)

    answer_follow_up(
        by=adult_of(project),
        follow_up=follow_up,
        answer=FollowUpAnswer(still_here=True, wants_to_testify=True, wants_to_sponsor=True),
    )

    assert agrees(project, "testimony")
    follow_up.refresh_from_db()
    assert follow_up.wants_to_sponsor


def test_testimony_is_not_agreed_to_by_the_welcome():
    project = moved_in(12)
    follow_up = FollowUpFactory(project=project, months=12)

    answer_follow_up(
        by=coordinator_of(project),
        follow_up=follow_up,
        answer=FollowUpAnswer(still_here=True, wants_to_testify=True),
    )

    assert not agrees(project, "testimony")


def test_erased_household_keeps_its_figures_and_loses_its_words():
    project = moved_in(3)
    answered_follow_up = FollowUpFactory(
        project=project, months=1, answered=True, missing="Des amis"
    )
    due_follow_up = FollowUpFactory(project=project, months=3)
    FollowUpFactory(project=project, months=6, requested_at=None)

    forget_words_of_follow_ups(project=project)

    remaining = FollowUp.objects.order_by("months").values_list("pk", "missing")
    assert list(remaining) == [(answered_follow_up.pk, ""), (due_follow_up.pk, "")]
    project.erased_at = timezone.now()
    project.save()
    with pytest.raises(NotAllowed):
        answer_follow_up(by=adult_of(project), follow_up=answered_follow_up, answer=STILL_HERE)
    with pytest.raises(FollowUpGone):
        answer_follow_up(
            by=coordinator_of(project), follow_up=answered_follow_up, answer=STILL_HERE
        )


@pytest.mark.django_db(transaction=True)
def test_two_workers_ask_once():
    for _number in range(4):
        FollowUpFactory(requested_at=None)

    counts = race(*[ask_due_follow_ups for _worker in range(3)])

    assert sum(counts) == 4


@pytest.mark.django_db(transaction=True)
def test_two_adults_answer_at_once():
    project = moved_in(3, adults=[PersonFactory(), PersonFactory()])
    follow_up = FollowUpFactory(project=project, months=3)
    adults = [adult.person for adult in project.adults.all()]

    race(
        *[
            lambda adult=adult, answer=answer: answer_follow_up(
                by=adult, follow_up=follow_up, answer=answer
            )
            for adult, answer in zip(adults, (STILL_HERE, DEPARTURE_ANSWER), strict=True)
        ]
    )

    project.refresh_from_db()
    follow_up.refresh_from_db()
    assert (project.status == "open") == follow_up.still_here
