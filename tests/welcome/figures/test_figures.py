"""Figures of the welcome: values, definitions, and suppression of small counts."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone

from bocage.welcome.figures import as_published, figures_of
from bocage.welcome.models import SettlementProject
from bocage.welcome.projects.operations.projects import erase_project
from tests.housing.leads.factories import coordinator, town_hall
from tests.people.factories import EntitlementFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory, first_adult
from tests.welcome.follow_ups.factories import FollowUpFactory, moved_in
from tests.welcome.sponsors.factories import SponsorshipFactory

pytestmark = pytest.mark.django_db


def figure(name, figures=None):
    candidates = figures or figures_of(SettlementProject.objects.all())
    (figure_,) = [candidate for candidate in candidates if candidate.name == name]
    return {
        row.label: [cell.text.replace("\u00a0", " ") for cell in row.cells] for row in figure_.rows
    }


def test_projects_are_counted_where_they_stand():
    ProjectFactory()
    ProjectFactory(answered=True)
    ProjectFactory(status="paused")
    now = timezone.now()
    ProjectFactory(status="closed", closed_at=now, close_reason="elsewhere", erased_at=now)
    ProjectFactory(status="closed", closed_at=now, close_reason="merged")

    stages = figure("etapes")

    assert (stages["premier contact"], stages["projet connu"]) == (["1"], ["1"])
    assert (stages["en pause"], stages["clos"]) == (["1"], ["1"])


def test_first_answers_in_time_and_their_median():
    now = timezone.now()
    dates = {"sent_at": now - timedelta(days=9), "answer_due_at": now - timedelta(days=8)}
    ProjectFactory(answered_at=now - timedelta(days=9) + timedelta(hours=4), **dates)
    ProjectFactory(answered_at=now - timedelta(days=9) + timedelta(hours=8), **dates)
    ProjectFactory(answered_at=now - timedelta(days=1), **dates)
    ProjectFactory(**dates)
    ProjectFactory(answer_due_at=now + timedelta(hours=3))

    assert figure("premieres_reponses")["Depuis le début"] == ["4", "50 %", "8 h"]


def test_households_are_counted_where_and_when_they_settled():
    year = timezone.localdate().year
    day = timezone.localdate().replace(month=1, day=1)
    ProjectFactory(settled=True, moved_in_on=day)
    ProjectFactory(settled=True, moved_in_on=day, children_count=0, erased_at=timezone.now())

    assert figure("installations") == {f"{year} · Boitron": ["2", "6", "2"]}


def test_households_still_here_after_a_year():
    still_here = moved_in(13)
    FollowUpFactory(project=still_here, months=12, answered=True)
    SponsorshipFactory(project=still_here, ended=True)
    EntitlementFactory(person=still_here.adults.get().person)
    departed_project = moved_in(13, commune=CommuneFactory(essay=True))
    SettlementProject.objects.filter(pk=departed_project.pk).update(
        left_on=departed_project.moved_in_on + relativedelta(months=5)
    )
    left_later = moved_in(30)
    SettlementProject.objects.filter(pk=left_later.pk).update(
        left_on=left_later.moved_in_on + relativedelta(months=20)
    )
    moved_in(14)
    moved_in(2)

    at_twelve = figure("toujours_ici_12")

    assert at_twelve == {
        "Ensemble": ["67 %", "4", "1", "1"],
        "Avec un parrain ou une marraine": ["100 %", "1", "0", "0"],
        "Sans parrain ni marraine": ["50 %", "3", "1", "1"],
        "Membres du club": ["100 %", "1", "0", "0"],
        "Hors du club": ["50 %", "3", "1", "1"],
        "Boitron": ["100 %", "3", "0", "1"],
        "Essay": ["0 %", "1", "1", "0"],
    }
    assert figure("toujours_ici_24")["Ensemble"] == ["0 %", "1", "1", "0"]


def test_erased_household_leaves_figures_unchanged(run_tasks):
    of_club = moved_in(13)
    EntitlementFactory(person=of_club.adults.get().person)
    FollowUpFactory(project=of_club, months=6, answered=True)
    FollowUpFactory(project=of_club, months=12)
    sponsored = moved_in(13)
    SponsorshipFactory(project=sponsored, ended=True)
    FollowUpFactory(project=sponsored, months=12, answered=True)
    # A guest of the club is not a member yet.
    EntitlementFactory(person=sponsored.adults.get().person, as_guest=True)
    names = ("etapes", "installations", "toujours_ici_12", "suivis", "parrainages")
    figures_before = {name: figure(name) for name in names}

    for project in (of_club, sponsored):
        erase_project(by=first_adult(project), project=project)
    run_tasks()

    assert {name: figure(name) for name in names} == figures_before
    assert figures_before["suivis"] == {
        "6 mois": ["1", "100 %", "100 %", "100 %"],
        "1 an": ["2", "50 %", "100 %", "100 %"],
    }
    assert figures_before["toujours_ici_12"]["Membres du club"][1] == "1"


def test_follow_ups_and_sponsorships():
    FollowUpFactory(answered=True)
    FollowUpFactory()
    SponsorshipFactory(active=True)
    SponsorshipFactory(
        status="declined", reason="no_time", answered_at=timezone.now(), ended_at=timezone.now()
    )

    assert figure("suivis") == {"1 mois": ["2", "50 %", "100 %", "100 %"]}
    assert figure("parrainages")["Ont accepté"] == ["50 %"]
    assert figure("parrainages")["Parrainages en cours"] == ["1"]


def test_small_counts_are_not_published():
    for _number in range(5):
        ProjectFactory(status="paused")
    for _number in range(6):
        ProjectFactory()
    ProjectFactory(answered=True)
    moved_in(13)

    published_figures = as_published(figures_of(SettlementProject.objects.all()))

    assert figure("etapes", published_figures)["premier contact"] == ["6"]
    assert figure("etapes", published_figures)["projet connu"] == ["secret"]
    # Secondary suppression: if one were shown, the two single households could be computed.
    assert figure("etapes", published_figures)["en pause"] == ["secret"]
    assert figure("etapes", published_figures)["décision"] == ["0"]
    assert set(figure("installations", published_figures).popitem()[1]) == {"secret"}
    assert [figure_.chart for figure_ in published_figures if figure_.name == "installations"] == [
        None
    ]


@pytest.mark.parametrize("number", [1, 4])
def test_figures_cost_as_much_for_many(number, django_assert_num_queries):
    for _number in range(number):
        project = moved_in(13)
        FollowUpFactory(project=project, months=12, answered=True)
        SponsorshipFactory(active=True)

    with django_assert_num_queries(10):
        figures_of(SettlementProject.objects.all())


def test_page_is_for_coordinators(client):
    boitron = CommuneFactory(boitron=True)
    moved_in(13)
    moved_in(13, departement__sarthe=True)
    client.force_login(town_hall(boitron))
    assert client.get(reverse("welcome_figures")).status_code == 404

    client.force_login(coordinator(boitron))
    page = client.get(reverse("welcome_figures"))

    assert page.status_code == 200
    (settlements,) = [
        figure_ for figure_ in page.context["figures"] if figure_.name == "installations"
    ]
    assert [row.cells[0].text for row in settlements.rows] == ["1"]
    public = client.get(reverse("welcome_figures") + "?version=publique")
    assert "secret" in public.content.decode()


@pytest.mark.parametrize("name", ["welcome_figures_csv", "welcome_figures_workbook"])
def test_figures_are_downloaded(client, name):
    boitron = CommuneFactory(boitron=True)
    moved_in(13)
    client.force_login(coordinator(boitron))

    response = client.get(reverse(name) + "?version=publique")

    content = b"".join(response) if response.streaming else response.content
    assert response.status_code == 200
    assert "publique" in response["Content-Disposition"]
    if name.endswith("csv"):
        assert "Les ménages installés" in content.decode()
        assert "secret" in content.decode()
