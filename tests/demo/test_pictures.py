"""Pictures of the homes of the demo: drawn, different, and read as those of any delivery."""

import io
from itertools import combinations

import pytest
from django.utils import timezone
from PIL import Image

from bocage.demo.cast import COORDINATOR
from bocage.demo.homes import offers, pictures
from bocage.demo.homes.offers import bring_pictures, offer_homes
from bocage.demo.homes.pictures import VIEWS, photos_of_home, picture_named
from bocage.housing.deduplication.record_linkage.photos import SAME_PHOTO, difference_hash, distance
from bocage.housing.models import Dwelling, ListingPhoto, MarketFact
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import ORNE, CommuneFactory

FEW, VERY_FEW = 12, 5


def hash_of(name):
    with Image.open(io.BytesIO(picture_named(name))) as image:
        return difference_hash(image)


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_a_picture_is_known_by_its_name_alone(view):
    first, second = picture_named(f"001-{view}.png"), picture_named(f"002-{view}.png")

    assert picture_named(f"001-{view}.png") == first != second
    with Image.open(io.BytesIO(first)) as image:
        assert (image.format, image.width > image.height) == ("PNG", True)


@pytest.mark.parametrize("name", ["", "001.png", "001-cave.png", "001-facade.jpg"])
def test_another_name_is_of_no_picture(name):
    assert picture_named(name) is None


def test_every_photo_that_is_stated_is_drawn_and_says_what_it_shows():
    for number in range(40):
        for kind in ("house", "apartment"):
            for photo in photos_of_home(number, kind):
                assert photo.file_name.rpartition("-")[2].removesuffix(".png") in VIEWS
                assert photo.caption.startswith("Dessin")
    assert photos_of_home(pictures.WITHOUT_PICTURES - 1, "house") == ()


def test_no_two_homes_look_the_same_to_the_joins():
    hashes = [hash_of(f"{number:03d}-{view}.png") for number in range(FEW) for view in VIEWS]

    assert min(distance(first, second) for first, second in combinations(hashes, 2)) > SAME_PHOTO


@pytest.fixture
def offered(db, monkeypatch):
    """A demo of a few homes, two of them offered twice."""
    monkeypatch.setattr(offers, "HOMES", VERY_FEW)
    monkeypatch.setattr(offers, "SHARED", 2)
    communes = [CommuneFactory(**{name: True}) for name in sorted(ORNE)]
    departement = communes[0].departement
    scope = ScopeFactory(of_departement=True, departement=departement)
    coordinator = MandateFactory(role="coordinator", scope=scope).person
    offer_homes({COORDINATOR.email: coordinator}, departement, timezone.now())


def test_they_come_as_those_of_a_delivery_and_are_brought_once(offered):
    dwellings, facts = (
        set(Dwelling.objects.values_list("pk", flat=True)),
        MarketFact.objects.count(),
    )

    assert bring_pictures(now=timezone.now()) > VERY_FEW
    assert bring_pictures(now=timezone.now()) == 0

    photos = list(ListingPhoto.objects.all())
    assert {photo.state for photo in photos} == {ListingPhoto.State.READ}
    assert all(photo.perceptual_hash is not None for photo in photos)
    assert all(photo.image.name.endswith(".webp") and photo.caption for photo in photos)
    assert set(Dwelling.objects.values_list("pk", flat=True)) == dwellings
    assert MarketFact.objects.count() == facts


def test_an_instance_without_demo_gets_none(db):
    assert bring_pictures(now=timezone.now()) == 0
