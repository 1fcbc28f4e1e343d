import re

import pytest
from django.template import engines
from django.urls import reverse

from bocage.territory import commune_sections
from bocage.territory.commune_sections import add_commune_section
from bocage.territory.models import CommuneOutline
from tests.foundation.registry_entries import replace_entries
from tests.territory.factories import (
    CommuneFactory,
    DepartementFactory,
    EpciFactory,
    FormerCommuneFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_section_of_other_rooms(monkeypatch):
    replace_entries(monkeypatch, commune_sections._sections, {})


def page(client, *names, **data):
    response = client.get(reverse(names[0], args=names[1:]), data)
    assert response.status_code == 200
    return response


def test_list_groups_communes_by_intercommunalite(client):
    CommuneFactory(boitron=True)
    CommuneFactory(sees=True)
    CommuneFactory(alencon=True, epci=EpciFactory(alencon=True))
    CommuneFactory(flers=True, epci=None)

    groups = page(client, "commune_list").context["groups"]

    assert [
        (str(group.epci), [commune.name for commune in group.communes]) for group in groups
    ] == [
        ("CC des Sources de l’Orne", ["Boitron", "Sées"]),
        ("CU d’Alençon", ["Alençon"]),
        ("None", ["Flers"]),
    ]


def test_communes_are_in_the_order_of_the_alphabet_whatever_their_accents(client):
    for name in ("Mortrée", "Médavy", "Échauffour", "Essay", "L’Aigle", "Laleu"):
        CommuneFactory(name=name)

    [group] = page(client, "commune_list").context["groups"]

    assert [commune.name for commune in group.communes] == [
        "Échauffour",
        "Essay",
        "L’Aigle",
        "Laleu",
        "Médavy",
        "Mortrée",
    ]


def test_list_keeps_one_intercommunalite_and_ignores_an_unknown_one(client):
    CommuneFactory(boitron=True)
    CommuneFactory(alencon=True, epci=EpciFactory(alencon=True))

    groups = page(client, "commune_list", epci="246100663").context["groups"]
    all_groups = page(client, "commune_list", epci="' or 1=1").context["groups"]

    assert [group.epci.name for group in groups] == ["CU d’Alençon"]
    assert len(all_groups) == 2


def test_list_of_several_departements_offers_the_choice(client):
    CommuneFactory(code="72181", departement=DepartementFactory(sarthe=True))
    CommuneFactory(boitron=True)

    response = page(client, "commune_list")

    assert [
        (departement.code, departement.communes_count)
        for departement in response.context["departements"]
    ] == [
        ("61", 1),
        ("72", 1),
    ]
    assert "groups" not in response.context
    assert len(page(client, "commune_list", departement="72").context["groups"]) == 1


def test_search_says_by_which_former_name_a_commune_was_found(client):
    FormerCommuneFactory(name="Nonant-le-Pin")

    response = page(client, "commune_list", q="nonant")

    assert [(line.commune.name, line.how) for line in response.context["found"]] == [
        ("Merlerault-le-Pin", "Nonant-le-Pin, commune déléguée de Merlerault-le-Pin")
    ]
    assert "Nonant-le-Pin, commune déléguée de Merlerault-le-Pin" in response.content.decode()


def test_search_without_answer_says_what_to_try(client):
    CommuneFactory(boitron=True)

    content = page(client, "commune_list", q="<script>zz").content.decode()

    assert "Aucune commune ne ressemble à « &lt;script&gt;zz »" in content


def test_instance_without_communes_has_a_sentence(client):
    assert "n’ont pas encore été importées" in page(client, "commune_list").content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_list_takes_the_same_queries_for_one_and_for_many(client, count, django_assert_num_queries):
    CommuneFactory.create_batch(count)

    with django_assert_num_queries(2):
        client.get(reverse("commune_list"))
    with django_assert_num_queries(2):
        client.get(reverse("commune_list"), {"q": "villeneuve"})


@pytest.mark.parametrize("count", [1, 12])
def test_page_takes_the_same_queries_for_one_and_for_many(client, count, django_assert_num_queries):
    commune = CommuneFactory(boitron=True)
    CommuneFactory.create_batch(count)

    with django_assert_num_queries(7):
        client.get(commune.get_absolute_url())


def test_page_says_what_the_commune_is(client):
    commune = CommuneFactory(boitron=True, edition=2026)

    content = page(client, "commune_detail", commune.slug).content.decode()

    for text in ("61500", "349", "1er janvier 2026, INSEE", "CC des Sources de l’Orne", "61051"):
        assert text in content
    assert "Même secteur" not in content


def test_communes_of_a_postcode_are_in_the_same_sector_where_no_distance_is_known(client):
    boitron = CommuneFactory(boitron=True)
    sees = CommuneFactory(sees=True, unlocated=True, latitude=None, longitude=None)
    essay = CommuneFactory(essay=True, postcodes=["61500"])
    CommuneFactory(alencon=True, unlocated=True, latitude=None, longitude=None)

    def sector(commune):
        return list(page(client, "commune_detail", commune.slug).context["same_sector"])

    assert sector(boitron) == [sees]
    assert sector(sees) == [boitron, essay]
    content = page(client, "commune_detail", sees.slug).content.decode()
    assert "Même secteur" in content
    assert " km<" not in content


def test_page_lists_neighbours_nearest_first_with_their_distance(client):
    commune = CommuneFactory(boitron=True)
    for trait in ("sees", "essay", "alencon"):
        CommuneFactory(**{trait: True})
    CommuneFactory(flers=True, unlocated=True, latitude=None, longitude=None)

    response = page(client, "commune_detail", commune.slug)

    assert [neighbour.name for neighbour in response.context["neighbours"]] == [
        "Essay",
        "Sées",
        "Alençon",
    ]
    assert re.search(r'<span class="soft">\s*5\N{NO-BREAK SPACE}km', response.content.decode())


def test_page_of_a_commune_without_position_has_a_sentence(client):
    commune = CommuneFactory(boitron=True, unlocated=True, latitude=None, longitude=None)

    content = page(client, "commune_detail", commune.slug).content.decode()

    assert "Nous ne savons pas encore où placer cette commune" in content


def test_page_draws_the_outline_of_the_commune_over_those_of_its_neighbours(client):
    commune = CommuneFactory(boitron=True)
    square = {
        "type": "Polygon",
        "coordinates": [[[0.2, 48.5], [0.3, 48.5], [0.3, 48.6], [0.2, 48.5]]],
    }
    for outlined in (commune, CommuneFactory(essay=True)):
        CommuneOutline.objects.create(
            commune=outlined, geometry=square, simplified=square, source="IGN"
        )

    shapes = page(client, "commune_detail", commune.slug).context["surroundings"].shapes

    assert [shape.here for shape in shapes] == [False, True]


def test_page_shows_the_sections_that_other_rooms_register(client, monkeypatch):
    commune = CommuneFactory(boitron=True)
    template = engines["django"].from_string("<h2>{{ title }} {{ commune.name }}</h2>")
    monkeypatch.setattr(
        commune_sections,
        "render_to_string",
        lambda _name, context, request: template.render(context, request),
    )
    for name, rank, context in (
        ("late", 20, {"title": "Lieux de"}),
        ("early", 10, {"title": "Maisons de"}),
        ("nothing", 0, None),
    ):
        add_commune_section(
            name=name,
            template=f"{name}.html",
            rank=rank,
            context=lambda _request, _commune, context=context: context,
        )

    sections = page(client, "commune_detail", commune.slug).context["sections"]

    assert sections == ["<h2>Maisons de Boitron</h2>", "<h2>Lieux de Boitron</h2>"]


def test_code_of_today_and_of_before_lead_to_the_page(client):
    commune = FormerCommuneFactory(code="61310").commune

    for code in ("61275", "61310"):
        response = client.get(reverse("commune_by_code", args=[code]))
        assert (response.status_code, response.url) == (302, commune.get_absolute_url())


def test_corsican_code_may_be_typed_in_small_letters(client):
    commune = CommuneFactory(code="2A004", departement=DepartementFactory(code="2A", slug="2a"))

    assert client.get("/communes/2a004/").url == commune.get_absolute_url()


@pytest.mark.parametrize("path", ["/communes/61999/", "/communes/nulle-part/", "/communes/6105/"])
def test_unknown_commune_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_gone_commune_leads_to_its_successor_or_says_that_it_is_gone(client):
    former = CommuneFactory(boitron=True, is_current=False, edition=2025)

    content = page(client, "commune_detail", former.slug).content.decode()
    assert "pour la dernière fois dans le découpage de 2025" in content

    successor = FormerCommuneFactory(code=former.code, name=former.name).commune
    assert client.get(former.get_absolute_url()).url == successor.get_absolute_url()


def test_pages_speak_english(client):
    commune = CommuneFactory(boitron=True, edition=2026)

    content = client.get(f"/en{commune.get_absolute_url()}").content.decode()

    assert "Around Boitron" in content
    assert "Municipal population in force on 1 January 2026, INSEE." in content
