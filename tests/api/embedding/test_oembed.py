"""oEmbed, the code to paste, and which pages have a frame."""

from html import unescape
from xml.etree import ElementTree as ET

import pytest
from django.urls import resolve, reverse

from bocage.api.embedding.code import EmbedCode
from bocage.foundation.http.embeds import Embed, embed_at, offered_pages
from tests.network.factories import MemberFactory
from tests.outreach.factories import TrackedLinkFactory
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory, ResourceFactory

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


@pytest.fixture
def boitron():
    place = PlaceFactory(boitron=True)
    ResourceFactory(place=place)
    return place


def get_oembed(client, url, **parameters):
    return client.get("/oembed", {"url": url, **parameters})


def test_a_page_tells_programs_where_to_ask(client, boitron):
    page = client.get(boitron.get_absolute_url() + "?moment=matin").content.decode()
    address = unescape(page.split('type="application/json+oembed" href="')[1].split('"')[0])

    document = client.get(address).json()

    assert document["title"] == "Réserver\u00a0: Télécentre de Boitron"
    assert (document["version"], document["type"]) == ("1.0", "rich")
    assert f'src="{SITE}/travailler/telecentre-de-boitron/encart/"' in document["html"]
    assert "oembed" not in client.get("/a-propos/").content.decode()


def test_both_formats_say_the_same(client, boitron):
    url = SITE + boitron.get_absolute_url()
    sizes = {"maxwidth": "300", "maxheight": "100"}
    answer = get_oembed(client, url, **sizes)
    xml = get_oembed(client, url, **sizes, format="xml").content
    document = ET.fromstring(xml)  # noqa: S314 - our own

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert {element.tag: element.text for element in document} == {
        name: str(value) for name, value in answer.json().items()
    }
    assert (answer.json()["width"], answer.json()["height"]) == (300, 100)
    assert 'width="300" height="100"' in answer.json()["html"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/espace/",
        "/travailler/nulle-part/",
        "https://autre.example/travailler/telecentre-de-boitron/",
        "javascript:alert(1)",
        "//testserver@autre.example/se-loger/",
        "http://[::1/se-loger/",
        "http://testserver/se-loger/" + "?a=1" * 5000,
        "\0",
        "file:///se-loger/",
    ],
)
def test_what_cannot_be_shown_elsewhere_is_not_found(client, boitron, url):
    assert get_oembed(client, url).status_code == 404


def test_a_format_that_is_not_known_is_reported(client):
    assert get_oembed(client, f"{SITE}/se-loger/", format="yaml").status_code == 501


@pytest.mark.parametrize("limit", ["1", "199", "200", "639", "641", "99999"])
def test_no_answer_is_larger_than_requested(client, boitron, limit):
    """oEmbed 1.0, 2.2 and 2.3.4.4: `maxwidth` and `maxheight` bound the answer."""
    for url in (f"{SITE}/se-loger/", SITE + boitron.get_absolute_url()):
        document = get_oembed(client, url, maxwidth=limit, maxheight=limit).json()
        assert 0 < document["width"] <= int(limit)
        assert 0 < document["height"] <= int(limit)


@pytest.mark.parametrize("limit", ["0", "9" * 400, "-5", "²", "12.5", ""])
def test_a_width_that_makes_no_sense_is_left_aside(client, limit):
    assert get_oembed(client, f"{SITE}/se-loger/", maxwidth=limit).json()["width"] == 640


@pytest.mark.parametrize(
    ("page", "frame"),
    [
        ("/se-loger/?prix-max=200000&tri=prix", "/se-loger/encart/?prix-max=200000&tri=prix"),
        ("/en/se-loger/", "/en/se-loger/encart/"),
        ("/se-loger/?prix-max=x&page=3", "/se-loger/encart/"),
        ("/club/rencontres/", "/club/rencontres/encart/"),
        (
            "/preuves/indicateurs/settled_households/",
            "/preuves/integrer/settled_households/instance/tout/",
        ),
        (
            "/preuves/indicateurs/settled_households/?commune=61051",
            "/preuves/integrer/settled_households/commune/61051/",
        ),
        (
            "/preuves/indicateurs/settled_households/?departement=61",
            "/preuves/integrer/settled_households/departement/61/",
        ),
    ],
)
def test_a_page_has_its_frame_in_its_own_language(page, frame):
    CommuneFactory(code="61051")
    embed = embed_at(SITE + page, hosts=["testserver"])
    assert embed is not None
    assert embed.path == frame


def test_a_campaign_is_found_by_its_short_address():
    link = TrackedLinkFactory()
    for address in (f"/l/{link.code}", f"/gardons-le-contact/?c={link.code}"):
        embed = embed_at(address, hosts=[])
        assert embed is not None
        assert embed.path == f"/gardons-le-contact/encart/?c={link.code}"
    assert embed_at("/l/inconnu", hosts=[]) is None


def test_a_member_who_is_not_public_has_no_frame():
    member = MemberFactory(public_fields=[])
    assert embed_at(member.get_absolute_url(), hosts=[]) is None


def test_what_is_offered_has_a_frame_that_answers(client, boitron):
    TrackedLinkFactory()
    pages = [address for _group, group_pages in offered_pages() for address, _name in group_pages]
    for page in pages:
        embed = embed_at(page, hosts=[])
        assert embed is not None, page
        assert resolve(embed.path.partition("?")[0])
    assert boitron.get_absolute_url() in pages


def test_the_code_holds_nothing_that_could_leave_its_place():
    embed = Embed(title='"><script>alert(1)</script>', path="/x/?a=\"&b='", height=300)
    code = EmbedCode(embed=embed, site=SITE, page=f"{SITE}/'\"<>")
    for markup in (code.element, code.frame):
        assert "<script>alert" not in markup
        assert markup.count("<script") == (1 if "bocage-embed" in markup else 0)


def test_the_page_builds_the_code_of_what_is_chosen(client, boitron):
    builder = reverse("embed_builder")
    assert "paraîtront ici" in text_of(client.get(builder))

    answer = client.get(
        builder,
        {
            "page": boitron.get_absolute_url(),
            "couleurs": "on",
            "liens": "#7A1F3D",
            "bouton": "#ffff00",
            "fond": "javascript:alert(1)",
        },
    )

    page = unescape(unescape(answer.content.decode()))
    assert f'<bocage-embed src="{SITE}/travailler/telecentre-de-boitron/encart/"' in page
    assert "--bocage-brand: #7a1f3d" in page
    assert "javascript:" not in page
    assert "il faut une couleur plus foncée" in text_of(answer)


def test_a_figure_is_built_for_a_commune_or_an_intercommunalite(client):
    commune = CommuneFactory()
    query = {"page": "/preuves/indicateurs/settled_households/"}

    def built(**parameters):
        return unescape(
            unescape(client.get(reverse("embed_builder"), query | parameters).content.decode())
        )

    of_commune = built(ou=commune.name)
    assert f'src="{SITE}/preuves/integrer/settled_households/commune/{commune.pk}/"' in of_commune
    assert f"({commune.name})" in of_commune
    of_epci = built(epci=commune.epci_id)
    assert f'src="{SITE}/preuves/integrer/settled_households/epci/{commune.epci_id}/"' in of_epci
    frame = client.get(f"/preuves/integrer/settled_households/epci/{commune.epci_id}/")
    assert frame.status_code == 200


@pytest.mark.parametrize("text", ["Nulle-Part-sur-Rien", "\0", "x" * 500, "<script>"])
def test_a_commune_that_is_not_known_is_reported_and_nothing_breaks(client, text):
    query = {"page": "/preuves/indicateurs/settled_households/", "ou": text}
    answer = client.get(reverse("embed_builder"), query | {"commune": "\0" * 9, "epci": "x"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_a_part_of_the_territory_that_does_not_exist_has_no_frame():
    for part in ("commune=99999", "epci=x", "departement=0", "commune=" + "9" * 500):
        assert embed_at(f"/preuves/indicateurs/settled_households/?{part}", hosts=[]) is None


def test_the_page_costs_the_same_whatever_there_is_to_show(
    client, boitron, django_assert_max_num_queries
):
    address = "/integrer/?adresse=" + boitron.get_absolute_url()
    client.get(address)
    for _number in range(2):
        with django_assert_max_num_queries(5):
            client.get(address)
        for place in PlaceFactory.create_batch(3):
            ResourceFactory(place=place)


def test_whoever_comes_from_a_page_finds_its_code(client, boitron):
    response = client.get("/integrer/", HTTP_REFERER=SITE + boitron.get_absolute_url())
    assert "telecentre-de-boitron/encart/" in response.content.decode()
    foreign = client.get("/integrer/", HTTP_REFERER="https://autre.example/se-loger/")
    assert "encart" not in foreign.content.decode()


@pytest.mark.parametrize("address", ["https://autre.example/", "x" * 9000, "a\0b", "/espace/"])
def test_an_address_that_is_not_ours_is_reported(client, address):
    answer = client.get("/integrer/", {"adresse": address})
    assert answer.status_code == 200
    assert "ne se montre pas ailleurs" in text_of(answer)
