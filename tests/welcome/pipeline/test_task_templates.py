"""Templates of tasks, as a département wants them."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.welcome.models import OwnTaskTemplate, Stage, TaskTemplateOrder
from bocage.welcome.pipeline.errors.tasks import TooManyTemplates, UnknownTemplate
from bocage.welcome.pipeline.operations.task_templates import (
    MAX_OWN,
    TemplateWords,
    add_template,
    change_template,
    move_template,
    offer_template,
    restore_template,
    stop_template,
    words_of,
)
from bocage.welcome.pipeline.operations.tasks import open_tasks
from bocage.welcome.pipeline.selectors import DEFAULTS, lines_of, templates_of
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.pipeline.factories import coordinator, coordinator_of_epci, near_misses
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db

TEMPLATE_WORDS = TemplateWords(
    stage=Stage.QUALIFIED, title=" Envoyer le livret ", side="team", within_days=3, fact="answered"
)


@pytest.fixture
def orne():
    return DepartementFactory()


@pytest.fixture
def nadia(orne):
    return coordinator(orne)


def names(departement, stage=Stage.QUALIFIED):
    return [template.name for template in templates_of(stage, departement.pk)]


def test_default_templates_are_those_of_the_product(orne):
    assert [line.template for line in lines_of(orne.pk)] == list(DEFAULTS.values())
    assert names(orne) == ["first_call", "complete_project"]


def test_words_of_a_departement_are_opened_there_alone(nadia, orne):
    change_template(
        by=nadia,
        departement=orne,
        name="first_call",
        words=TemplateWords(
            stage=Stage.QUALIFIED, title="Appeler le soir", side="household", within_days=2
        ),
    )
    project = ProjectFactory(answered=True, departement=orne)
    distant_project = ProjectFactory(answered=True, departement=DepartementFactory(sarthe=True))
    open_tasks(project=project)
    open_tasks(project=distant_project)

    task = project.tasks.get(template="first_call")
    assert (task.title, task.side) == ("Appeler le soir", "household")
    assert (task.due_on - timezone.localdate()).days == 2
    assert distant_project.tasks.get(template="first_call").title.startswith("Appeler le ménage")


def test_open_tasks_keep_their_words(nadia, orne):
    project = ProjectFactory(answered=True, departement=orne)
    open_tasks(project=project)
    tasks_before = set(project.tasks.values_list("template", "title"))

    change_template(by=nadia, departement=orne, name="first_call", words=TEMPLATE_WORDS)
    stop_template(by=nadia, departement=orne, name="complete_project")
    add_template(by=nadia, departement=orne, words=TEMPLATE_WORDS)

    assert set(project.tasks.values_list("template", "title")) == tasks_before
    assert open_tasks(project=project) == 1


def test_one_of_ones_own_closes_by_its_fact_and_goes(nadia, orne):
    row = add_template(by=nadia, departement=orne, words=TEMPLATE_WORDS)
    project = ProjectFactory(answered=True, departement=orne)
    open_tasks(project=project)

    task = project.tasks.get(template=row.name)
    assert (task.title, task.closing_fact) == ("Envoyer le livret", "answered")
    restore_template(by=nadia, departement=orne, name=row.name)
    restore_template(by=nadia, departement=orne, name=row.name)
    assert row.name not in names(orne)
    task.refresh_from_db()
    assert task.is_open


def test_stopped_and_offered_again(nadia, orne):
    stop_template(by=nadia, departement=orne, name="first_call")
    assert names(orne) == ["complete_project"]
    offer_template(by=nadia, departement=orne, name="first_call")

    assert names(orne) == ["first_call", "complete_project"]
    assert not OwnTaskTemplate.objects.exists()


def test_unchanged_words_are_not_stored(nadia, orne):
    default = words_of(DEFAULTS["first_call"])
    change_template(by=nadia, departement=orne, name="first_call", words=TEMPLATE_WORDS)
    change_template(by=nadia, departement=orne, name="first_call", words=default)

    assert not OwnTaskTemplate.objects.exists()


def test_whether_a_household_needs_it_stays_with_the_product(nadia, orne):
    template_words = TemplateWords(stage=Stage.EXPLORING, title="Appeler l’école")
    change_template(by=nadia, departement=orne, name="ask_schools", words=template_words)
    project_without = ProjectFactory(
        answered=True, departement=orne, stage=Stage.EXPLORING, schools=[]
    )
    open_tasks(project=project_without)

    assert not project_without.tasks.filter(template="ask_schools").exists()


def test_order(nadia, orne):
    row = add_template(by=nadia, departement=orne, words=TEMPLATE_WORDS)
    assert names(orne) == ["first_call", "complete_project", row.name]

    move_template(by=nadia, departement=orne, name=row.name, direction="up")
    assert names(orne) == ["first_call", row.name, "complete_project"]
    for _once_more in range(3):
        move_template(by=nadia, departement=orne, name=row.name, direction="up")
    assert names(orne) == [row.name, "first_call", "complete_project"]
    move_template(by=nadia, departement=orne, name="complete_project", direction="down")
    assert names(orne)[-1] == "complete_project"
    assert names(orne, Stage.CONTACT) == ["first_answer"]


def test_unknown_template_is_refused(nadia, orne):
    other_departement = DepartementFactory(sarthe=True)
    their_template = add_template(
        by=coordinator(other_departement), departement=other_departement, words=TEMPLATE_WORDS
    )
    for name in ("pirate", their_template.name):
        for operation in (stop_template, offer_template):
            with pytest.raises(UnknownTemplate):
                operation(by=nadia, departement=orne, name=name)
        with pytest.raises(UnknownTemplate):
            move_template(by=nadia, departement=orne, name=name, direction="up")
        restore_template(by=nadia, departement=orne, name=name)
    assert OwnTaskTemplate.objects.get() == their_template


def test_more_than_anybody_would_do(nadia, orne):
    for _number in range(MAX_OWN):
        add_template(by=nadia, departement=orne, words=TEMPLATE_WORDS)

    with pytest.raises(TooManyTemplates):
        add_template(by=nadia, departement=orne, words=TEMPLATE_WORDS)


def test_outsiders_change_no_template(orne):
    for person in [*near_misses(), coordinator_of_epci(), PersonFactory()]:
        with pytest.raises(NotAllowed):
            add_template(by=person, departement=orne, words=TEMPLATE_WORDS)
        for operation in (stop_template, offer_template, restore_template):
            with pytest.raises(NotAllowed):
                operation(by=person, departement=orne, name="first_call")
        with pytest.raises(NotAllowed):
            move_template(by=person, departement=orne, name="first_call", direction="up")
        with pytest.raises(NotAllowed):
            change_template(by=person, departement=orne, name="first_call", words=TEMPLATE_WORDS)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"title": ""}, "says_what"),
        ({"within_days": 366}, "within_a_year"),
        ({"stage": "pirate"}, "stage"),
        ({"name": "first_call"}, "once"),
    ],
)
def test_the_database_refuses(nadia, orne, changes, rule):
    stop_template(by=nadia, departement=orne, name="first_call")
    row = add_template(by=nadia, departement=orne, words=TEMPLATE_WORDS)

    with (
        pytest.raises(IntegrityError, match=f"welcome_task_template_{rule}"),
        transaction.atomic(),
    ):
        OwnTaskTemplate.objects.filter(pk=row.pk).update(**changes)


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once():
    orne = DepartementFactory()
    nadia, claire = coordinator(orne), coordinator(orne)

    results = race(
        *[
            lambda by=by, name=name: move_template(
                by=by, departement=orne, name=name, direction="down"
            )
            for by in (nadia, claire)
            for name in ("first_call", "complete_project")
        ],
        lambda: stop_template(by=nadia, departement=orne, name="first_call"),
        lambda: change_template(
            by=claire, departement=orne, name="first_call", words=TEMPLATE_WORDS
        ),
    )

    assert outcomes(results) == {"NoneType": 6}
    assert set(TaskTemplateOrder.objects.get().names) == {"first_call", "complete_project"}
    assert OwnTaskTemplate.objects.count() == 1


# The pages.

FILLED = {
    "titre": "Envoyer le livret",
    "aide": "Celui de la maison du tourisme.",
    "etape": "qualified",
    "pour": "household",
    "jours": "5",
    "fait": "",
}


@pytest.fixture
def signed_in(client, nadia):
    client.force_login(nadia)
    return client


def test_the_page_of_the_departement(signed_in, orne):
    assert signed_in.get(reverse("task_templates")).url.endswith(f"/taches/{orne.pk}/")
    page = signed_in.get(reverse("task_template_list", args=[orne.pk])).content.decode()
    assert "Donner une première réponse" in page
    assert "seulement si le ménage cherche une école" in page


def test_added_changed_and_taken_away_on_the_pages(signed_in, orne):
    add_url = reverse("task_template_add", args=[orne.pk])
    assert signed_in.get(add_url).status_code == 200
    signed_in.post(add_url, FILLED)
    row = OwnTaskTemplate.objects.get()
    assert (row.title, row.within_days, row.side) == ("Envoyer le livret", 5, "household")

    change_url = reverse("task_template_change", args=[orne.pk, row.name])
    assert "Envoyer le livret" in signed_in.get(change_url).content.decode()
    signed_in.post(change_url, {**FILLED, "titre": "Poster le livret", "jours": ""})
    row.refresh_from_db()
    assert (row.title, row.within_days) == ("Poster le livret", None)
    for action in ("monter", "descendre", "retirer", "proposer", "origine"):
        url = reverse("task_template_action", args=[orne.pk, row.name, action])
        assert signed_in.post(url).status_code == 302
    assert not OwnTaskTemplate.objects.exists()


@pytest.mark.parametrize(
    "bad_values",
    [
        {"titre": ""},
        {"titre": "x" * 161},
        {"titre": "a\0b"},
        {"aide": "x" * 301},
        {"etape": "pirate"},
        {"pour": ""},
        {"jours": "-1"},
        {"jours": "366"},
        {"jours": "9" * 30},
        {"jours": "trois"},
        {"fait": "pirate"},
    ],
)
def test_invalid_template_is_explained(signed_in, orne, bad_values):
    for url in (
        reverse("task_template_add", args=[orne.pk]),
        reverse("task_template_change", args=[orne.pk, "first_call"]),
    ):
        assert signed_in.post(url, {**FILLED, **bad_values}).status_code == 422
    assert not OwnTaskTemplate.objects.exists()


def test_addresses_that_lead_nowhere(signed_in, orne):
    for url in (
        reverse("task_template_list", args=["zz"]),
        reverse("task_template_list", args=[DepartementFactory(sarthe=True).pk]),
        reverse("task_template_change", args=[orne.pk, "pirate"]),
    ):
        assert signed_in.get(url).status_code == 404
    for name, action in (("first_call", "pirate"), ("pirate", "monter")):
        url = reverse("task_template_action", args=[orne.pk, name, action])
        assert signed_in.post(url).status_code == 404


def test_page_is_for_coordinators_of_a_departement(client):
    for person in (coordinator_of_epci(), PersonFactory()):
        client.force_login(person)
        assert client.get(reverse("task_templates")).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_database_as_often(
    signed_in, nadia, orne, number, django_assert_num_queries
):
    for _task in range(number):
        add_template(by=nadia, departement=orne, words=TEMPLATE_WORDS)
    url = reverse("task_template_list", args=[orne.pk])
    signed_in.get(url)
    with django_assert_num_queries(PAGE_QUERIES):
        page = signed_in.get(url).content.decode()
    assert page.count("propre à ce département") == number


PAGE_QUERIES = 6
