"""Board and list: order, filters, and a constant number of queries."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.people.models import Role
from bocage.welcome.models import SavedFilter, SettlementProject, Stage
from bocage.welcome.pipeline.board import board_of
from bocage.welcome.pipeline.operations.boards import MAX_FILTERS
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory
from tests.welcome.factories import ProjectFactory, ProjectMessageFactory
from tests.welcome.pipeline.factories import coordinator, coordinator_of_epci, near_misses

pytestmark = pytest.mark.django_db

QUERIES = {"project_board": 9, "project_list": 9}
PAGES = list(QUERIES)


@pytest.fixture
def person(client):
    person = coordinator(person__name="Claire Duval")
    client.force_login(person)
    return person


def names(response):
    if "board" in response.context:
        columns = response.context["board"].columns
        return [card.project.name for column in columns for card in column.cards]
    return [card.project.name for card in response.context["cards"]]


def days_from_now(days):
    return timezone.localdate() + timedelta(days=days)


def make_projects(number, person):
    for rank in range(number):
        project = ProjectFactory(
            answered=True,
            coordinator=person,
            commune=CommuneFactory(boitron=True),
            stage=Stage.VISITING if rank % 2 else Stage.QUALIFIED,
            next_action="Appeler",
            next_action_on=days_from_now(rank),
            next_action_by=person,
        )
        ProjectMessageFactory(project=project)
    SavedFilter.objects.create(person=person, name=f"Filtre {number}", query="retard=on")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_as_much_for_many(client, person, number, page, django_assert_num_queries):
    make_projects(number, person)
    client.get(reverse(page))

    with django_assert_num_queries(QUERIES[page]):
        assert len(names(client.get(reverse(page)))) == number


def test_board_itself_asks_four_times(person, django_assert_num_queries):
    make_projects(3, person)

    with django_assert_num_queries(4):
        board_of(SettlementProject.objects.open(), timezone.now())


@pytest.mark.parametrize("page", PAGES)
def test_late_projects_come_first(client, person, page):
    now = timezone.now()
    values = {"answered": True, "stage": Stage.CONTACT}
    ProjectFactory(name="Demain", next_action="x", next_action_on=days_from_now(1), **values)
    ProjectFactory(name="Hier", next_action="x", next_action_on=days_from_now(-1), **values)
    ProjectFactory(name="Sans suite", stage_since=now - timedelta(days=9), **values)
    ProjectFactory(name="Sans réponse", answer_due_at=now - timedelta(days=5))
    ProjectFactory(name="À répondre", answer_due_at=now + timedelta(hours=3))

    response = client.get(reverse(page))

    assert names(response) == ["Sans suite", "Sans réponse", "Hier", "À répondre", "Demain"]
    html = response.content.decode()
    assert "Pas de prochaine action" in html
    assert "Première réponse en retard" in html


def test_board_counts_hidden_cards(client, person):
    now = timezone.now()
    for number in range(5):
        ProjectFactory(answer_due_at=now + timedelta(hours=number - 2))

    board = board_of(SettlementProject.objects.open(), now, limit=2)

    contact = board.columns[0]
    assert (contact.total, contact.late, len(contact.cards), contact.left_out) == (5, 3, 2, 3)
    assert (board.total, board.late, board.unanswered) == (5, 3, 5)


def test_household_that_is_at_home_here_asks_for_nobody(client, person):
    ProjectFactory(settled=True, stage=Stage.ROOTED)

    board = client.get(reverse("project_board")).context["board"]

    assert (board.total, board.late) == (1, 0)


@pytest.mark.parametrize(("days", "late_count"), [(-1, 1), (1, 0)])
def test_settled_household_is_late_only_with_a_next_action(client, person, days, late_count):
    ProjectFactory(
        settled=True,
        stage=Stage.ROOTED,
        next_action="Témoigner",
        next_action_on=days_from_now(days),
    )

    response = client.get(reverse("project_board"))

    board = response.context["board"]
    assert (board.total, board.late) == (1, late_count)
    [card] = board.columns[-1].cards
    assert card.clock.is_late == bool(late_count)


def test_word_that_was_written_or_noted_finds_the_household(client, person):
    project_with_wish = ProjectFactory(name="A écrit", words="Un verger et des ruches, à l’ombre.")
    project_with_worry = ProjectFactory(name="S’inquiète", worries="Le rucher est-il\nautorisé ?")
    project_with_message = ProjectFactory(name="A dit")
    ProjectMessageFactory(project=project_with_message, words="Nous aurons trois RUCHES.")
    project_with_note = ProjectFactory(name="Noté")
    ProjectMessageFactory(
        project=project_with_note, is_from_household=False, channel="note", words="Vu au rucher"
    )
    ProjectFactory(name="Autre", words="", departement=DepartementFactory(sarthe=True))
    ProjectMessageFactory(words="Rien")

    def search(query):
        response = client.get(reverse("project_list"), {"mots": query})
        return {card.project for card in response.context["cards"]}

    assert search("Ruche") == {
        project_with_wish,
        project_with_worry,
        project_with_message,
        project_with_note,
    }
    assert search("ruches ombre") == {project_with_wish}
    assert search("rucher autorisé") == {project_with_worry}


def test_words_of_others_are_not_found(client, person):
    distant_project = ProjectFactory(
        departement=DepartementFactory(sarthe=True), words="Des ruches"
    )
    ProjectMessageFactory(project=distant_project, words="Des ruches")

    assert names(client.get(reverse("project_list"), {"mots": "ruches"})) == []


NARROWED = {
    "": ["Famille Éluard", "Marchand"],
    "etape=qualified": ["Marchand"],
    "etape=nowhere": ["Famille Éluard", "Marchand"],
    "retard=on": ["Famille Éluard"],
    "suivi=moi": ["Marchand"],
    "suivi=personne": ["Famille Éluard"],
    "suivi=zzz": ["Famille Éluard", "Marchand"],
    "epci=200035111": ["Famille Éluard"],
    "epci=999": ["Famille Éluard", "Marchand"],
    "commune=Boitron": ["Famille Éluard"],
    "commune_code=61051": ["Famille Éluard"],
    "commune=Nulle-Part-du-Tout": ["Famille Éluard", "Marchand"],
    "mots=eluard": ["Famille Éluard"],
    "mots=ÉLUARD+famille": ["Famille Éluard"],
    "mots=saint-etienne": ["Marchand"],
    "mots=odile": ["Marchand"],
    "mots=odile%40": ["Marchand"],
    "mots=odile-bernard": ["Marchand"],
    "mots=marchand+ODILE": ["Marchand"],
    "mots=eluard+odile": [],
    "mots=lu": ["Famille Éluard"],
    "mots=%25_%5C": [],
    "besoin=fibre": ["Famille Éluard"],
    "besoin=ecole": ["Marchand"],
    "besoin=louer": [],
    "besoin=chateau": ["Famille Éluard", "Marchand"],
    "etat=clos": ["Close"],
    "etat=tous": ["Close", "Famille Éluard", "Marchand"],
    "page=999": ["Famille Éluard", "Marchand"],
    "mots=" + "a" * 500: ["Famille Éluard", "Marchand"],
    "mots=%00": ["Famille Éluard", "Marchand"],
}
"""Projects shown by each query string."""


@pytest.mark.parametrize("page", PAGES)
def test_address_narrows_the_projects(client, person, page):
    project = ProjectFactory(
        name="Famille Éluard", needs_fibre=True, schools=[], epci=EpciFactory(), origin="Paris"
    )
    project.communes.add(CommuneFactory(boitron=True))
    ProjectFactory(
        answered=True,
        name="Marchand",
        origin="Saint-Étienne",
        coordinator=person,
        next_action="Appeler",
        next_action_on=days_from_now(2),
        next_action_by=person,
        adults=[PersonFactory(name="Odile Bernard", email="odile@exemple.example")],
    )
    ProjectFactory(name="Close", status="closed", close_reason="silent", closed_at=timezone.now())

    responses = {query: client.get(f"{reverse(page)}?{query}") for query in NARROWED}

    assert {query: sorted(names(response)) for query, response in responses.items()} == NARROWED


@pytest.mark.parametrize("page", PAGES)
def test_each_role_sees_followed_projects(client, page):
    boitron = CommuneFactory(boitron=True)
    ProjectFactory(name="Ici", commune=boitron)
    ProjectFactory(name="Confié", epci=EpciFactory())
    ProjectFactory(name="Orne")
    ProjectFactory(name="Sarthe", departement=DepartementFactory(sarthe=True))

    pages = {}
    for role, person in {
        "departement": coordinator(),
        "epci": coordinator_of_epci(),
        "admin": MandateFactory(role=Role.ADMIN).person,
    }.items():
        client.force_login(person)
        pages[role] = sorted(names(client.get(reverse(page), follow=True)))

    assert pages["departement"] == ["Confié", "Ici", "Orne"]
    assert pages["epci"] == ["Confié", "Ici"]


@pytest.mark.parametrize("page", PAGES)
def test_outsiders_do_not_see_the_board(client, page):
    boitron = CommuneFactory(boitron=True)
    ProjectFactory(commune=boitron)
    outsiders = [person for person in near_misses(boitron) if not _is_coordinator(person)]

    for outsider in [*outsiders, PersonFactory()]:
        client.force_login(outsider)
        assert client.get(reverse(page)).status_code == 404
    client.logout()
    assert client.get(reverse(page)).status_code == 302


def _is_coordinator(person):
    return person.has_perm("welcome.see_board")


def test_filter_is_saved_shown_and_removed(client, person):
    form = {"name": "Les retards", "query": "retard=on", "page": "list"}

    response = client.post(reverse("filter_save"), form)
    page = client.get(f"{reverse('project_list')}?retard=on")
    own_filter = SavedFilter.objects.get()

    assert response["Location"] == f"{reverse('project_list')}?retard=on"
    assert page.context["filter_shown"] == own_filter
    client.post(reverse("filter_forget", args=[own_filter.pk]))
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    "form",
    [
        {"name": "", "query": "retard=on"},
        {"name": "x", "query": ""},
        {"name": "x", "query": "m=" + "a" * 700},
        {"name": "x\x00", "query": "retard=on"},
        {"name": "x\u202e", "query": "retard=on"},
        {"name": "x", "query": "retard=on&mots=\x00"},
        {},
    ],
)
def test_empty_filter_is_not_saved(client, person, form):
    page = client.post(reverse("filter_save"), form, follow=True)

    assert "rien à garder" in page.content.decode()
    assert not SavedFilter.objects.exists()


def test_filters_are_few_and_ones_own(client, person):
    other_filter = SavedFilter.objects.create(
        person=PersonFactory(), name="Le sien", query="retard=on"
    )
    for number in range(MAX_FILTERS):
        SavedFilter.objects.create(person=person, name=str(number), query="retard=on")

    page = client.post(reverse("filter_save"), {"name": "un de trop", "query": "a=1"}, follow=True)
    client.post(reverse("filter_forget", args=[other_filter.pk]))

    assert "vingt filtres" in page.content.decode()
    assert SavedFilter.objects.filter(pk=other_filter.pk).exists()


def test_empty_board_says_what_will_come(client, person):
    assert "Aucun projet pour l’instant" in client.get(reverse("project_board")).content.decode()


def test_words_of_a_household_are_escaped(client, person):
    hostile = '"><script>alert(1)</script>'
    ProjectFactory(
        answered=True,
        coordinator=PersonFactory(name=hostile),
        name=hostile,
        origin=hostile,
        commune=CommuneFactory(name=hostile),
        next_action=hostile,
        next_action_on=days_from_now(1),
        next_action_by=person,
    )

    for page in PAGES:
        html = client.get(reverse(page)).content.decode()
        assert html.count("alert(1)") >= 5
        assert "<script>alert" not in html
        assert '"&gt;' not in html
