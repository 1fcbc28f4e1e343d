"""File of a project: rights, content, actions, and bad input."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bocage.people.models import Role
from bocage.welcome.coordinator_portal.views import file
from bocage.welcome.models import ProjectMessage, ProjectTask, ProjectView, SettlementProject, Stage
from bocage.welcome.pipeline.operations.stages import close_project, move_project
from bocage.welcome.pipeline.operations.tasks import open_tasks
from bocage.welcome.projects import timeline
from tests.foundation.registry_entries import replace_entries
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory, EpciFactory
from tests.welcome.factories import HouseholdAdultFactory, ProjectFactory, ProjectMessageFactory
from tests.welcome.pipeline.factories import coordinator, coordinator_of_epci, near_misses

pytestmark = pytest.mark.django_db

ACTIONS = [
    "project_move",
    "project_move_undo",
    "project_next_action",
    "project_action_done",
    "project_write",
    "project_note",
    "project_take",
    "project_follow",
    "project_pause",
    "project_close",
    "project_reopen",
    "project_task_add",
    "project_merge",
]
QUERIES_OF_A_FILE = 20
HOSTILE = ["", "   ", "\x00", "a" * 30_000, "<script>alert(1)</script>", "¡" * 300]


@pytest.fixture
def person(client):
    person = coordinator(person__name="Claire Duval")
    client.force_login(person)
    return person


@pytest.fixture
def project():
    return ProjectFactory(answered=True, name="Famille Marchand")


def post_to(client, name, project, **form):
    return client.post(reverse(name, args=[project.pk]), form)


def text_of(response):
    return response.content.decode()


def reload(project):
    return SettlementProject.objects.get(pk=project.pk)


def iso_of_tomorrow():
    return timezone.localdate() + timedelta(days=1)


def filled(project, number):
    """Fills a project with `number` related rows of each kind."""
    project.communes.add(*[CommuneFactory() for _commune in range(number)])
    open_tasks(project=project)
    for _number in range(number):
        HouseholdAdultFactory(project=project)
        ProjectMessageFactory(project=project, read_at=timezone.now())
        ProjectFactory(name=project.name)
    return project


@pytest.fixture
def without_other_subjects(monkeypatch):
    """Removes the timeline sources of other subjects, whose queries their own tests count."""
    own_sources = {
        name: source
        for name, source in timeline._sources._entries.items()
        if ".pipeline." in name or ".messages." in name
    }
    replace_entries(monkeypatch, timeline._sources, own_sources)
    monkeypatch.setattr(file, "file_sections", lambda _project, _person: [])


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.usefixtures("without_other_subjects")
def test_file_costs_as_much_for_many(client, person, project, number, django_assert_num_queries):
    filled(project, number)
    client.get(project.get_absolute_url())

    with django_assert_num_queries(QUERIES_OF_A_FILE):
        client.get(project.get_absolute_url())


def test_whole_file_costs_as_much_for_many(client, person):
    counts = []
    for number in (1, 3):
        project = filled(ProjectFactory(answered=True), number)
        client.get(project.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(project.get_absolute_url())
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_opening_is_written_and_reads_the_messages(client, person, project):
    message = ProjectMessageFactory(project=project, words="Y a-t-il une crèche ?")

    page = client.get(project.get_absolute_url())
    client.get(project.get_absolute_url())

    assert "Y a-t-il une crèche ?" in text_of(page)
    view = ProjectView.objects.get()
    assert (view.person, view.capacity) == (person, Role.COORDINATOR)
    message.refresh_from_db()
    assert message.read_at is not None


def test_file_is_closed_to_outsiders(client):
    boitron = CommuneFactory(boitron=True)
    project = ProjectFactory(answered=True, commune=boitron)
    strangers = [*near_misses(boitron), project.adults.get().person, PersonFactory()]

    for stranger in strangers:
        client.force_login(stranger)
        assert client.get(project.get_absolute_url()).status_code == 404
        for action in ACTIONS:
            assert post_to(client, action, project).status_code == 404, action
    assert ProjectView.objects.count() == 0


def test_coordinator_of_the_intercommunalite_opens_its_own(client):
    own_project = ProjectFactory(epci=EpciFactory())
    client.force_login(coordinator_of_epci())

    assert client.get(own_project.get_absolute_url()).status_code == 200
    assert client.get(ProjectFactory().get_absolute_url()).status_code == 404


def test_file_of_nothing_and_of_an_erased_project(client, person):
    erased_project = ProjectFactory(erased_at=timezone.now())

    assert client.get(reverse("project_file", args=[uuid4()])).status_code == 404
    assert client.get(erased_project.get_absolute_url()).status_code == 404


def test_next_action_is_noted_done_and_asked_again(client, person, project):
    household_words = "Nous appelons la mairie"
    form = {"action": "Appeler la mairie", "due_on": iso_of_tomorrow(), "owner": person.pk}
    post_to(client, "project_next_action", project, household_words=household_words, **form)
    updated_project = reload(project)
    post_to(client, "project_action_done", project)

    assert (updated_project.next_action, updated_project.next_action_by) == (
        "Appeler la mairie",
        person,
    )
    assert updated_project.next_action_for_household == household_words
    assert (reload(project).next_action, reload(project).next_action_for_household) == ("", "")
    assert "Fait\u00a0: Appeler la mairie" in text_of(client.get(project.get_absolute_url()))


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"action": "x", "due_on": "demain", "owner": ""},
        {"action": "x" * 300, "due_on": "2026-12-01"},
        {"action": "x", "due_on": "9999-01-01"},
        {"action": "x", "due_on": "2026-12-01", "household_words": "x" * 300},
        {"action": "x", "due_on": "2026-12-01", "household_words": "\x00"},
        {"action": "x", "due_on": "2026-12-01", "owner": str(uuid4())},
    ],
)
def test_invalid_next_action_is_shown_again(client, person, project, form):
    response = post_to(client, "project_next_action", project, **{"owner": person.pk, **form})

    assert response.status_code == 422
    assert reload(project).next_action == ""


def test_first_answer_is_the_message_of_the_file(client, person, deliver_mails):
    project = ProjectFactory()

    post_to(client, "project_write", project, message="Bonjour, je m’occupe de vous.")

    assert reload(project).answered_at is not None
    assert project.adults.get().person.email in [mail.recipient for mail in deliver_mails()]


@pytest.mark.parametrize("text", HOSTILE[:4])
def test_empty_and_huge_messages_come_back(client, person, project, text):
    assert post_to(client, "project_write", project, message=text).status_code == 422
    assert post_to(client, "project_note", project, note=text, channel="call").status_code == 422
    assert ProjectMessage.objects.count() == 0


def test_hostile_words_are_shown_as_words(client, person, project):
    post_to(client, "project_note", project, note=HOSTILE[4], channel="note")

    page = text_of(client.get(project.get_absolute_url()))
    assert "&lt;script&gt;" in page
    assert HOSTILE[4] not in page


def test_way_that_does_not_exist(client, person, project):
    assert post_to(client, "project_note", project, note="x", channel="page").status_code == 422


def test_moving_by_the_button_of_a_card_and_undoing(client, person, project):
    post_to(client, "project_take", project)
    form = {"etape": "exploring", "retour": "tableau", "filtre": "retard=on"}
    response = post_to(client, "project_move", project, **form)

    assert response["Location"] == f"{reverse('project_board')}?retard=on"
    assert reload(project).stage == Stage.EXPLORING
    assert "étape est annulé" in text_of(
        client.post(reverse("project_move_undo", args=[project.pk]), follow=True)
    )
    assert reload(project).stage == Stage.QUALIFIED


def test_undoing_leads_back_to_the_board_where_the_card_was_moved(client, person, project):
    post_to(client, "project_take", project)
    form = {"etape": "exploring", "retour": "tableau", "filtre": "suivi=moi&etat=tous"}
    page = client.get(post_to(client, "project_move", project, **form)["Location"])
    board = f"{reverse('project_board')}?suivi=moi&etat=tous"

    undo_match = re.search(r'action="([^"]*/etape/annuler/[^"]*)"', text_of(page))
    assert undo_match is not None
    assert client.post(unescape(undo_match[1]))["Location"] == board
    assert reload(project).stage == Stage.QUALIFIED


def test_card_that_lacks_something_stays_on_its_board(client, person, project):
    form = {"etape": "moving", "retour": "tableau", "filtre": "retard=on"}
    answer = post_to(client, "project_move", project, **form)

    assert answer["Location"] == f"{reverse('project_board')}?retard=on"
    page = text_of(client.get(answer["Location"]))
    assert "la commune d’installation" in page
    assert reload(project).stage == Stage.QUALIFIED
    mend = re.search(r'href="([^"]*/etape/[?][^"]*)"', page)
    assert mend is not None
    answer_page = client.get(unescape(mend[1]))
    assert answer_page.context["form"].initial["etape"] == "moving"
    assert answer_page.context["back"] == answer["Location"]
    assert 'name="filtre" value="retard=on"' in text_of(answer_page)


def test_refused_move_lists_missing_conditions(client, person, project):
    form = {"etape": "moving", "action": "Signer", "action_due_on": iso_of_tomorrow()}
    response = post_to(client, "project_move", project, **form)

    assert response.status_code == 409
    assert "la commune d’installation" in text_of(response)
    assert (reload(project).stage, reload(project).next_action) == (Stage.QUALIFIED, "")


def test_page_of_moves_lists_conditions_of_each_stage(client, person, project):
    page = text_of(client.get(reverse("project_move", args=[project.pk])))

    assert "une personne de l’équipe qui l’accompagne" in page


def test_household_that_arrived_is_settled_from_the_form(client, person, project):
    CommuneFactory(boitron=True)
    form = {"etape": "settled", "commune": "Boitron", "moved_in_on": timezone.localdate()}

    post_to(client, "project_move", project, **form)

    assert (reload(project).stage, reload(project).commune.name) == (Stage.SETTLED, "Boitron")


@pytest.mark.parametrize("stage", ["", "nowhere", "\x00"])
def test_moving_to_no_stage(client, person, project, stage):
    assert post_to(client, "project_move", project, etape=stage).status_code == 422


def test_pause_close_and_take_up(client, person, project):
    assert post_to(client, "project_pause", project, until="2001-01-01").status_code == 422
    post_to(client, "project_pause", project, until=iso_of_tomorrow())
    paused_project = reload(project)
    post_to(client, "project_reopen", project)
    assert post_to(client, "project_close", project, reason="joined").status_code == 422
    post_to(client, "project_close", project, reason="elsewhere", words="Au Perche")

    assert (paused_project.status, paused_project.paused_until) == ("paused", iso_of_tomorrow())
    assert (reload(project).status, reload(project).close_reason) == ("closed", "elsewhere")
    assert "Reprendre" in text_of(client.get(project.get_absolute_url()))


def test_late_undo_is_explained(client, person, project):
    project.coordinator = person
    project.save(update_fields=["coordinator"])
    move_project(by=coordinator(), project=project, to=Stage.EXPLORING)

    response = post_to(client, "project_move_undo", project)

    assert response.status_code == 409
    assert "ne peut plus être annulé" in text_of(response)


def test_action_on_a_closed_project_is_explained(client, person, project):
    close_project(by=person, project=project, reason="silent")

    assert post_to(client, "project_move", project, etape="exploring").status_code == 409


def test_following_is_given_to_a_colleague_and_an_intercommunalite(client, person, project):
    colleague, epci = coordinator(), EpciFactory()

    post_to(client, "project_follow", project, coordinator=colleague.pk, epci=epci.pk)

    assert (reload(project).coordinator, reload(project).epci) == (colleague, epci)
    response = post_to(client, "project_follow", project, coordinator=PersonFactory().pk, epci="")
    assert response.status_code == 422


def test_administrator_follows_too(client, project):
    admin = MandateFactory(role=Role.ADMIN).person
    client.force_login(admin)

    response = client.get(project.get_absolute_url(), follow=True)

    assert response.status_code == 200


def test_tasks_are_added_done_and_set_aside(client, person, project):
    open_tasks(project=project)
    post_to(client, "project_task_add", project, title="Appeler le notaire", side="team")
    own_task = ProjectTask.objects.get(title="Appeler le notaire")
    other_task = ProjectTask.objects.exclude(pk=own_task.pk).first()

    def action(task, name):
        return client.post(reverse("project_task", args=[project.pk, task.pk, name]))

    action(own_task, "fait")
    own_task.refresh_from_db()
    assert own_task.done_by == person
    action(own_task, "a-faire")
    action(other_task, "sans-objet")
    other_task.refresh_from_db()
    assert other_task.is_needless
    assert action(other_task, "retirer").status_code == 409
    action(own_task, "retirer")
    assert not ProjectTask.objects.filter(pk=own_task.pk).exists()
    assert action(other_task, "voler").status_code == 404


def test_task_of_another_project_is_not_found(client, person, project):
    other_project = ProjectFactory(answered=True)
    open_tasks(project=other_project)
    task = other_project.tasks.first()

    address = reverse("project_task", args=[project.pk, task.pk, "fait"])

    assert client.post(address).status_code == 404


@pytest.mark.parametrize("text", HOSTILE[:4])
def test_task_without_words_comes_back(client, person, project, text):
    response = post_to(client, "project_task_add", project, title=text, side="team")

    assert response.status_code == 422


@pytest.mark.parametrize("channel", ["page", "mail", "call", "meeting", "note"])
@pytest.mark.usefixtures("person")
def test_timeline_tells_each_word_once(client, project, channel):
    is_from_household = channel in {"page", "mail"}
    ProjectMessageFactory(
        project=project, channel=channel, words="Ces mots-là", is_from_household=is_from_household
    )

    page = client.get(project.get_absolute_url())

    assert text_of(page).count("Ces mots-là") == 1


def test_timeline_is_narrowed_and_long_ones_are_cut(client, person, project):
    now = timezone.now()
    for number in range(70):
        ProjectMessageFactory(
            project=project, words=f"Mot {number:02}", written_at=now - timedelta(hours=number)
        )
    ProjectMessageFactory(
        project=project, channel="call", words="Un appel", is_from_household=False
    )

    all_of_it = text_of(client.get(project.get_absolute_url()))
    notes = text_of(client.get(f"{project.get_absolute_url()}?fil=notes"))
    full_text = text_of(client.get(f"{project.get_absolute_url()}?fil=messages&tout=1"))
    odd = client.get(f"{project.get_absolute_url()}?fil=%00")

    assert "Mot 69" not in all_of_it
    assert all_of_it.count("Mot 01") == 1
    assert ("Un appel" in notes, "Mot 01" in notes) == (True, False)
    assert "Mot 69" in full_text
    assert odd.status_code == 200
