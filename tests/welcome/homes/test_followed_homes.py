"""Homes that a household follows."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.housing.deduplication.merge_hooks import run_merge_hooks
from bocage.people.models import Entitlement
from bocage.welcome.homes.errors import AnotherHomeChosen, NotAMark, VisitWithoutMoment
from bocage.welcome.homes.moves import home_moves_of, moves_of_home
from bocage.welcome.homes.operations.homes import (
    follow_home,
    move_home,
    note_home,
    stop_following_home,
)
from bocage.welcome.homes.personal_data import home_move_rows
from bocage.welcome.homes.project_page import homes
from bocage.welcome.models import FollowedHome, FollowedHomeMove
from bocage.welcome.pipeline.operations.tasks import do_task
from bocage.welcome.projects.operations.projects import erase_project
from bocage.welcome.projects.timeline import timeline_of
from tests.housing.factories import DwellingFactory, LeadFactory
from tests.people.factories import EntitlementFactory, PersonFactory
from tests.welcome.factories import (
    FollowedHomeFactory,
    HouseholdAdultFactory,
    ProjectFactory,
    ProjectTaskFactory,
    coordinator_of,
    first_adult,
)
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db

Status = FollowedHome.Status


@pytest.fixture
def project():
    return ProjectFactory(answered=True)


@pytest.fixture
def home(project):
    return FollowedHomeFactory(project=project)


def facts_published(monkeypatch):
    facts = []
    monkeypatch.setattr("bocage.welcome.homes.operations.homes.publish", facts.append)
    return facts


def test_home_is_followed_once_by_the_whole_household(project):
    dwelling = DwellingFactory()
    other_adult = HouseholdAdultFactory(project=project).person

    home = follow_home(by=first_adult(project), project=project, home=dwelling)

    assert follow_home(by=other_adult, project=project, home=dwelling) == home
    assert (home.status, home.added_by) == (Status.WANTED, first_adult(project))


def test_lead_is_followed_by_its_readers(project):
    lead, adult = LeadFactory(), first_adult(project)
    with pytest.raises(NotAllowed):
        follow_home(by=adult, project=project, home=lead)

    EntitlementFactory(person=adult, kind=Entitlement.Kind.ACCOMPANIED)

    assert follow_home(by=adult, project=project, home=lead).lead == lead


def test_strangers_touch_no_home(project, home):
    for person in (PersonFactory(), coordinator_of(project), first_adult(ProjectFactory())):
        with pytest.raises(NotAllowed):
            follow_home(by=person, project=project, home=DwellingFactory())
        with pytest.raises(NotAllowed):
            move_home(by=person, home=home, status=Status.NO)
        with pytest.raises(NotAllowed):
            note_home(by=person, home=home, notes="")
        with pytest.raises(NotAllowed):
            stop_following_home(by=person, home=home)


def test_visit_has_a_moment(project, home):
    adult, moment = first_adult(project), timezone.now() + timedelta(days=2)
    with pytest.raises(VisitWithoutMoment):
        move_home(by=adult, home=home, status=Status.TO_VISIT)

    moved_home = move_home(by=adult, home=home, status=Status.TO_VISIT, visit_at=moment)

    assert (moved_home.status, moved_home.visit_at, moved_home.sequence) == (
        Status.TO_VISIT,
        moment,
        1,
    )


def test_home_that_is_visited_and_one_that_is_chosen_are_facts(project, home, monkeypatch):
    facts, adult = facts_published(monkeypatch), first_adult(project)

    for status in (Status.VISITED, Status.VISITED, Status.CHOSEN):
        move_home(by=adult, home=home, status=status)

    assert [event.fact for event in facts] == ["home_visited", "home_found"]


def test_one_home_is_theirs(project, home):
    adult = first_adult(project)
    move_home(by=adult, home=home, status=Status.CHOSEN)

    with pytest.raises(AnotherHomeChosen):
        move_home(by=adult, home=FollowedHomeFactory(project=project), status=Status.CHOSEN)


@pytest.mark.parametrize(
    "take_back",
    [
        lambda by, home: move_home(by=by, home=home, status=Status.WANTED),
        lambda by, home: stop_following_home(by=by, home=home),
    ],
    ids=["moved", "let go"],
)
def test_a_home_that_is_theirs_no_more_is_to_be_found_again(project, home, run_tasks, take_back):
    adult = first_adult(project)
    task = ProjectTaskFactory(project=project, template="home_found", closing_fact="home_found")
    by_hand = ProjectTaskFactory(project=project, closing_fact="home_found")
    do_task(by=coordinator_of(project), task=by_hand)
    move_home(by=adult, home=home, status=Status.CHOSEN)
    run_tasks()
    task.refresh_from_db()
    assert (task.is_open, task.done_by) == (False, None)

    take_back(adult, home)
    run_tasks()

    task.refresh_from_db()
    by_hand.refresh_from_db()
    assert (task.is_open, by_hand.is_open) == (True, False)
    assert not project.happened_facts.exists()


def test_a_home_chosen_again_at_once_stays_found(project, home, run_tasks):
    adult = first_adult(project)
    task = ProjectTaskFactory(project=project, template="home_found", closing_fact="home_found")
    for status in (Status.CHOSEN, Status.WANTED, Status.CHOSEN):
        move_home(by=adult, home=home, status=status)
    run_tasks()

    task.refresh_from_db()
    assert (task.is_open, task.done_by) == (False, None)


@pytest.mark.parametrize("mark", [0, 6, -1])
def test_marks_go_from_one_to_five(project, home, mark):
    with pytest.raises(NotAMark):
        note_home(by=first_adult(project), home=home, notes="", mark=mark)


def test_notes_stay_with_the_household(project, home):
    note_home(by=first_adult(project), home=home, notes="Trop\x00 sombre", mark=2)

    home.refresh_from_db()
    assert (home.notes, home.mark) == ("Trop sombre", 2)
    assert not any("sombre" in str(entry.detail) for entry in timeline_of(project))


def home_entries(project):
    entries = [entry for entry in timeline_of(project) if entry.kind == "home"]
    return [(str(entry.title), entry.at) for entry in reversed(entries)]


def test_each_step_with_a_home_is_listed_once(project):
    adult, dwelling = first_adult(project), DwellingFactory()
    start, *days = (timezone.now() + timedelta(days=number) for number in range(5))
    home = follow_home(by=adult, project=project, home=dwelling, now=start)
    follow_home(by=adult, project=project, home=dwelling, now=days[0])
    move_home(by=adult, home=home, status=Status.VISITED, now=days[0])
    move_home(by=adult, home=home, status=Status.VISITED, now=days[1])
    move_home(by=adult, home=home, status=Status.NO, now=days[1])
    note_home(by=adult, home=home, notes="Trop loin", mark=1, now=days[2])
    stop_following_home(by=adult, home=home, now=days[3])
    stop_following_home(by=adult, home=home, now=days[3])

    assert home_entries(project) == [
        ("Un logement suivi", start),
        ("Logement\u00a0: visité", days[0]),
        ("Logement\u00a0: pas pour nous", days[1]),
        ("Un logement n’est plus suivi", days[3]),
    ]


def test_moved_visit_is_listed_with_each_of_its_moments(project, home):
    adult = first_adult(project)
    for day in (2, 3, 3):
        moment = datetime(2030, 3, day, 9, 30, tzinfo=UTC)
        move_home(by=adult, home=home, status=Status.TO_VISIT, visit_at=moment)

    visits = [line.visit for line in moves_of_home(home)]
    assert [visit.split(" ")[3] for visit in visits] == ["2", "3"]


def test_home_taken_up_again_keeps_what_happened_before(project):
    adult, dwelling = first_adult(project), DwellingFactory()
    home = follow_home(by=adult, project=project, home=dwelling)
    move_home(by=adult, home=home, status=Status.VISITED)
    stop_following_home(by=adult, home=home)

    same_home = follow_home(by=adult, project=project, home=dwelling)

    steps = [line.move.step for line in moves_of_home(same_home)]
    assert steps == ["followed", "visited", "let_go", "followed"]


def test_history_of_a_home_outlives_it(project):
    dwelling = DwellingFactory()
    home_label = f"{dwelling.title} · {dwelling.commune.name}"
    follow_home(by=first_adult(project), project=project, home=dwelling)

    dwelling.delete()

    assert not FollowedHome.objects.exists()
    [line] = home_moves_of(project)
    assert (line.move.home_words, line.url) == (home_label, "")


def test_step_that_was_taken_is_never_rewritten(project):
    follow_home(by=first_adult(project), project=project, home=DwellingFactory())

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        FollowedHomeMove.objects.update(step=Status.NO)


def test_steps_go_to_the_dwelling_that_stays(project):
    merged_dwelling, survivor = DwellingFactory(), DwellingFactory()
    follow_home(by=first_adult(project), project=project, home=merged_dwelling)

    run_merge_hooks({merged_dwelling.pk: survivor.pk})
    merged_dwelling.delete()

    assert [move.dwelling for move in FollowedHomeMove.objects.all()] == [survivor]


def test_steps_of_homes_go_with_the_project_that_is_erased(project):
    adult = first_adult(project)
    follow_home(by=adult, project=project, home=DwellingFactory())

    erase_project(by=adult, project=project)

    assert not FollowedHomeMove.objects.exists()


def test_personal_data_lists_each_step(project):
    adult = first_adult(project)
    home = follow_home(by=adult, project=project, home=DwellingFactory(title="La Grange"))
    stop_following_home(by=adult, home=home)

    rows = home_move_rows(adult, None)

    assert [row.detail.split(" · ")[0] for row in rows] == [
        "Un logement n’est plus suivi",
        "Un logement suivi",
    ]
    assert home_move_rows(first_adult(ProjectFactory()), None) == []


@pytest.mark.parametrize("count", [1, 3])
def test_timeline_reads_the_steps_of_all_homes_at_once(count, project, django_assert_num_queries):
    for _home in range(count):
        follow_home(by=first_adult(project), project=project, home=DwellingFactory())

    with django_assert_num_queries(1):
        assert len(list(homes(project))) == count


def test_two_dwellings_that_are_one_stay_one_home(project):
    merged_dwelling, survivor = DwellingFactory(), DwellingFactory()
    FollowedHomeFactory(project=project, dwelling=merged_dwelling, notes="Grange", mark=4)
    FollowedHomeFactory(project=project, dwelling=survivor, notes="Puits")
    followed_elsewhere = FollowedHomeFactory(dwelling=merged_dwelling)

    run_merge_hooks({merged_dwelling.pk: survivor.pk})
    merged_dwelling.delete()

    remaining = FollowedHome.objects.get(project=project)
    assert (remaining.dwelling, sorted(remaining.notes.split("\n"))) == (
        survivor,
        ["Grange", "Puits"],
    )
    followed_elsewhere.refresh_from_db()
    assert followed_elsewhere.dwelling == survivor


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_follow_a_home_once():
    project = ProjectFactory()
    adult, dwelling = first_adult(project), DwellingFactory()

    results = race(
        *[lambda: follow_home(by=adult, project=project, home=dwelling) for _click in range(10)]
    )

    assert outcomes(results) == {"FollowedHome": 10}
    assert FollowedHome.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_adults_who_choose_at_once_choose_one_home():
    project = ProjectFactory()
    adult = first_adult(project)
    homes = [FollowedHomeFactory(project=project) for _home in range(2)]

    results = race(
        *[lambda home=home: move_home(by=adult, home=home, status=Status.CHOSEN) for home in homes]
    )

    assert outcomes(results) == {"FollowedHome": 1, "AnotherHomeChosen": 1}


def test_page_of_a_home_offers_to_follow_it_to_a_household_alone(client, project):
    dwelling = DwellingFactory()
    page = dwelling.get_absolute_url()
    assert "Suivre ce logement" not in client.get(page).content.decode()
    client.force_login(PersonFactory())
    assert "Suivre ce logement" not in client.get(page).content.decode()
    client.force_login(first_adult(project))
    assert "Suivre ce logement" in client.get(page).content.decode()

    response = client.post(reverse("own_home_follow", args=["logement", dwelling.pk]))

    assert dwelling.title in client.get(response.url).content.decode()
    assert "Dans mon projet" in client.get(page).content.decode()


def test_household_moves_notes_and_lets_go_on_the_page(client, project, home):
    client.force_login(first_adult(project))

    client.post(
        reverse("own_home_move", args=[home.pk]),
        {"status": "to_visit", "visit_at": "2030-03-02T10:30"},
    )
    client.post(reverse("own_home_note", args=[home.pk]), {"mark": "4", "notes": "Belle vue"})

    page = client.get(reverse("own_home", args=[home.pk])).content.decode()
    assert "Belle vue" in page
    assert "Ce qui s’est passé" in page
    assert "2030-03-02T10:30" in page
    calendar = client.get(reverse("own_home_calendar", args=[home.pk]))
    assert "DTSTART;TZID=Europe/Paris:20300302T103000" in calendar.content.decode()
    client.post(reverse("own_home_forget", args=[home.pk]))
    assert not FollowedHome.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"status": "castle"},
        {"status": "to_visit"},
        {"status": "to_visit", "visit_at": "demain"},
        {"status": "to_visit", "visit_at": "9999-99-99T99:99"},
    ],
)
def test_invalid_move_is_explained_in_the_page(client, project, home, data):
    client.force_login(first_adult(project))

    response = client.post(reverse("own_home_move", args=[home.pk]), data)

    assert response.status_code == 422
    home.refresh_from_db()
    assert home.status == Status.WANTED


def test_home_of_another_household_is_not_found(client, home):
    client.force_login(first_adult(ProjectFactory()))
    for name in ("own_home", "own_home_calendar"):
        assert client.get(reverse(name, args=[home.pk])).status_code == 404
    for name in ("own_home_move", "own_home_note", "own_home_forget"):
        assert client.post(reverse(name, args=[home.pk])).status_code == 404
    unknown_url = reverse("own_home_follow", args=["logement", uuid4()])
    assert client.post(unknown_url).status_code == 404


def test_visit_that_has_no_moment_has_no_calendar(client, project, home):
    client.force_login(first_adult(project))
    assert client.get(reverse("own_home_calendar", args=[home.pk])).status_code == 404
