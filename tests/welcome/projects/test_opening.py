"""Projects: opened, changed, shared, erased; and the data retained for the figures."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.housing.models import SavedSearch
from bocage.welcome.models import (
    HouseholdAdult,
    ProjectConsent,
    ProjectMessage,
    SettlementProject,
    StageMove,
)
from bocage.welcome.projects.errors.projects import HouseholdFull, ProjectErased
from bocage.welcome.projects.operations.consents import agreed_uses
from bocage.welcome.projects.operations.projects import (
    MAX_ADULTS,
    ProjectAnswers,
    add_adult,
    answers_of,
    change_answers,
    erase_project,
    open_project,
)
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.welcome.factories import (
    HouseholdAdultFactory,
    ProjectConsentFactory,
    ProjectFactory,
    ProjectMessageFactory,
    coordinator_of,
    first_adult,
)
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db

Status = SettlementProject.Status
FRIDAY = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)


@pytest.fixture
def answers():
    boitron = CommuneFactory(boitron=True)
    return ProjectAnswers(
        name="Camille Marchand",
        origin="Paris",
        adults_count=2,
        children_count=1,
        schools=("primary",),
        languages=("français", "anglais"),
        work="independent",
        telework_days=4,
        workspace_days=2,
        home_wish="buy",
        budget_eur=180_000,
        rooms=4,
        communes=(boitron.pk,),
        wants_to_move_on=date(2027, 7, 1),
        worries="L’hiver",
        consents=("follow", "town_halls"),
        draft=uuid4(),
    )


def open_from_answers(answers, person=None, **options):
    return open_project(
        answers=answers,
        person=person or PersonFactory(),
        departement=DepartementFactory(),
        **options,
    )


def test_project_waits_for_an_answer_within_a_working_day(answers):
    person = PersonFactory()

    project = open_from_answers(answers, person, now=FRIDAY)

    assert timezone.localtime(project.answer_due_at).date() == date(2026, 11, 30)
    assert (project.stage, project.status, project.epci.pk) == ("contact", "open", "200035111")
    assert [adult.person for adult in project.adults.filter(is_first=True)] == [person]
    assert agreed_uses(project) == {"follow", "town_halls"}
    assert [move.to_stage for move in project.moves.all()] == ["contact"]


def test_answers_come_back_as_they_were_given(answers):
    project = open_from_answers(answers)

    assert answers_of(project) == replace(answers, draft=None, consents=())


def test_team_and_household_are_notified(answers, deliver_mails):
    person = PersonFactory()
    anne = coordinator_of(ProjectFactory())

    open_from_answers(answers, person)

    assert {mail.recipient for mail in deliver_mails()} == {person.email, anne.email}


def test_one_draft_opens_one_project(answers):
    person = PersonFactory()
    assert open_from_answers(answers, person) == open_from_answers(answers, person)


def test_household_with_a_project_under_way_has_that_one(answers):
    person = PersonFactory()
    project = open_from_answers(answers, person)

    same_project = open_from_answers(replace(answers, draft=uuid4(), origin="Lyon"), person)

    assert (same_project, same_project.origin) == (project, "Paris")


def test_household_whose_project_is_closed_opens_another(answers):
    person = PersonFactory()
    project = open_from_answers(answers, person)
    SettlementProject.objects.update(
        status="closed", close_reason="changed_mind", closed_at=timezone.now()
    )

    assert open_from_answers(replace(answers, draft=uuid4()), person) != project


@pytest.mark.django_db(transaction=True)
def test_two_forms_of_one_person_at_once_open_one_project():
    person, departement = PersonFactory(), DepartementFactory()

    results = race(
        *[
            lambda: open_project(
                answers=ProjectAnswers(name="Camille", draft=uuid4()),
                person=person,
                departement=departement,
            )
            for _form in range(6)
        ]
    )

    assert outcomes(results) == {"SettlementProject": 6}
    assert (SettlementProject.objects.count(), HouseholdAdult.objects.count()) == (1, 1)


def test_housing_watch_looks_for_the_household(answers, run_tasks):
    project = open_from_answers(answers)
    run_tasks()

    search = SavedSearch.objects.get(project=project.pk)
    assert (search.offer, search.price.upper, search.rooms.lower) == ("sale", 180_001, 4)
    assert (search.person, search.commune_id) == (first_adult(project), "61051")


def test_housing_watch_follows_changed_answers(answers, run_tasks):
    project = open_from_answers(answers)
    run_tasks()
    adult = first_adult(project)

    change_answers(
        by=adult,
        project=project,
        answers=replace(answers, home_wish="rent_then_buy", rent_eur=700, budget_eur=150_000),
    )
    searches = {search.offer: search.price.upper for search in SavedSearch.objects.all()}
    assert searches == {"sale": 150_001, "rental": 701}

    change_answers(by=adult, project=project, answers=replace(answers, home_wish="has_one"))
    assert not SavedSearch.objects.exists()


def test_nothing_is_looked_for_without_a_commune(answers, run_tasks):
    open_from_answers(replace(answers, communes=()))
    run_tasks()

    assert not SavedSearch.objects.exists()


def test_commune_that_was_merged_meanwhile_is_left_out(answers):
    merged_commune = CommuneFactory(is_current=False)

    project = open_from_answers(
        replace(answers, communes=(*answers.communes, merged_commune.pk, "99999"))
    )

    assert [commune.name for commune in project.communes.all()] == ["Boitron"]


def test_strangers_change_no_answers(answers):
    project = ProjectFactory()
    for person in (
        PersonFactory(),
        first_adult(ProjectFactory()),
        coordinator_of(project, over=True),
    ):
        with pytest.raises(NotAllowed):
            change_answers(by=person, project=project, answers=answers)


def test_adult_joins_once(answers):
    project, person = ProjectFactory(adults_count=1), PersonFactory()

    adult = add_adult(project=project, person=person)
    assert add_adult(project=project, person=person) == adult

    project.refresh_from_db()
    assert project.adults_count == 2


@pytest.mark.django_db(transaction=True)
def test_household_takes_twelve_adults_however_they_come():
    project = ProjectFactory()
    people = [PersonFactory() for _number in range(MAX_ADULTS + 3)]

    results = race(
        *[lambda person=person: add_adult(project=project, person=person) for person in people]
    )

    assert outcomes(results) == {"HouseholdAdult": MAX_ADULTS - 1, "HouseholdFull": 4}
    with pytest.raises(HouseholdFull):
        add_adult(project=project, person=PersonFactory())


def test_erased_project_keeps_its_figures_only():
    project = ProjectFactory(answered=True, worries="L’hiver", phone="0233810000")
    adult = first_adult(project)
    StageMove.objects.create(
        project=project,
        to_stage="qualified",
        status="open",
        reason="Camille appelle",
        moved_by=adult,
        moved_at=timezone.now(),
    )
    ProjectMessageFactory(project=project)
    ProjectConsentFactory(project=project)
    other_message = ProjectMessageFactory()
    answered_at = project.answered_at

    erase_project(by=adult, project=project)

    project.refresh_from_db()
    assert (project.name, project.words, project.worries, project.phone) == ("", "", "", "")
    assert (project.status, project.close_reason, project.stage) == (
        "closed",
        "changed_mind",
        "qualified",
    )
    assert (project.answered_at, project.adults_count, project.children_count) == (
        answered_at,
        2,
        2,
    )
    assert {(move.reason, move.moved_by) for move in project.moves.all()} == {("", None)}
    assert not project.adults.exists()
    assert not ProjectConsent.objects.exists()
    assert list(ProjectMessage.objects.all()) == [other_message]


def test_settled_household_that_erases_stays_counted_where_it_settled():
    project = ProjectFactory(settled=True)

    erase_project(by=first_adult(project), project=project)

    project.refresh_from_db()
    assert (project.stage, project.status, project.commune.name) == ("settled", "open", "Boitron")
    assert project not in SettlementProject.objects.open()


def test_erasing_twice_is_harmless_and_tells_once(deliver_mails):
    project = ProjectFactory()
    adult = first_adult(project)

    erase_project(by=adult, project=project)
    project.refresh_from_db()
    erase_project(by=adult, project=project)

    assert [mail.recipient for mail in deliver_mails()] == [adult.email]


def test_only_the_household_an_administrator_and_the_clock_erase():
    project = ProjectFactory()
    for person in (PersonFactory(), coordinator_of(project), first_adult(ProjectFactory())):
        with pytest.raises(NotAllowed):
            erase_project(by=person, project=project)

    erase_project(by=MandateFactory().person, project=project)
    erase_project(by=None, project=ProjectFactory())

    assert SettlementProject.objects.filter(erased_at=None).count() == 1


def test_erased_project_accepts_no_adult():
    project = ProjectFactory()
    HouseholdAdultFactory(project=project)
    erase_project(by=None, project=project)

    with pytest.raises(ProjectErased):
        add_adult(project=project, person=PersonFactory())
