"""Rankings and requests of `python -m bench welcome`."""

from datetime import UTC, datetime
from itertools import islice

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from bench.commands import stage
from bench.harness.stage import InstanceInUse
from bench.harness.stages.commune_facts import invented_facts, set_commune_facts_stage
from bench.harness.stages.projects import set_projects_stage
from bench.workloads.welcome import BOARDS, WISHES, board_requests, ranking_requests
from bocage.territory.models import CommuneFact
from bocage.welcome.models import ProjectMessage, SettlementProject, SuitabilityRow
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)


def test_the_same_facts_are_invented_at_each_run():
    assert list(invented_facts(["61051", "61464"])) == list(invented_facts(["61051", "61464"]))


def test_every_kind_of_wish_is_asked_with_and_without_communes_that_please():
    addresses = [
        request.decode().split(" ")[1] for request in islice(ranking_requests(["61051"]), 10)
    ]
    assert {address.partition("?")[2].partition("&proximite")[0] for address in addresses} == set(
        WISHES
    )
    assert sum("pres-de=61051" in address for address in addresses) == 4


@pytest.mark.django_db
def test_the_stage_is_a_ranking_that_the_page_shows():
    CommuneFactory(boitron=True)
    CommuneFactory(sees=True)
    stage = set_commune_facts_stage()
    assert (stage.communes, SuitabilityRow.objects.count()) == (2, 2)
    assert stage.facts == CommuneFact.objects.count() > 10
    for request in islice(ranking_requests(stage.wished), 10):
        page = Client().get(request.decode().split(" ")[1])
        assert page.status_code == 200
        assert b"suit-score" in page.content


@pytest.mark.django_db
def test_an_instance_that_has_facts_is_left_alone():
    CommuneFact.objects.create(
        commune=CommuneFactory(boitron=True),
        kind="fibre",
        value=1,
        source="Arcep",
        dated_on="2026-01-01",
    )
    with pytest.raises(CommandError):
        call_command(stage.Command(), "commune-facts")


def test_the_board_is_asked_as_its_coordinator():
    requests = [request.decode() for request in islice(board_requests("a-key", ("", "liste/")), 2)]
    assert [request.split(" ")[1] for request in requests] == [
        "/espace/accueil/",
        "/espace/accueil/liste/",
    ]
    assert all("a-key" in request for request in requests)


@pytest.mark.django_db
def test_the_board_of_the_stage_shows_projects_of_every_kind(client):
    CommuneFactory(boitron=True)
    stage = set_projects_stage(40, now=NOW)
    assert stage.projects == SettlementProject.objects.count() == 40
    assert SettlementProject.objects.filter(status="closed").exists()
    assert SettlementProject.objects.filter(stage="settled").exists()
    assert ProjectMessage.objects.count() == 80
    client.cookies[settings.SESSION_COOKIE_NAME] = stage.session
    for page in (*BOARDS, "?mots=guerin", "liste/?mots=menage12"):
        answer = client.get(f"/espace/accueil/{page}")
        assert answer.status_code == 200
        assert b"Famille " in answer.content or "visiting" in page


@pytest.mark.django_db
def test_projects_of_other_departements_are_no_line_of_the_board(client):
    CommuneFactory(boitron=True)
    CommuneFactory(departement=DepartementFactory(code="14", slug="calvados", name="Calvados"))
    stage = set_projects_stage(8, now=NOW, count_elsewhere=20)
    assert stage.projects == 28
    assert SettlementProject.objects.filter(departement="14").count() == 20
    client.cookies[settings.SESSION_COOKIE_NAME] = stage.session
    page = client.get("/espace/accueil/liste/").content.decode()
    project_keys = SettlementProject.objects.filter(departement="14").values_list("id", flat=True)
    assert not any(str(key) in page for key in project_keys)


@pytest.mark.django_db
def test_projects_are_not_loaded_where_somebody_has_an_account():
    PersonFactory()
    with pytest.raises(InstanceInUse):
        set_projects_stage(1, now=NOW)
