"""Settled households that would like to help newcomers: notified, listed, taken up."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.welcome.follow_ups.dashboard import wishes_to_take_up
from bocage.welcome.follow_ups.operations.follow_ups import FollowUpAnswer, answer_follow_up
from bocage.welcome.follow_ups.operations.wishes import take_up_wishes
from bocage.welcome.models import SettlementProject
from bocage.welcome.pipeline.board_filters import narrowed
from bocage.welcome.projects.operations.consents import give_consent, withdraw_consent
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory
from tests.welcome.factories import ProjectFactory, coordinator_of, first_adult
from tests.welcome.follow_ups.factories import FollowUpFactory, moved_in
from tests.welcome.helpers.factories import coordinator_of as coordinator_of_departement

pytestmark = pytest.mark.django_db

WISHES = FollowUpAnswer(
    still_here=True, wants_to_sponsor=True, wants_to_testify=True, wants_to_join_club=True
)
ANSWER_WITHOUT_WISH = FollowUpAnswer(still_here=True)


@pytest.fixture
def project():
    return moved_in(12)


@pytest.fixture
def claire(project):
    return coordinator_of(project)


def answer(project, months, content):
    follow_up = FollowUpFactory(project=project, months=months)
    return answer_follow_up(by=first_adult(project), follow_up=follow_up, answer=content)


def on_the_board(person, need):
    """Returns the projects of a board, whatever their state, filtered by the help that households
    offer.
    """
    filters = {"need": need, "state": "tous"}
    return narrowed(SettlementProject.objects.all(), filters, person, timezone.now())


def open_tasks(person):
    return list(wishes_to_take_up(person))


def test_wishes_are_notified_once_and_become_a_task(project, claire, deliver_mails):
    follow_up = answer(project, 12, WISHES)
    answer_follow_up(by=first_adult(project), follow_up=follow_up, answer=WISHES)

    (mail,) = deliver_mails()
    assert (mail.recipient, "veut aider à son tour" in mail.subject) == (claire.email, True)
    for label in ("Parrainer à son tour", "Témoigner", "Rejoindre le club"):
        assert label in mail.text
    (task,) = open_tasks(claire)
    assert (task.title, task.url) == (
        f"{project.name} veut aider à son tour",
        reverse("helping_households"),
    )

    for _time in range(2):
        take_up_wishes(by=claire, follow_up=follow_up)

    assert open_tasks(claire) == []


def test_repeated_wish_adds_no_task(project, claire, deliver_mails):
    take_up_wishes(by=claire, follow_up=answer(project, 6, WISHES))
    OutgoingMail.objects.all().delete()

    answer(project, 12, WISHES)

    assert (deliver_mails(), open_tasks(claire)) == ([], [])


def test_additional_wish_is_notified(project, claire, deliver_mails):
    sponsor = FollowUpAnswer(still_here=True, wants_to_sponsor=True)
    take_up_wishes(by=claire, follow_up=answer(project, 6, sponsor))
    OutgoingMail.objects.all().delete()

    answer(project, 12, WISHES)

    (mail,) = deliver_mails()
    assert ("Témoigner" in mail.text, "Parrainer à son tour" in mail.text) == (True, False)
    assert len(open_tasks(claire)) == 1


def test_wish_that_is_taken_back_waits_for_nobody(project, claire):
    follow_up = answer(project, 12, WISHES)

    answer_follow_up(by=first_adult(project), follow_up=follow_up, answer=ANSWER_WITHOUT_WISH)

    assert open_tasks(claire) == []


def test_household_that_left_has_no_wish(project, claire, deliver_mails):
    answer(project, 12, FollowUpAnswer(still_here=False, wants_to_sponsor=True))

    assert not any("aider à son tour" in mail.subject for mail in deliver_mails())
    assert open_tasks(claire) == []


def test_nobody_else_takes_wishes_up(project):
    follow_up = answer(project, 12, WISHES)
    neighbour = coordinator_of_departement(DepartementFactory(sarthe=True))

    for person in (PersonFactory(), first_adult(project), neighbour):
        with pytest.raises(NotAllowed):
            take_up_wishes(by=person, follow_up=follow_up)


def test_list_of_volunteers_and_witnesses(client, project, claire):
    follow_up = answer(project, 12, WISHES)
    witness = moved_in(12, name="Famille Témoin")
    answer(witness, 12, FollowUpAnswer(still_here=True, wants_to_testify=True))
    phoning = moved_in(12, name="Famille Téléphone")
    FollowUpFactory(project=phoning, months=12, answered=True, wants_to_testify=True)
    moved_in(12, name="Famille Discrète")
    client.force_login(claire)
    page = reverse("helping_households")

    every = text_of(client.get(page))
    assert "Famille Discrète" not in every
    sponsors = text_of(client.get(page, {"quoi": "parrainer"}))
    assert (project.name in sponsors, "Famille Témoin" in sponsors) == (True, False)
    witnesses = text_of(client.get(page, {"quoi": "temoigner"}))
    assert witnesses.count("témoin : a donné son accord") == 2
    assert "témoignerait : accord à demander" in witnesses

    withdraw_consent(by=first_adult(witness), project=witness, use="testimony")
    client.post(reverse("follow_up_wishes_done", args=[follow_up.pk]))

    text = text_of(client.get(page, {"quoi": "temoigner"}))
    assert text.count("a donné son accord") == 1
    follow_up.refresh_from_db()
    assert follow_up.wishes_taken_up_at is not None


@pytest.mark.parametrize(
    ("where_it_stands", "is_listed"),
    [
        ({"stage": "contact"}, False),
        ({"stage": "moving"}, False),
        ({"stage": "rooted"}, True),
        ({"status": "paused"}, True),
        ({"status": "closed", "closed_at": timezone.now, "close_reason": "merged"}, False),
    ],
    ids=["wrote", "is moving", "rooted", "paused", "closed"],
)
def test_only_households_that_live_here_are_listed_and_wait(
    client, project, claire, where_it_stands, is_listed
):
    """Checks the page, the to-dos and the filters of the board."""
    answer(project, 12, WISHES)
    for name, value in where_it_stands.items():
        setattr(project, name, value() if callable(value) else value)
    project.save()
    client.force_login(claire)

    pages = [
        text_of(client.get(reverse("helping_households"), {"quoi": kind}))
        for kind in ("", "parrainer", "temoigner", "club")
    ]

    assert [project.name in page for page in pages] == [is_listed] * 4
    assert [list(on_the_board(claire, kind)) for kind in ("parrainer", "temoigner", "club")] == [
        [project] if is_listed else []
    ] * 3
    assert len(open_tasks(claire)) == is_listed


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_little_for_three(client, claire, django_assert_num_queries, number):
    for _number in range(number):
        answer(moved_in(12), 12, WISHES)
    client.force_login(claire)
    client.get(reverse("helping_households"))

    with django_assert_num_queries(5):
        client.get(reverse("helping_households"))


@pytest.mark.parametrize("query", ["", "?quoi=rien", "?quoi=%00&page=x", "?page=999"])
def test_list_bears_any_address(client, claire, query):
    client.force_login(claire)

    assert client.get(reverse("helping_households") + query).status_code == 200


def test_board_shows_would_be_sponsors(project, claire):
    answer(project, 12, WISHES)
    moved_in(12)

    for need in ("parrainer", "temoigner", "club"):
        assert list(on_the_board(claire, need)) == [project]


def test_board_shows_consenting_residents_as_witnesses(claire):
    household = moved_in(12, name="Famille Témoin")
    curious_project = ProjectFactory(name="Famille Curieuse")
    for project in (household, curious_project):
        give_consent(by=first_adult(project), project=project, use="testimony")

    assert list(on_the_board(claire, "temoigner")) == [household]

    withdraw_consent(by=first_adult(household), project=household, use="testimony")

    assert list(on_the_board(claire, "temoigner")) == []
