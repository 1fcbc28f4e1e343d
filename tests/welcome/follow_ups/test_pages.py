"""Two-minute form by its link, call of the welcome team, and their display."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.welcome.follow_ups.dashboard import households_to_call, news_to_give
from bocage.welcome.follow_ups.links import follow_up_link
from bocage.welcome.follow_ups.operations.follow_ups import ask_due_follow_ups
from bocage.welcome.follow_ups.personal_data import follow_up_rows
from bocage.welcome.follow_ups.project_page import (
    follow_ups,
    follow_ups_of_file,
    follow_ups_of_household,
)
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.follow_ups.factories import FollowUpFactory, moved_in
from tests.welcome.sponsors.factories import coordinator_of

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>" + "é" * 9000


def adult_of(project):
    return project.adults.get(is_first=True).person


def link_of(follow_up, person=None):
    person = person or adult_of(follow_up.project)
    return reverse("follow_up", args=[follow_up_link.token(follow_up.pk, str(person.pk))])


def test_mail_opens_a_form_that_needs_no_account(client, deliver_mails):
    follow_up = FollowUpFactory(requested_at=None)
    ask_due_follow_ups()
    (mail,) = deliver_mails()
    path = re.search(r"/suivi/\S+", mail.text)[0]

    assert client.get(path).status_code == 200
    follow_up.refresh_from_db()
    assert not follow_up.is_answered
    answer = client.post(
        path, {"still_here": "ici", "mood": "well", "wants_to_sponsor": "on"}, follow=True
    )

    assert "Me proposer comme parrain" in answer.content.decode()
    follow_up.refresh_from_db()
    assert (follow_up.still_here, follow_up.mood) == (True, "well")


@pytest.mark.parametrize(
    "bad_data",
    [
        {},
        {"still_here": "peut-etre"},
        {"still_here": "ici", "mood": "castle"},
        {"still_here": "ici", "missing": HOSTILE},
        {"still_here": "parti", "left_on": "2999-01-01"},
        {"still_here": "parti", "left_on": "1999-01-01"},
        {"still_here": "parti", "left_on": "hier"},
    ],
)
def test_wrong_answers_come_back_with_a_sentence(client, bad_data):
    follow_up = FollowUpFactory()

    answer = client.post(link_of(follow_up), bad_data)

    assert answer.status_code == 422
    follow_up.refresh_from_db()
    assert not follow_up.is_answered


def test_answer_given_before_is_shown_to_be_corrected(client):
    follow_up = FollowUpFactory(answered=True, missing="Un médecin")

    assert "Un médecin" in client.get(link_of(follow_up)).content.decode()


def test_link_of_an_adult_who_left_the_household(client):
    follow_up = FollowUpFactory()
    path = link_of(follow_up)

    assert client.get(link_of(follow_up, PersonFactory())).status_code == 410
    assert client.get(f"{path[:-1]}x/").status_code == 404
    follow_up.project.adults.all().delete()
    assert client.get(path).status_code == 410


def test_coordinator_calls_and_records_the_answer(client):
    follow_up = FollowUpFactory(call_due_at=timezone.now())
    coordinator = coordinator_of(follow_up.project)
    client.force_login(coordinator)
    url = reverse("follow_up_call", args=[follow_up.pk])

    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"still_here": "ici", "mood": "well"}).status_code == 302

    follow_up.refresh_from_db()
    assert (follow_up.answered_by, follow_up.called_at is not None) == (coordinator, True)
    assert list(households_to_call(coordinator)) == []
    client.force_login(adult_of(follow_up.project))
    assert client.get(url).status_code == 404


def test_call_without_an_answer_is_noted(client):
    follow_up = FollowUpFactory(call_due_at=timezone.now())
    client.force_login(coordinator_of(follow_up.project))

    client.post(reverse("follow_up_called", args=[follow_up.pk]), {"words": "Message laissé"})

    follow_up.refresh_from_db()
    assert (follow_up.is_answered, follow_up.called_at is not None) == (False, True)


def test_tasks_of_welcome_and_household():
    follow_up = FollowUpFactory(call_due_at=timezone.now() - timedelta(days=4))
    coordinator = coordinator_of(follow_up.project)

    (task,) = households_to_call(coordinator)
    (news,) = news_to_give(adult_of(follow_up.project))

    assert (task.urgency, follow_up.project.name in task.title) == ("late", True)
    assert "1 mois" in news.detail.replace("\u00a0", " ")
    assert list(households_to_call(PersonFactory())) == list(news_to_give(coordinator)) == []


def test_sections_show_the_answers():
    project = moved_in(4)
    FollowUpFactory(project=project, months=1, answered=True)
    FollowUpFactory(project=project, months=3)
    FollowUpFactory(
        project=project,
        months=6,
        requested_at=None,
        due_on=timezone.localdate() + timedelta(days=60),
    )

    household = follow_ups_of_household(project, adult_of(project))
    file = follow_ups_of_file(project, PersonFactory())

    assert (household["open"].months, len(household["answered"])) == (3, 1)
    assert [line["summary"] for line in file["lines"]] == ["bien", "", ""]
    assert follow_ups_of_household(ProjectFactory(), PersonFactory()) is None


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_as_much_for_many(number, django_assert_num_queries):
    project = moved_in(13)
    person = adult_of(project)
    for months in (1, 3, 6)[:number]:
        FollowUpFactory(project=project, months=months, answered=True, missing="Des amis")

    with django_assert_num_queries(1):
        assert len(list(follow_ups(project))) == 2 * number
    with django_assert_num_queries(1):
        follow_ups_of_household(project, person)
    with django_assert_num_queries(1):
        rows = follow_up_rows(person, None)
    assert ["Des amis" in row.detail for row in rows] == [True] * number
