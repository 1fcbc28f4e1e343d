"""Late items of coordinators, in the Espace and in the morning mail."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.people.models import MessageChoice
from bocage.welcome.household_portal.dashboard import words_of_resting_households
from bocage.welcome.models import MorningDigest
from bocage.welcome.pipeline.dashboard import projects_to_answer
from bocage.welcome.pipeline.operations.digests import send_morning_digest, send_morning_digests
from bocage.welcome.pipeline.waiting import waiting_for
from bocage.welcome.shared.working_days import FRANCE, is_working_day
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory
from tests.welcome.factories import ProjectFactory, ProjectMessageFactory
from tests.welcome.pipeline.factories import coordinator, near_misses
from tests.workspaces.bookings.test_races import race

pytestmark = pytest.mark.django_db

COMING_DAYS = [timezone.localdate() + timedelta(days=days) for days in range(1, 400)]
WORKING_DAY = next(day for day in COMING_DAYS if is_working_day(day))


def morning_of(day):
    return datetime.combine(day, time(8), tzinfo=FRANCE)


MORNING = morning_of(WORKING_DAY)


def make_late_projects(person, *, day=None):
    day = day or timezone.localdate()
    values = {"answered": True, "coordinator": person, "next_action_by": person}
    ProjectFactory(name="Sans réponse", answer_due_at=timezone.now() - timedelta(days=4))
    ProjectFactory(
        name="En retard", next_action="Appeler", next_action_on=day - timedelta(days=2), **values
    )
    ProjectFactory(name="Sans suite", **values)
    project_with_message = ProjectFactory(
        name="A écrit", next_action="Voir", next_action_on=day + timedelta(days=3), **values
    )
    ProjectMessageFactory(project=project_with_message)


def make_quiet_projects(person, *, day=None):
    next_action_on = (day or timezone.localdate()) + timedelta(days=2)
    values = {"answered": True, "next_action": "Appeler", "next_action_on": next_action_on}
    ProjectFactory(coordinator=person, **values)
    ProjectFactory(answered=True, coordinator=coordinator())
    ProjectFactory(departement=DepartementFactory(sarthe=True))


def test_digest_lists_own_and_unfollowed_projects(django_assert_num_queries):
    person = coordinator()
    make_late_projects(person)
    make_quiet_projects(person)

    with django_assert_num_queries(3):
        digest = waiting_for(person, timezone.now())

    assert {line.name: line.kind for line in digest.lines} == {
        "Sans réponse": "answer",
        "En retard": "action",
        "Sans suite": "nothing",
        "A écrit": "message",
    }
    assert digest.total == 4


@pytest.mark.parametrize("number", [1, 8])
def test_espace_asks_as_little_for_many(number, django_assert_num_queries):
    person = coordinator()
    for _number in range(number):
        ProjectFactory()

    with django_assert_num_queries(3):
        tasks = list(projects_to_answer(person))

    assert len(tasks) == min(number, 6)


def test_espace_says_each_with_its_button():
    person = coordinator()
    make_late_projects(person)

    tasks = {str(task.title): (task.action, task.urgency) for task in projects_to_answer(person)}

    assert tasks == {
        "Sans réponse attend une première réponse": ("Répondre", "late"),
        "En retard\u00a0: Appeler": ("Ouvrir le dossier", "late"),
        "Sans suite n’a pas de prochaine action": ("Décider la suite", "late"),
        "A écrit vous a écrit": ("Lire", "soon"),
    }


def test_espace_of_outsiders_lists_nothing():
    ProjectFactory()

    for outsider in [*near_misses(), PersonFactory()]:
        if not outsider.has_perm("welcome.see_board"):
            assert list(projects_to_answer(outsider)) == []


def test_words_about_a_project_that_rests_are_reported_once_and_others_by_the_board():
    person = coordinator()
    for name, status in (("Suit son cours", "open"), ("Se repose", "paused")):
        project = ProjectFactory(name=name, status=status, coordinator=person, answered=True)
        ProjectMessageFactory.create_batch(2, project=project)

    assert [str(task.title) for task in words_of_resting_households(person)] == [
        "Se repose vous a écrit"
    ]
    assert not any("Se repose" in str(task.title) for task in projects_to_answer(person))


def test_message_leaves_once_a_working_morning(deliver_mails):
    person = coordinator()
    make_late_projects(person, day=WORKING_DAY)

    results = [
        send_morning_digests(now=MORNING + delay) for delay in (timedelta(), timedelta(hours=1))
    ]

    assert results == [1, 0]
    [mail] = deliver_mails()
    assert (mail.recipient, mail.subject) == (person.email, "4 projets vous attendent ce matin")


@pytest.mark.parametrize(
    "moment",
    [
        MORNING.replace(hour=6),
        MORNING.replace(hour=13),
        morning_of(next(day for day in COMING_DAYS if day.weekday() == 5)),
        morning_of(next(day for day in COMING_DAYS if (day.month, day.day) == (12, 25))),
    ],
    ids=["too early", "afternoon", "Saturday", "Christmas"],
)
def test_message_does_not_leave_at_other_hours(moment):
    make_late_projects(coordinator())

    assert send_morning_digests(now=moment) == 0


def test_quiet_morning_and_those_who_want_no_message():
    person, other_coordinator = coordinator(), coordinator()
    make_quiet_projects(person, day=WORKING_DAY)
    MessageChoice.objects.create(
        person=other_coordinator, channel="welcome_morning", medium="email", is_wanted=False
    )

    send_morning_digests(now=MORNING)

    assert not MorningDigest.objects.filter(person=other_coordinator).exists()
    addresses = [person.email, other_coordinator.email]
    assert not OutgoingMail.objects.filter(recipient__in=addresses).exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_message():
    person = coordinator()
    ProjectFactory()

    results = race(*[lambda: send_morning_digest(person=person, now=MORNING) for _worker in "abcd"])

    assert sorted(results) == [False, False, False, True]
    assert OutgoingMail.objects.count() == 1
