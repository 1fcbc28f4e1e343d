"""Assets on pages: those that their managers work on, and those that anybody sees."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from bocage.outreach.assets.editorial_blocks import AssetsBlock, assets_on_show
from bocage.outreach.assets.operations.assets import publish_asset, withdraw_asset
from bocage.outreach.editorial.operations.site import open_site
from bocage.outreach.editorial.page_cache import clear_page_cache
from bocage.outreach.models import Asset, HomePage, LandingPage
from bocage.people.models import Person
from tests.outreach.assets.factories import AssetFactory, a_picture
from tests.outreach.coordination import coordinator_of
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory

pytestmark = pytest.mark.django_db

TRAIN = {
    "theme": "move",
    "title": "Le train",
    "sentence": "Deux heures, et l’on est à Paris.",
    "figure": "2 h",
    "source_name": "SNCF",
    "source_url": "https://www.sncf-connect.com",
    "dated_on": "2026-01-15",
    "shelf_life_months": "36",
}
PICTURE_FIELDS = {"picture_words": "Un train", "picture_credit": "Photo : Claire"}


@pytest.fixture(autouse=True)
def _without_cache() -> Iterator[None]:
    clear_page_cache()
    yield
    clear_page_cache()


@pytest.fixture
def manager(client: Client) -> Person:
    person = coordinator_of(DepartementFactory())
    client.force_login(person)
    return person


@pytest.mark.usefixtures("manager")
def test_an_asset_is_written_published_refreshed_and_withdrawn(client: Client) -> None:
    answer = client.post(reverse("asset_add"), TRAIN)
    asset = Asset.objects.get()
    assert answer.url == asset.get_absolute_url()
    assert client.post(reverse("asset_publish", args=[asset.pk])).url == answer.url
    assert "Publié" in text_of(client.get(answer.url))
    refreshed = {"figure": "1 h 55", "dated_on": "2026-06-01"}
    assert client.post(reverse("asset_refresh", args=[asset.pk]), refreshed).status_code == 302
    text = text_of(client.get(answer.url))
    assert "1 h 55" in text
    assert "2 h" in text
    assert "1 h 55" in text_of(client.get(reverse("public_assets")))
    change = reverse("asset_change", args=[asset.pk])
    assert "Deux heures" in client.get(change).content.decode()
    changed = {
        **TRAIN,
        **refreshed,
        "title": "Le train, direct",
        "image": a_picture(),
        "picture_words": "Un train",
        "picture_credit": "Photo : Claire",
        "is_for_press": "on",
        "picture_use": "Libre",
    }
    assert client.post(change, changed).status_code == 302
    assert "Photo : Claire" in client.get(reverse("public_assets")).content.decode()
    client.post(reverse("asset_picture_remove", args=[asset.pk]))
    client.post(reverse("asset_withdraw", args=[asset.pk]))
    asset.refresh_from_db()
    assert (asset.state, asset.title, asset.picture) == ("withdrawn", "Le train, direct", None)
    assert "Le train" not in client.get(reverse("public_assets")).content.decode()


@pytest.mark.usefixtures("manager")
def test_hostile_empty_and_late_forms_are_refused_with_what_was_typed(client: Client) -> None:
    AssetFactory(title="La fibre")
    hostile = "<script>alert(1)</script>"
    for fields, words in (
        ({}, "obligatoire"),
        ({"title": "la FIBRE"}, "porte déjà ce titre"),
        ({"title": "x" * 5000}, "120"),
        ({"theme": "pirate"}, "choix"),
        ({"title": hostile, "source_url": "javascript:alert(1)"}, "URL"),
        ({"source_url": "ftp://x.example/"}, "https://"),
        ({"dated_on": "9999-12-31"}, "à venir"),
        ({"dated_on": "31/02/2026"}, "date"),
        ({"shelf_life_months": "9" * 30}, "120"),
        ({"live_indicator": "open_this_week"}, "Choisissez"),
        ({"live_indicator": "__class__"}, "choix"),
        ({"commune": "Nulle part du tout"}, "Aucune commune"),
        ({"place": "0; DROP TABLE"}, "choix"),
        ({"title": "a\0b"}, "nul"),
        ({**PICTURE_FIELDS, "image": SimpleUploadedFile("x.png", b"PK\3\4")}, "photo"),
    ):
        form = {**TRAIN, **fields} if fields else {}
        answer = client.post(reverse("asset_add"), form)
        page = answer.content.decode()
        assert (answer.status_code, words in page) == (422, True), (fields, text_of(answer))
        assert hostile not in page
    assert Asset.objects.count() == 1
    address = reverse("asset_list")
    assert client.get(f"{address}?theme=x&lieu=l-zz&etat=%00&page=-3").status_code == 200
    for choice in ("l-zz", "c-%00", "i-1", "tout", "x"):
        assert client.get(f"{reverse('public_assets')}?lieu={choice}").status_code == 200
        assert client.get(f"{address}?lieu={choice}").status_code == 200


def test_what_lacks_a_source_says_so_and_has_no_button_to_publish(
    client: Client, manager: Person
) -> None:
    asset = AssetFactory(draft=True, source_name="")
    page = client.get(asset.get_absolute_url())
    assert "Sans source" in text_of(page)
    publish = reverse("asset_publish", args=[asset.pk])
    assert publish not in page.content.decode()
    refused = client.post(publish, follow=True)
    assert "complétez-le" in text_of(refused)
    AssetFactory(title="Vieilli", aged=True)
    narrowed = text_of(client.get(reverse("asset_list") + "?a-rafraichir=on"))
    assert "Vieilli" in narrowed
    assert "Chiffre trop ancien" in narrowed
    assert "Un atout a un chiffre trop ancien" in text_of(client.get(reverse("espace")))
    assert manager.has_perm("outreach.manage_assets")


def test_strangers_find_nothing(client: Client) -> None:
    asset = AssetFactory()
    for person in (PersonFactory(), coordinator_of(DepartementFactory(sarthe=True))):
        client.force_login(person)
        for name in ("asset_detail", "asset_change"):
            assert client.get(reverse(name, args=[asset.pk])).status_code == 404
        for name in ("asset_publish", "asset_withdraw", "asset_refresh", "asset_picture_remove"):
            assert client.post(reverse(name, args=[asset.pk])).status_code == 404


@pytest.mark.usefixtures("manager")
def test_lists_ask_as_much_for_three_as_for_one(
    client: Client, django_assert_num_queries: Any
) -> None:
    boitron = CommuneFactory(boitron=True)
    pages = [
        (reverse("asset_list"), 7),
        (reverse("public_assets") + "?theme=work", 5),
        (reverse("press") + "?x=1", 12),
    ]

    def one_more(number: int) -> None:
        form = {
            **TRAIN,
            "theme": "work",
            "title": f"Le train {number}",
            "image": a_picture(),
            "picture_words": "Un train",
            "picture_credit": "Photo",
            "commune": boitron.name,
            "is_for_press": "on",
            "picture_use": "Libre",
        }
        client.post(reverse("asset_add"), form)
        publish = Asset.objects.get(title=f"Le train {number}")
        client.post(reverse("asset_publish", args=[publish.pk]))
        for address, _count in pages:
            client.get(address)  # Its pictures are made.

    one_more(1)
    for address, count in pages:
        with django_assert_num_queries(count):
            client.get(address)
    one_more(2)
    one_more(3)
    for address, count in pages:
        with django_assert_num_queries(count):
            client.get(address)


def test_anybody_sees_each_figure_with_its_source_and_its_date(client: Client) -> None:
    boitron = CommuneFactory(boitron=True)
    AssetFactory(title="La fibre", title_en="Fibre", sentence_en="One works from anywhere.")
    AssetFactory(title="Le train", theme="move", commune=boitron)
    AssetFactory(title="Vieilli", aged=True)
    AssetFactory(title="Brouillon", draft=True)
    AssetFactory(title="Sans lieu ouvert", live=True)
    page = client.get(reverse("public_assets"))
    text = text_of(page)
    for words in ("La fibre", "94 %", "Source : Arcep", "mis à jour au", "Le train", "Boitron"):
        assert words in text.replace("\u00a0", " ").replace("\u202f", " ")
    for hidden in ("Vieilli", "Brouillon", "Sans lieu ouvert"):
        assert hidden not in text
    assert 'href="https://www.arcep.fr/carte"' in page.content.decode()
    assert "La fibre" not in text_of(client.get(reverse("public_assets") + "?theme=move"))
    of_boitron = text_of(client.get(reverse("public_assets") + f"?lieu=c-{boitron.pk}"))
    assert "Le train" in of_boitron
    assert "La fibre" not in of_boitron
    english = client.get("/en/atouts/").content.decode()
    assert "Fibre" in english
    assert 'lang="fr">Le train' in english
    commune = text_of(client.get(f"/communes/{boitron.slug}/"))
    assert commune.index("Le train") < commune.index("La fibre")
    assert "Vieilli" not in commune


def test_a_block_shows_what_is_on_show_and_says_nothing_when_there_is_none(
    client: Client,
) -> None:
    open_site(by=None)
    boitron = CommuneFactory(boitron=True)
    by = coordinator_of(boitron.departement)
    picked = AssetFactory(title="Choisi", commune=boitron)
    AssetFactory(title="De nature", theme="nature")
    AssetFactory(title="Ailleurs", commune=CommuneFactory(mortagne=True))
    assert [label for _key, label in assets_on_show()] == [
        "la nature · De nature",
        "travailler · Ailleurs",
        "travailler · Choisi",
    ]
    home = HomePage.objects.get(locale__language_code="fr")
    usual = {"title": "Nos preuves", "picked": [], "theme": "", "commune": "", "limit": 3}
    for number, (fields, expected) in enumerate(
        (
            ({"picked": [str(picked.pk), "pirate"]}, ["Choisi"]),
            ({"theme": "nature"}, ["De nature"]),
            ({"commune": "Boitron"}, ["Choisi", "De nature"]),
            ({"commune": "Disparue"}, []),
        )
    ):
        body = [("assets", usual | fields)]
        page = LandingPage(title=f"Page {number}", slug=f"page-{number}", body=body)
        added: Page = home.add_child(instance=page)
        added.save_revision().publish()
        html = client.get(f"/page-{number}/").content.decode()
        assert [t for t in ("Choisi", "De nature", "Ailleurs") if t in html] == expected
        assert ("Nos preuves" in html) == bool(expected)
    withdraw_asset(by=by, asset=picked)
    assert "Nos preuves" not in client.get("/page-0/").content.decode()
    publish_asset(by=by, asset=picked)
    Asset.objects.filter(pk=picked.pk).update(
        dated_on=timezone.localdate() - timedelta(days=400),
        published_on=timezone.localdate() - timedelta(days=390),
    )
    clear_page_cache()
    assert "Nos preuves" not in client.get("/page-0/").content.decode()


def test_the_block_asks_as_much_for_three_as_for_one(
    django_assert_num_queries: Callable,
) -> None:
    block = AssetsBlock()
    value = block.to_python({"title": "A", "picked": [], "theme": "work", "limit": 12})
    AssetFactory()
    with django_assert_num_queries(1):
        block.get_context(value)
    AssetFactory.create_batch(2)
    with django_assert_num_queries(1):
        assert len(block.get_context(value)["cards"]) == 3
