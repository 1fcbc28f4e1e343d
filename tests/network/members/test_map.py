"""The map beside the list of members, and the card that other sites show."""

import json
import re

import pytest
from django.urls import reverse

from tests.network.factories import MemberFactory
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def pins_of(response):
    script = re.search(r'id="carte-membres"[^>]*>([^<]*)<', response.content.decode())
    return json.loads(script[1]) if script else []


def test_the_map_tells_communes_and_whom_the_list_names(client):
    boitron, sees = CommuneFactory(boitron=True), CommuneFactory(sees=True)
    nadia = MemberFactory(public=True, person__name="Nadia", commune=boitron)
    for name in ("Yann", "Inès"):
        MemberFactory(public=True, person__name=name, commune=sees)
    MemberFactory(
        commune=boitron, person__name="N’a qu’un nom", public_fields=["name"], members_fields=[]
    )
    MemberFactory(commune=CommuneFactory(flers=True), person__name="Caché")

    pins = {pin["name"]: pin for pin in pins_of(client.get(reverse("member_list")))}

    assert set(pins) == {"Boitron", "Sées"}
    assert (pins["Boitron"]["latitude"], pins["Boitron"]["longitude"]) == (
        boitron.latitude, boitron.longitude,
    )  # fmt: skip
    assert (pins["Boitron"]["detail"], pins["Boitron"]["url"]) == (
        "Nadia",
        nadia.get_absolute_url(),
    )
    assert sorted(pins["Sées"]["detail"].split(", ")) == ["Inès", "Yann"]
    assert {pin["number"] for pin in pins.values()} == {1, 2}


def test_no_map_stands_without_its_list(client):
    MemberFactory(public_fields=["name"], members_fields=[])

    page = client.get(reverse("member_list"))

    assert "place-map" not in page.content.decode()


def test_the_card_is_framed_by_any_site_and_shows_what_everybody_sees(client):
    member = MemberFactory(
        person__name="Nadia Prigent",
        person__phone="+33612345678",
        headline="</h1><script>alert(1)</script>",
        presentation="Réservé aux membres",
        public_fields=["name", "headline", "skills"],
        members_fields=["presentation"],
        skills=["Graphiste"],
    )
    client.force_login(member.person)
    address = reverse("member_embed", args=[member.pk])

    response = client.get(address)

    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'self'" in policy
    assert "X-Frame-Options" not in response.headers
    assert "Nadia Prigent" in text_of(response)
    assert "Graphiste" in text_of(response)
    assert "<script>alert" not in response.content.decode()
    assert member.commune.name not in text_of(response)
    page_headers = client.get(member.get_absolute_url()).headers
    assert "frame-ancestors 'none'" in page_headers["Content-Security-Policy"]
    snippet = client.get(reverse("own_membership")).content.decode()
    assert f"&lt;iframe src=&quot;http://testserver{address}&quot;" in snippet


def test_only_public_members_have_a_card(client):
    hidden = MemberFactory()
    former_member = MemberFactory(public=True, status="left")

    for member in (hidden, former_member):
        assert client.get(reverse("member_embed", args=[member.pk])).status_code == 404
    client.force_login(hidden.person)
    assert "iframe" not in client.get(reverse("own_membership")).content.decode()
