"""The sheet of a commune: two pages whatever its name, public figures without a mandate."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from bocage.evidence.operations.snapshots import count_night
from bocage.people.models import Role
from bocage.territory.models import Commune, FormerCommune
from tests.evidence.pdfs import is_accessible, words_of
from tests.evidence.settled_households import add_settled_household
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset({"settled_households", "settled_people", "settled_jobs"})

NIGHT = date(2026, 6, 20)


@pytest.fixture
def counted_night(boitron):
    """Three households in Boitron, which is secret; neighbours with six and twelve."""
    for trait, households in (("essay", 6), ("sees", 12), ("le_mele", 7)):
        near = CommuneFactory(epci=boitron.epci, **{trait: True})
        for _number in range(households):
            add_settled_household(near, date(2026, 5, 3))
    for _number in range(3):
        add_settled_household(boitron, date(2026, 5, 3))
    PlaceFactory(boitron=True, name="La Grange #1", status="published")
    count_night(NIGHT)
    return boitron


def sheet(client, code):
    answer = client.get(reverse("commune_sheet", args=[code]))
    assert answer.status_code == 200
    return answer.content


def pages_of(pdf):
    return len(PdfReader(BytesIO(pdf)).pages)


def test_the_sheet_is_two_accessible_pages_in_both_languages(client, counted_night):
    for language, title in (("fr", "Fiche de la commune de Boitron"), ("en", "Boitron")):
        with translation.override(language):
            pdf = sheet(client, counted_night.pk)
        assert pages_of(pdf) == 2
        assert is_accessible(pdf, language)
        assert title in PdfReader(BytesIO(pdf)).metadata.title


def test_the_public_reads_no_secret_and_the_town_hall_does(client, counted_night):
    text = words_of(sheet(client, counted_night.pk))
    assert "Ménages installés secret" in text
    assert "leur nombre reste secret" in text
    assert "La Grange #1" in text

    town_hall = ScopeFactory(of_commune=True, commune=counted_night)
    client.force_login(MandateFactory(role=Role.TOWN_HALL, scope=town_hall).person)

    text = words_of(sheet(client, counted_night.pk))
    assert "Ménages installés 3 *" in text
    assert "Emplois arrivés secret" in text
    assert "Ne le publiez pas" in text
    assert "3 ménages accompagnés se sont installés à Boitron en 2026" in text


def test_the_town_hall_beside_reads_no_secret(client, counted_night):
    essay = ScopeFactory(of_commune=True, commune=Commune.objects.get(code="61156"))
    client.force_login(MandateFactory(role=Role.TOWN_HALL, scope=essay).person)

    assert "Ménages installés secret" in words_of(sheet(client, counted_night.pk))


@pytest.mark.parametrize(
    "name",
    [
        '# *Saint* $x$ _y_ \\ "z" & <b> @ref ~ `code` // /* [a] {b}',
        '#panic("!")',
        '#read("/settings.py")',
        "L’" + "Abergement-sur-" * 5,
        "W" * 80,
        "O’Neill \u202e\u0007 \U0001f33e",
        "Châtel-œuvre-l’Évêque-ÿ",
    ],
)
def test_a_name_is_text_on_two_pages_whatever_it_is(client, boitron, name):
    Commune.objects.filter(pk=boitron.pk).update(name=name[:80])
    for number in range(6):
        PlaceFactory(
            boitron=True,
            name=f"{number} {name}"[:120],
            slug=f"lieu-{number}",
            status="published",
        )
    add_settled_household(boitron, date(2026, 5, 3))
    count_night(NIGHT)

    assert pages_of(sheet(client, boitron.pk)) == 2


def test_a_commune_without_any_figure_has_its_sheet(client, boitron):
    count_night(NIGHT)
    bare = CommuneFactory(
        code="61999", epci=None, latitude=None, longitude=None, position_source=""
    )

    pdf = sheet(client, bare.pk)

    assert pages_of(pdf) == 2
    text = words_of(pdf)
    assert "La position de la commune n’est pas connue" in text
    assert "On ne sait pas ici si la commune a un bureau partagé" not in text
    for absent in ("Aucun lieu de travail", "aucun bureau partagé", "Autour d’ici » est"):
        assert absent not in text


def test_a_commune_without_position_has_its_own_places(client, boitron):
    bare = CommuneFactory(code="61999", epci=boitron.epci, unlocated=True)
    PlaceFactory(commune=bare, name="La Grange #2")
    count_night(NIGHT)

    text = words_of(sheet(client, bare.pk))

    assert "La Grange #2 sur place" in text
    assert "le plus proche est La Grange #2 (sur place)" in text


def test_the_sheet_counts_the_communes_that_it_compares(client, counted_night):
    assert "médiane des 3 communes les plus proches" in words_of(sheet(client, counted_night.pk))


def test_a_code_of_before_leads_to_the_commune_of_today(client, boitron):
    count_night(NIGHT)
    FormerCommune.objects.create(code="61998", name="Vieux-Boitron", kind="merged", commune=boitron)

    answer = client.get(reverse("commune_sheet", args=["61998"]))

    assert answer.url == reverse("commune_sheet", args=["61051"])


@pytest.mark.parametrize("code", ["00000", "61051x", "x", "a" * 300, "6105%00", "2A0%C3%A9"])
def test_an_unknown_commune_has_no_sheet(client, boitron, code):
    count_night(NIGHT)
    assert client.get(f"/preuves/communes/{code}/fiche.pdf").status_code == 404


def test_before_the_first_night_there_is_no_sheet(client, boitron):
    answer = client.get(reverse("commune_sheet", args=[boitron.pk]))

    assert answer.status_code == 409
    assert "Aucune nuit" in text_of(answer)


def test_the_town_hall_finds_the_sheet_from_its_pages(client, counted_night):
    town_hall = ScopeFactory(of_commune=True, commune=counted_night)
    client.force_login(MandateFactory(role=Role.TOWN_HALL, scope=town_hall).person)
    sheet_url = reverse("commune_sheet", args=[counted_night.pk])

    own_page, dashboard = (
        client.get(reverse("own_commune", args=[counted_night.slug])),
        client.get(reverse("dashboard", args=["commune", counted_night.pk])),
    )

    assert sheet_url in own_page.content.decode()
    assert sheet_url in dashboard.content.decode()
