"""Finding a home and seeing one, as a browser asks for them."""

import io
import json
import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from bocage.housing.models import (
    DwellingAlias,
    Listing,
    ListingPhoto,
    ListingPrice,
    Offer,
    PositionPrecision,
)
from bocage.people.models import Role
from bocage.territory.models import CommuneFact
from tests.housing.factories import DwellingFactory, ListingFactory, SourceFactory
from tests.pages.page_text import marks_of, text_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
NARROW = " "


def titles(answer):
    """The homes of the cards, in their order."""
    return re.findall(r'<a class="card-target"[^>]*>([^<]*)</a>', answer.content.decode())


def search(client, **query):
    return client.get(reverse("home_list"), query)


@pytest.fixture
def home():
    boitron = CommuneFactory(boitron=True)
    return DwellingFactory(commune=boitron, title="Longère au calme")


@pytest.fixture
def photo(home, settings, tmp_path):
    """Returns a stored photo of the home, already read."""
    settings.MEDIA_ROOT = tmp_path
    photo = ListingPhoto(
        listing=listed(home), position=1, state=ListingPhoto.State.READ, caption="La cour"
    )
    picture = io.BytesIO()
    Image.new("RGB", (64, 48), "#7ba05b").save(picture, "WEBP")
    photo.image.save("0a1b2c.webp", ContentFile(picture.getvalue()))
    ListingPhoto.objects.filter(pk=photo.pk).update(width=64, height=48)
    return photo


def test_a_photo_is_shown_in_the_list_and_on_the_page_and_browsers_keep_it(client, home, photo):
    address = photo.get_absolute_url()

    file = client.get(address)

    assert f'src="{address}"' in search(client).content.decode()
    page = client.get(home.get_absolute_url()).content.decode()
    assert f'<img src="{address}"' in page
    assert 'alt="La cour"' in page
    assert 'width="64" height="48"' in page
    assert (file.status_code, file["Content-Type"]) == (200, "image/webp")
    assert "immutable" in file["Cache-Control"]
    with Image.open(io.BytesIO(file.getvalue())) as read:
        assert read.size == (64, 48)


def test_coordinators_are_led_to_the_listings_of_a_home_and_nobody_else(client, home):
    listed(home)
    address = reverse("dwelling_listings", args=[home.pk])
    departement = home.commune.departement
    mortagne = CommuneFactory(mortagne=True)

    def shown_to(person):
        client.force_login(person)
        return address in client.get(home.get_absolute_url()).content.decode()

    assert address not in client.get(home.get_absolute_url()).content.decode()
    assert not shown_to(PersonFactory())
    of_another = ScopeFactory(of_commune=True, commune=mortagne)
    assert not shown_to(MandateFactory(role=Role.TOWN_HALL, scope=of_another).person)
    scope = ScopeFactory(of_departement=True, departement=departement)
    assert shown_to(MandateFactory(role=Role.COORDINATOR, scope=scope).person)
    assert client.get(address).status_code == 200


def test_a_photo_is_read_without_a_query_and_what_is_none_is_not_found(
    client, photo, django_assert_num_queries
):
    with django_assert_num_queries(0):
        client.get(photo.get_absolute_url()).close()
        assert client.get(reverse("home_photo", args=["autre"])).status_code == 404


def listed(home, **values):
    listing = ListingFactory(dwelling=home, commune=home.commune, **values)
    ListingPrice.objects.create(
        listing=listing, since=listing.first_seen_at, price_eur=listing.price_eur
    )
    return listing


def test_a_card_says_what_a_household_asks_first(client, home):
    home.previous_price_eur = 185_600
    home.price_changed_at = timezone.now() - timedelta(days=2)
    home.has_fibre = True
    home.save()
    listed(home)
    listed(home)
    text = text_of(search(client))
    for sentence in (
        f"180{NARROW}000 €",
        "120 m²",
        "5 pièces",
        f"terrain 1{NARROW}200 m²",
        "Boitron",
        "baisse de 3 % il y a 2 jours",
        "nouveau",
        "confirmé à l’instant",
        "2 agences",
        "fibre",
    ):
        assert sentence in text, sentence


def test_a_rent_is_by_the_month(client):
    DwellingFactory(offer=Offer.RENTAL, price_eur=650)
    assert "650 € par mois" in text_of(search(client, offre="location"))


def test_the_page_keeps_the_search_of_its_address(client, home):
    answer = search(client, **{"commune": "61051", "prix-max": "200000", "bien": "maison"})
    page = marks_of(answer)
    assert 'value="200000"' in page
    assert "Se loger près de Boitron" in text_of(answer)
    assert re.search(r'value="maison" checked', page)
    assert not re.search(r'value="appartement" checked', page)


def test_htmx_gets_the_results_alone(client, home):
    page = client.get(reverse("home_list"), headers=HTMX).content.decode()
    assert page.lstrip().startswith('<section id="resultats"')
    assert "Longère au calme" in page


def test_what_was_not_understood_is_reported(client, home):
    answer = search(client, **{"prix-max": "beaucoup"})
    assert "Un prix n’a pas été compris" in text_of(answer)
    assert titles(answer) == ["Longère au calme"]


def test_an_empty_search_leads_on(client, home):
    answer = search(client, **{"prix-max": "1000"})
    assert "Aucun logement ne réunit tout cela" in text_of(answer)
    assert "Sans limite de prix" in text_of(answer)


def test_words_of_an_address_are_escaped(client):
    page = search(client, mots="<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("homes", [1, 20])
def test_the_list_costs_the_same_however_long(client, django_assert_num_queries, homes):
    for home in DwellingFactory.create_batch(homes):
        listed(home)
    client.get(reverse("home_list"))
    with django_assert_num_queries(3):
        client.get(reverse("home_list"))


def test_the_page_of_a_home_says_everything(client, home):
    agency = SourceFactory(name="Agence des Tilleuls")
    listed(home, source=agency, fees_eur=9_000, contact_phone="02 33 00 00 09", energy_kwh=210)
    text = text_of(client.get(home.get_absolute_url()))
    for sentence in (
        "Longère au calme",
        "Agence des Tilleuls",
        f"honoraires 9{NARROW}000 €",
        "02 33 00 00 09",
        "depuis 3 jours",
        f"1{NARROW}500 € le m²",
        "Taxe foncière",
        "inconnu",
    ):
        assert sentence in text, sentence


def test_prices_over_time_are_drawn_and_shown_in_a_table(client, home):
    listing = listed(home)
    ListingPrice.objects.create(
        listing=listing, since=timezone.now() - timedelta(days=1), price_eur=171_000
    )
    answer = client.get(home.get_absolute_url())
    assert b'class="price-line"' in answer.content
    assert "-5,0 %" in text_of(answer).replace("−", "-").replace("-5,0 %", "-5,0 %")


def test_the_reader_changes_the_loan(client, home):
    url = home.get_absolute_url()
    answer = client.get(url, {"apport": "94 400", "taux": "0", "duree": "10"})
    # 180,000 and 8 % of costs, less the deposit: 100,000 over 120 months.
    # The property tax is not known, so that this is not the whole.
    assert "au moins 833 €" in text_of(answer)


@pytest.mark.parametrize("query", ["taux=x&duree=-3&apport=1e99", "taux=1e300", "duree=99999"])
def test_assumptions_that_make_no_sense_are_left_aside(client, home, query):
    usual = text_of(client.get(home.get_absolute_url()))
    assert text_of(client.get(f"{home.get_absolute_url()}?{query}")) == usual


def test_facts_around_are_shown_with_their_source(client, home):
    PlaceFactory(boitron=True)
    CommuneFact.objects.create(
        commune=home.commune,
        kind=CommuneFact.Kind.NEAREST_STATION,
        value=12,
        detail="Surdon",
        source="SNCF",
        dated_on="2026-01-01",
    )
    text = text_of(client.get(home.get_absolute_url()))
    assert "Télécentre de Boitron" in text
    assert "Surdon, 12 km (SNCF, 1er janvier 2026)" in text.replace(" ", " ")


def test_an_exact_address_is_never_shown_exactly(client, home):
    home.latitude, home.longitude = 48.578331, 0.283615
    home.position_precision = PositionPrecision.ADDRESS
    home.save()
    page = client.get(home.get_absolute_url()).content.decode()
    assert "48.578" in page
    assert "48.5783" not in page
    listing = search(client).content.decode()
    assert "48.5783" not in listing


def test_search_engines_read_what_it_is(client, home):
    home.title = "</script><script>alert(1)</script>"
    home.save()
    page = client.get(home.get_absolute_url()).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert block
    read = json.loads(block[1])
    assert (read["@type"], read["offers"]["price"]) == ("RealEstateListing", 180_000)
    assert "<script>alert" not in page


def test_a_home_that_went_stays_readable_for_a_while(client, home):
    home.is_on_the_market, home.gone_at = False, timezone.now() - timedelta(days=2)
    home.save()
    listed(home, status=Listing.Status.SOLD, gone_at=home.gone_at)
    answer = client.get(home.get_absolute_url())
    assert answer.status_code == 200
    assert "Ce logement est parti le" in text_of(answer)
    assert b'content="noindex"' in answer.content
    home.gone_at = timezone.now() - timedelta(days=91)
    home.save()
    assert client.get(home.get_absolute_url()).status_code == 410


def test_no_home_no_page(client):
    assert client.get("/se-loger/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_the_address_of_a_home_that_was_merged_into_another_leads_there(client, home):
    old = "01900000-0000-7000-8000-000000000001"
    DwellingAlias.objects.create(old_id=old, dwelling=home, since=timezone.now())
    answer = client.get(f"/se-loger/{old}/")
    assert (answer.status_code, answer.url) == (301, home.get_absolute_url())


@pytest.mark.parametrize("listings", [1, 4])
def test_the_page_costs_the_same_however_many_offer_it(
    client, django_assert_num_queries, home, listings
):
    DwellingFactory(commune=home.commune)
    for _number in range(listings):
        listed(home)
    client.get(home.get_absolute_url())
    with django_assert_num_queries(9):
        client.get(home.get_absolute_url())
