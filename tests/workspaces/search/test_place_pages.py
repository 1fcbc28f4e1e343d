"""Finding a place and seeing one, as a browser asks for them."""

import re

import pytest
from django.urls import reverse

from bocage.workspaces.booking_rules.rules import DEFAULT_RULES
from bocage.workspaces.models import Closure, Equipment, Place, ResourceKind
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def boitron():
    place = PlaceFactory(boitron=True)
    ResourceFactory.create_batch(3, place=place)
    return place


def names(answer):
    """The places of the cards, in their order."""
    return re.findall(r'<a class="card-target"[^>]*>([^<]*)</a>', answer.content.decode())


def search(client, **query):
    return client.get(reverse("place_list"), query)


def test_the_place_with_most_room_comes_first_where_one_is_near_nowhere(client, boitron):
    ResourceFactory(place=PlaceFactory(name="À peine un poste"))
    big_place = PlaceFactory(name="Une grande halle")
    ResourceFactory.create_batch(5, place=big_place)
    answer = search(client)
    assert names(answer) == ["Une grande halle", "Télécentre de Boitron", "À peine un poste"]
    assert "du plus libre au moins libre" in text_of(answer)


def test_nearest_place_comes_first_with_its_distance(client, boitron):
    CommuneFactory(sees=True)
    far = PlaceFactory(
        name="Atelier de Flers",
        latitude=48.75,
        longitude=-0.57,
        position_source="address",
        commune=CommuneFactory(flers=True),
    )
    ResourceFactory(place=far)
    answer = search(client, commune="61464")
    assert names(answer) == ["Télécentre de Boitron", "Atelier de Flers"]
    assert "à 8 km de Sées" in text_of(answer)


def test_free_text_finds_the_commune(client, boitron):
    CommuneFactory(sees=True)
    assert "Travailler près de Sées" in text_of(search(client, **{"pres-de": "sees"}))


def test_near_me_sorts_by_the_position_given(client, boitron):
    nearest = PlaceFactory(latitude=48.43, longitude=0.09, position_source="address")
    ResourceFactory(place=nearest)
    answer = search(client, lat="48.44", lon="0.1")
    assert names(answer) == [nearest.name, "Télécentre de Boitron"]


def test_a_full_place_stands_apart_and_another_day_is_offered(client, boitron):
    for desk in boitron.resources.all():
        BookingFactory(resource=desk, period=as_range(hours(day_ahead(1), 9 * 60, 18 * 60)))
    answer = search(client, jour=day_ahead(1).isoformat())
    assert names(answer) == ["Télécentre de Boitron"]
    assert "Rien de libre demain" in text_of(answer)
    assert f"?jour={day_ahead(2)}" in answer.content.decode()


def test_a_moment_narrows_what_is_free(client, boitron):
    for desk in list(boitron.resources.all())[:2]:
        BookingFactory(resource=desk, period=as_range(morning(day_ahead(1))))
    day = day_ahead(1).isoformat()
    assert "1 poste libre" in text_of(search(client, jour=day, moment="matin"))
    assert "3 postes libres" in text_of(search(client, jour=day, moment="apres-midi"))


def test_several_people_need_as_many_desks_or_one_large_room(client, boitron):
    day = day_ahead(1).isoformat()
    assert names(search(client, jour=day, personnes="3")) == ["Télécentre de Boitron"]
    ResourceFactory(place=PlaceFactory(name="La Halle"), meeting_room=True)
    assert names(search(client, jour=day, personnes="4")) == ["La Halle"]


def test_kind_and_equipment_filter_the_places_and_their_rooms(client, boitron):
    room = ResourceFactory(
        place=PlaceFactory(name="La Halle"), meeting_room=True, equipment=[Equipment.SCREEN]
    )
    assert names(search(client, nature=ResourceKind.MEETING_ROOM)) == [room.place.name]
    assert names(search(client, equipement=Equipment.SCREEN)) == [room.place.name]
    assert names(search(client, equipement=Equipment.PARKING)) == []
    Place.objects.filter(pk=boitron.pk).update(accessibility=["wheelchair"])
    assert names(search(client, equipement="wheelchair")) == ["Télécentre de Boitron"]


def test_drafts_and_places_without_anything_to_book_are_not_listed(client, boitron):
    ResourceFactory(place=PlaceFactory(status=Place.Status.DRAFT))
    PlaceFactory()
    assert names(search(client)) == ["Télécentre de Boitron"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"lat": "nan", "lon": "0"}, "La position n’a pas été comprise"),
        ({"lat": "1e400", "lon": "1"}, "La position n’a pas été comprise"),
        ({"lat": "91", "lon": "0"}, "La position n’a pas été comprise"),
        ({"jour": "2026-02-30"}, "Le jour demandé n’existe pas"),
        ({"jour": "0001-01-01"}, "Ce jour est passé"),
        ({"commune": "99999"}, "Cette commune est inconnue"),
        ({"commune": "x" * 5000}, "Cette commune est inconnue"),
        ({"pres-de": "Zzyzx"}, "Aucune commune ne s’appelle « Zzyzx »"),
        ({"pres-de": "a" * 5000}, "Le nom de commune est trop long"),
        ({"pres-de": "\x00"}, "laissé de côté"),
        ({"personnes": "9" * 400}, "Le nombre de personnes n’a pas été compris"),
        ({"personnes": "-1"}, "Le nombre de personnes n’a pas été compris"),
        ({"moment": "minuit"}, "Un critère inconnu"),
        ({"nature": "' OR 1=1"}, "Un critère inconnu"),
        ({"equipement": "jacuzzi"}, "Un critère inconnu"),
    ],
)
def test_invalid_criteria_are_reported_and_ignored(client, boitron, query, sentence):
    answer = search(client, **query)
    assert answer.status_code == 200
    assert sentence in text_of(answer)
    assert names(answer) == ["Télécentre de Boitron"]


@pytest.mark.parametrize("query", [{"jour": "9999-12-31"}, {"page": "10" * 40}, {"page": "x"}])
def test_far_days_and_wild_pages_are_answered(client, boitron, query):
    assert search(client, **query).status_code == 200


@pytest.mark.parametrize("places", [1, 5])
def test_the_list_asks_the_database_as_often_for_one_place_as_for_five(
    client, django_assert_num_queries, places
):
    CommuneFactory(sees=True)
    for _number in range(places):
        place = PlaceFactory(latitude=48.5, longitude=0.2, position_source="address")
        BookingFactory(resource=ResourceFactory(place=place))
    # The commune, the places, their photos, then resources, rules, prices, exceptions, closures
    # and house rules of the plans that are new to this process, and the holds of the day.
    with django_assert_num_queries(12):
        search(client, commune="61464", jour=day_ahead(1).isoformat())
    with django_assert_num_queries(4):
        search(client, commune="61464", jour=day_ahead(1).isoformat())


def test_the_fragment_is_the_part_of_the_page(client, boitron):
    address = reverse("place_list") + f"?jour={day_ahead(1)}"
    fragment = client.get(address, headers=HTMX).content.decode().strip()
    assert fragment.startswith('<section id="resultats"')
    assert _without_blanks(fragment) in _without_blanks(client.get(address).content.decode())


def _without_blanks(html):
    html = re.sub(r'name="(csrfmiddlewaretoken|cle)" value="[^"]*"', "", html)
    return re.sub(r"\s+", "", html)


def test_english_pages_are_in_english(client, boitron):
    answer = client.get("/en/travailler/")
    assert "Find where to work" in text_of(answer)
    assert "3 free desks" in text_of(client.get(f"/en/travailler/?jour={day_ahead(1)}"))


# ---- One place


def test_the_page_tells_the_place_and_who_shows_their_name(client, boitron):
    CommuneFactory(sees=True)
    boitron.description = "Six postes au calme."
    boitron.save()
    HostFactory(of=boitron, name="Agathe Noyer", shows_name_to_others=True)
    HostFactory(of=boitron, name="Maël Caché", shows_name_to_others=False)
    text = text_of(client.get(boitron.get_absolute_url()))
    assert "Six postes au calme." in text
    assert "Agathe Noyer" in text
    assert "Maël Caché" not in text
    assert "à 8 km de Sées" in text


def test_coming_closures_are_listed(client, boitron):
    Closure.objects.create(place=boitron, period=as_range(day_ahead(3)), reason="travaux")
    assert "fermé (travaux)" in text_of(client.get(boitron.get_absolute_url()))


def test_the_panel_keeps_the_day_and_the_moment_of_the_address(client, boitron):
    day = day_ahead(2)
    answer = client.get(boitron.get_absolute_url(), {"jour": day, "moment": "apres-midi"})
    html = answer.content.decode()
    assert f'name="jour" value="{day}"' in html
    assert 'name="moment" value="apres-midi"' in html
    assert "3 sur 3" in text_of(answer)


def test_the_panel_counts_what_is_left_and_names_what_is_taken(client, boitron):
    room = ResourceFactory(place=boitron, meeting_room=True)
    day = day_ahead(1)
    BookingFactory(resource=boitron.resources.first(), period=as_range(morning(day)))
    BookingFactory(resource=room, period=as_range(hours(day, 10 * 60, 11 * 60)))
    text = text_of(client.get(boitron.get_absolute_url(), {"jour": day, "moment": "matin"}))
    assert "2 sur 3" in text
    assert "prise à 10 h" in text


def test_hours_are_chosen_and_wrong_ones_get_a_sentence(client, boitron):
    wish = {"jour": day_ahead(1), "moment": "heures", "de": "09:30", "a": "11:00"}
    html = client.get(boitron.get_absolute_url(), wish).content.decode()
    assert '<input type="hidden" name="de" value="09:30">' in html
    page = client.get(boitron.get_absolute_url(), wish | {"a": "23:00"})
    assert "Le lieu n’est pas ouvert à ces heures" in text_of(page)
    assert 'name="cle"' not in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"jour": "2026-02-30"},
        {"jour": "9999-12-31", "moment": "heures", "de": "25:00", "a": "zz"},
        {"jour": "0001-01-01"},
        {"jour": "1850-01-01"},
        {"moment": "heures", "de": "24:00"},
        {"moment": "heures", "de": "23:59", "a": "00:00"},
        {"espace": "x" * 9000, "personnes": "9" * 99},
        {"espace": "00000000-0000-0000-0000-000000000000"},
        {"espace": "\x00", "moment": "\x00"},
    ],
)
def test_a_wild_address_still_shows_the_place(client, boitron, query):
    assert client.get(boitron.get_absolute_url(), query).status_code == 200


def test_day_too_far_ahead_has_the_last_possible_day(client, boitron):
    far = day_ahead(DEFAULT_RULES.horizon_days + 1)
    text = text_of(client.get(boitron.get_absolute_url(), {"jour": far}))
    assert "C’est trop loin : ce lieu se réserve jusqu’au" in text


@pytest.mark.parametrize("desks", [1, 6])
def test_the_page_asks_the_database_as_often_for_one_desk_as_for_six(
    client, django_assert_num_queries, desks
):
    place = PlaceFactory(boitron=True)
    for desk in ResourceFactory.create_batch(desks, place=place):
        BookingFactory(resource=desk)
    client.get(place.get_absolute_url())
    # The place with its commune, the holds, the hosts, the town near, the photos.
    with django_assert_num_queries(5):
        client.get(place.get_absolute_url())
    with django_assert_num_queries(2):
        client.get(place.get_absolute_url(), headers=HTMX)


def test_the_panel_for_htmx_is_the_part_of_the_page(client, boitron):
    address = boitron.get_absolute_url() + f"?jour={day_ahead(1)}&moment=matin"
    fragment = client.get(address, headers=HTMX).content.decode().strip()
    assert fragment.startswith('<section id="reserver"')
    assert _without_blanks(fragment) in _without_blanks(client.get(address).content.decode())


def test_a_draft_is_seen_by_its_hosts_alone(client):
    place = PlaceFactory(status=Place.Status.DRAFT)
    ResourceFactory(place=place)
    assert client.get(place.get_absolute_url()).status_code == 404
    client.force_login(PersonFactory())
    assert client.get(place.get_absolute_url()).status_code == 404
    client.force_login(HostFactory(of=place))
    assert "en préparation" in text_of(client.get(place.get_absolute_url()))


def test_place_closed_for_good_has_a_sentence(client):
    place = PlaceFactory(status=Place.Status.CLOSED)
    answer = client.get(place.get_absolute_url())
    assert answer.status_code == 410
    assert "Ce lieu a fermé ses portes" in text_of(answer)


def test_a_place_without_hours_has_no_panel_to_send(client):
    place = PlaceFactory(hours={})
    ResourceFactory(place=place)
    assert "n’a pas d’heures d’ouverture" in text_of(client.get(place.get_absolute_url()))


def test_an_unknown_place_is_not_found(client):
    assert client.get("/travailler/nulle-part/").status_code == 404


def test_only_reading_is_allowed(client, boitron):
    assert client.post(boitron.get_absolute_url()).status_code == 405


def test_a_pin_carries_the_number_of_its_card(client, boitron):
    ResourceFactory(place=PlaceFactory(name="Sans position"))
    answer = search(client)
    cards = dict(
        zip(
            names(answer),
            map(int, re.findall(r'class="place-number"[^>]*>(\d+)<', answer.content.decode())),
            strict=True,
        )
    )
    assert sorted(cards.values()) == [1, 2]
    assert [(pin["name"], pin["number"]) for pin in answer.context["pins"]] == [
        ("Télécentre de Boitron", cards["Télécentre de Boitron"])
    ]
