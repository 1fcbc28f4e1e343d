"""Requests to helpers: proposed by need, limited per month, answered in one click."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.signed_actions import signed_action_path
from bocage.welcome.helpers.errors import (
    AlreadyDeclined,
    HelperClosed,
    MonthlyLimitReached,
    NobodyWaits,
    NothingToThank,
    ProjectNotFollowed,
)
from bocage.welcome.helpers.needs import needs_of
from bocage.welcome.helpers.operations.profiles import (
    answer_help,
    ask_helper,
    close_helper,
    thank_helper,
    withdraw_help_request,
    withdraw_requests_of,
)
from bocage.welcome.helpers.proposals import proposals_for
from bocage.welcome.models import HelpKind, HelpRequest, ProjectConsent
from bocage.welcome.pipeline.models.tasks import ProjectTask
from bocage.welcome.pipeline.operations.tasks import open_tasks
from bocage.welcome.pipeline.selectors import DEFAULTS
from bocage.welcome.projects.errors.consents import HelpersNotAgreed
from bocage.welcome.projects.operations.consents import withdraw_consent
from bocage.welcome.projects.operations.projects import erase_project
from bocage.welcome.projects.timeline import timeline_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.helpers.factories import (
    HelperFactory,
    HelpRequestFactory,
    commune_elsewhere,
    coordinator_of,
    project_that_agrees,
)

pytestmark = pytest.mark.django_db

SCHOOL = HelpKind.SCHOOL_HEAD


@pytest.fixture
def claire(boitron):
    return coordinator_of(boitron.departement, person__name="Claire Dubois")


@pytest.fixture
def project(boitron):
    adults = [PersonFactory(name="Camille Ferrand"), PersonFactory(name="Jean Ferrand")]
    return project_that_agrees(boitron, adults=adults, name="Famille Ferrand")


@pytest.fixture
def odile(boitron):
    return HelperFactory(commune=boitron, name="Odile Prévost")


def request_help(claire, project, helper, **options):
    return ask_helper(by=claire, project=project, helper=helper, need=SCHOOL, **options)


def test_a_helper_learns_first_names_and_the_need_alone(claire, project, odile, new_mails):
    request = request_help(claire, project, odile)

    assert request.first_names == "Camille et Jean"
    (mail,) = new_mails()
    assert mail.recipient == odile.email
    assert "Camille et Jean" in mail.text
    assert "visiter et inscrire près de Boitron" in mail.text
    for secret in ("Ferrand", "graphiste", "180", project.words, "Paris"):
        assert secret not in mail.text + mail.subject


def test_asked_twice_is_asked_once(claire, project, odile, new_mails):
    assert request_help(claire, project, odile) == request_help(claire, project, odile)
    assert len(new_mails()) == 1


def test_outsiders_ask_no_helper(project, odile, boitron):
    distant_coordinator = coordinator_of(commune_elsewhere().departement)
    for person in (distant_coordinator, PersonFactory(), project.adults.first().person):
        with pytest.raises(NotAllowed):
            request_help(person, project, odile)


def test_helper_of_another_territory_is_refused(claire, project):
    helper = HelperFactory(commune=commune_elsewhere())
    with pytest.raises(NotAllowed):
        request_help(claire, project, helper)


def test_request_is_refused_without_consent_or_open_project(claire, project, odile, boitron):
    ProjectConsent.objects.all().delete()
    with pytest.raises(HelpersNotAgreed):
        request_help(claire, project, odile)
    consenting_project = project_that_agrees(boitron)
    close_helper(by=claire, helper=odile)
    with pytest.raises(HelperClosed):
        request_help(claire, consenting_project, odile)
    consenting_project.status, consenting_project.close_reason, consenting_project.closed_at = (
        "closed",
        "silent",
        timezone.now(),
    )
    consenting_project.save()
    with pytest.raises(ProjectNotFollowed):
        request_help(claire, consenting_project, odile)


def test_monthly_limit_of_a_helper_is_respected(claire, project, odile):
    HelpRequestFactory.create_batch(2, helper=odile)
    with pytest.raises(MonthlyLimitReached):
        request_help(claire, project, odile)
    HelpRequest.objects.update(requested_at=timezone.now() - timedelta(days=31))
    request_help(claire, project, odile)


def test_a_no_is_not_asked_again(claire, project, odile):
    request = request_help(claire, project, odile)
    answer_help(request_id=request.pk, answer="no")
    with pytest.raises(AlreadyDeclined):
        request_help(claire, project, odile)


def test_a_yes_reaches_the_welcome_and_the_household(claire, project, odile, new_mails):
    request = request_help(claire, project, odile)
    new_mails()

    answer_help(request_id=request.pk, answer="yes", words="Mercredi à 10 h.")
    answer_help(request_id=request.pk, answer="no")

    request.refresh_from_db()
    assert (request.answer, request.answer_words) == ("yes", "Mercredi à 10 h.")
    mails = {mail.recipient: mail for mail in new_mails()}
    adults = {adult.person.email for adult in project.adults.all()}
    assert mails.keys() == {claire.email, *adults}
    assert all(odile.phone in mails[address].text for address in adults)
    assert odile.phone not in mails[claire.email].text


def test_words_may_follow_the_click(claire, project, odile):
    request = request_help(claire, project, odile)
    answer_help(request_id=request.pk, answer="yes")
    answer_help(request_id=request.pk, answer="yes", words="Sonnez à la grille.")
    answer_help(request_id=request.pk, answer="yes", words="Autre chose")

    request.refresh_from_db()
    assert request.answer_words == "Sonnez à la grille."


def test_thanked_once_and_only_for_a_yes(claire, project, odile, new_mails):
    request = request_help(claire, project, odile)
    with pytest.raises(NothingToThank):
        thank_helper(by=claire, request=request)
    answer_help(request_id=request.pk, answer="yes")
    new_mails()
    with pytest.raises(NotAllowed):
        thank_helper(by=PersonFactory(), request=request)

    thank_helper(by=claire, request=request)
    thank_helper(by=claire, request=request)

    (mail,) = new_mails()
    assert (mail.recipient, mail.subject) == (odile.email, "Merci pour votre aide")


def test_withdrawn_request_needs_no_answer(claire, project, odile, new_mails):
    request = request_help(claire, project, odile)
    new_mails()

    withdraw_help_request(by=claire, request=request)
    assert withdraw_requests_of(project_id=project.pk) == 0

    (mail,) = new_mails()
    assert "plus besoin" in mail.subject
    with pytest.raises(NobodyWaits):
        answer_help(request_id=request.pk, answer="yes")


def test_the_timeline_tells_it(claire, project, odile):
    request = request_help(claire, project, odile)
    answer_help(request_id=request.pk, answer="yes")
    thank_helper(by=claire, request=request)

    entries = [entry for entry in timeline_of(project) if entry.kind == "helper"]
    assert [str(entry.title) for entry in entries] == [
        "Odile Prévost est remercié(e)",
        "Odile Prévost peut aider",
        "Coup de main demandé à Odile Prévost",
    ]
    assert [entry.is_shown_to_household for entry in entries] == [False, True, False]


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"schools": ["primary"]}, {"school_head"}),
        ({"needs_health": True}, {"doctor"}),
        ({"work": "looking"}, {"employer"}),
        ({"home_wish": "rent"}, {"landlord"}),
        ({"home_wish": "rent_then_buy", "rooms": 4}, {"landlord"}),
        ({"words": "Une maison à rénover"}, {"craftsman"}),
        ({"stage": "moving", "home_wish": "buy"}, {"craftsman"}),
        ({"worries": "Un emploi pour mon conjoint"}, {"employer"}),
        ({"trade": "graphiste"}, {"neighbour"}),
        ({"languages": ["français", "English"]}, {"neighbour"}),
        ({}, set()),
    ],
)
def test_needs_of_a_project_follow_its_answers(changes, kinds):
    empty_answers = {"schools": [], "trade": "", "languages": ["Français"], "words": "", "work": ""}
    project = ProjectFactory(**{**empty_answers, "home_wish": "", **changes})

    assert {need.kind.value for need in needs_of(project)} == kinds


def test_an_open_task_is_a_need():
    project = ProjectFactory(schools=[], trade="", words="", home_wish="", needs_health=False)
    for template, done_at in (("find_doctor", None), ("find_craftsmen", timezone.now())):
        ProjectTask.objects.create(
            project=project,
            template=template,
            stage="moving",
            title="Trouver un médecin traitant",
            opened_at=project.sent_at,
            done_at=done_at,
        )

    (need,) = needs_of(project)

    assert (need.kind, need.reason) == ("doctor", "Trouver un médecin traitant")


def test_a_household_that_changes_its_mind_waits_for_nobody(
    claire, project, odile, run_tasks, new_mails
):
    request = request_help(claire, project, odile)
    person = project.adults.get(is_first=True).person
    withdraw_consent(by=person, project=project, use=ProjectConsent.Use.HELPERS)
    run_tasks()

    request.refresh_from_db()
    assert request.withdrawn_at is not None
    assert "plus besoin" in new_mails()[-1].subject


def test_closing_a_project_withdraws_its_requests(claire, project, odile, new_mails):
    request = request_help(claire, project, odile)
    erase_project(by=None, project=project)
    assert not HelpRequest.objects.filter(pk=request.pk).exists()
    assert any("plus besoin" in mail.subject for mail in new_mails())


def test_the_nearest_and_least_asked_come_first(claire, project, boitron):
    nearest_helper = HelperFactory(commune=boitron, name="A", max_per_month=9)
    busy_helper = HelperFactory(commune=boitron, name="B", max_per_month=9)
    HelpRequestFactory.create_batch(3, helper=busy_helper)
    helper_at_limit = HelperFactory(commune=boitron, name="0", max_per_month=1)
    HelpRequestFactory(helper=helper_at_limit)
    HelperFactory(commune=CommuneFactory(mortagne=True), name="trop loin", radius_km=1)
    HelperFactory(commune=boitron, is_open=False, closed_at=timezone.now())
    requested_helper = HelperFactory(commune=boitron)
    HelpRequestFactory(helper=requested_helper, project=project)

    (school_proposal,) = [
        proposal for proposal in proposals_for(project, by=claire) if proposal.need.kind == SCHOOL
    ]

    assert [helper.helper for helper in school_proposal.helpers] == [
        nearest_helper,
        busy_helper,
        helper_at_limit,
    ]
    assert [helper.has_reached_limit for helper in school_proposal.helpers] == [False, False, True]
    assert school_proposal.helpers[0].metres == 0


def test_a_neighbour_shares_the_trade_or_the_language(claire, boitron):
    project = project_that_agrees(boitron, trade="Graphiste", languages=["français", "anglais"])
    trade = HelperFactory(kind="neighbour", commune=boitron, tags=["graphiste"], name="A")
    language = HelperFactory(kind="neighbour", commune=boitron, languages=["Anglais"], name="B")
    HelperFactory(kind="neighbour", commune=boitron, tags=["boulanger"], languages=["français"])

    (school_proposal,) = [
        proposal
        for proposal in proposals_for(project, by=claire)
        if proposal.need.kind == "neighbour"
    ]

    assert [helper.helper for helper in school_proposal.helpers] == [trade, language]


@pytest.mark.parametrize("number", [1, 3])
def test_proposals_ask_the_database_as_often(
    claire, project, boitron, number, django_assert_num_queries
):
    HelperFactory.create_batch(number, commune=boitron)
    assert claire.current_mandates
    with django_assert_num_queries(4):
        assert proposals_for(project, by=claire)


def test_the_mail_is_answered_by_one_button(client, claire, project, odile):
    request = request_help(claire, project, odile)
    path = signed_action_path("welcome.help_yes", {"request": str(request.pk)})

    assert "Aider Camille et Jean" in client.get(path).content.decode()
    request.refresh_from_db()
    assert request.answer == ""
    assert "Merci" in client.post(path).content.decode()
    assert "Merci" in client.post(path).content.decode()
    request.refresh_from_db()
    assert request.answer == "yes"


def test_the_other_buttons(client, claire, project, odile):
    request = request_help(claire, project, odile)
    no_path = signed_action_path("welcome.help_no", {"request": str(request.pk)})
    assert "Pas cette fois" in client.get(no_path).content.decode()
    assert "quelqu’un d’autre" in client.post(no_path).content.decode()
    confirm_path = signed_action_path("welcome.helper_confirm", {"helper": str(odile.pk)})
    assert "Garder votre fiche" in client.get(confirm_path).content.decode()
    assert "reste au carnet" in client.post(confirm_path).content.decode()
    close = signed_action_path("welcome.helper_close", {"helper": str(odile.pk)})
    assert "Fermer votre fiche" in client.get(close).content.decode()
    assert "est fermée" in client.post(close).content.decode()
    assert "est fermée" in client.get(confirm_path).content.decode()
    HelpRequest.objects.all().delete()
    assert client.get(no_path).status_code == 410
    odile.delete()
    assert client.get(close).status_code == 410


@pytest.mark.parametrize(
    ("need", "template"),
    [
        ("school_head", "ask_schools"),
        ("doctor", "find_doctor"),
        ("craftsman", "find_craftsmen"),
    ],
)
def test_a_yes_closes_the_task_that_waited_for_it(boitron, run_tasks, need, template):
    project = project_that_agrees(boitron, answered=True)
    stage = DEFAULTS[template].stage
    if stage == "moving":
        project.commune = boitron
    project.stage = stage
    project.save()
    open_tasks(project=project)
    task = project.tasks.get(template=template)

    declined_request = HelpRequestFactory(project=project, need=need)
    answer_help(request_id=declined_request.pk, answer="no")
    run_tasks()
    task.refresh_from_db()
    assert task.is_open

    neighbour = HelpRequestFactory(project=project, need="neighbour")
    answer_help(request_id=neighbour.pk, answer="yes")
    run_tasks()
    task.refresh_from_db()
    assert task.is_open

    accepted_request = HelpRequestFactory(project=project, need=need)
    answer_help(request_id=accepted_request.pk, answer="yes")
    run_tasks()
    task.refresh_from_db()
    assert (task.is_open, task.done_by) == (False, None)
