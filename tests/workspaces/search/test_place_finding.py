"""« Où travailler ? »: what fits, what comes first, and what is proposed where nothing does."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from bocage.workspaces.models import (
    Booking,
    Equipment,
    OutsideCalendar,
    OutsideEvent,
    Resource,
    ResourceKind,
    UnmetWish,
)
from bocage.workspaces.search.place_finding import FIRST_LOOK, find_places
from bocage.workspaces.search.place_search import PlaceSearch
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db

SEES = {"latitude": 48.6, "longitude": 0.17}
NINE, TEN, NOON, SIX = 9 * 60, 10 * 60, 12 * 60, 18 * 60


def make_place(name, kilometres_north=0.0, **fields):
    """A place so many kilometres north of Sées, a degree being 111.2 km."""
    return PlaceFactory(
        name=name,
        latitude=SEES["latitude"] + kilometres_north / 111.2,
        longitude=SEES["longitude"],
        position_source="address",
        **fields,
    )


def find(**criteria):
    search = {"day": day_ahead(1), "moment": "matin"} | SEES | criteria
    return find_places(PlaceSearch(**search), now=timezone.now())


def names(results):
    return [result.place.name for result in results]


class TestWhatFits:
    def test_the_nearest_first_whatever_their_names(self):
        for kilometres in (30, 5, 12):
            ResourceFactory(place=make_place(f"À {kilometres} km", kilometres))

        assert names(find().places) == ["À 5 km", "À 12 km", "À 30 km"]

    def test_within_the_distance_asked_for(self):
        for kilometres in (9, 11):
            ResourceFactory(place=make_place(f"À {kilometres} km", kilometres))

        assert names(find(radius_km=10).places) == ["À 9 km"]

    def test_without_a_distance_the_nearest_even_if_all_are_far(self):
        ResourceFactory(place=make_place("Très loin", 300))

        assert names(find().places) == ["Très loin"]

    def test_chooses_the_smallest_room_that_is_large_enough(self):
        place = make_place("La Halle")
        for capacity in (30, 8, 12):
            ResourceFactory(place=place, kind="meeting_room", name=f"{capacity}", capacity=capacity)

        [result] = find(people=9).places

        assert (result.choice.space.capacity, result.free) == (12, 2)

    def test_takes_a_room_where_there_are_too_few_desks(self):
        place = make_place("La Halle")
        ResourceFactory.create_batch(3, place=place)
        ResourceFactory(place=place, meeting_room=True)

        assert find(people=3).places[0].kind == ResourceKind.DESK
        assert find(people=4).places[0].kind == ResourceKind.MEETING_ROOM
        assert find(people=9).places == ()

    def test_a_room_needs_the_equipment_itself_or_from_its_place(self):
        bare = ResourceFactory(place=make_place("Nue"), meeting_room=True)
        ResourceFactory(place=bare.place, equipment=[Equipment.SCREEN])
        ResourceFactory(place=make_place("Équipée", 1), meeting_room=True, equipment=["screen"])
        ResourceFactory(place=make_place("Du lieu", 2, equipment=["screen"]), meeting_room=True)

        results = find(kind="meeting_room", equipment=("screen",)).places

        assert names(results) == ["Équipée", "Du lieu"]

    @pytest.mark.parametrize(
        ("rules", "fits"),
        [
            ({"horizon_days": 1}, True),
            ({"notice_minutes": 3 * 24 * 60}, False),
            ({"maximum_minutes": 60}, False),
            ({"minimum_minutes": 240}, False),
            ({"audience": "hosts"}, False),
            ({"needs_approval": True}, True),
        ],
    )
    def test_the_rules_of_the_resource_apply(self, rules, fits):
        ResourceFactory(place=make_place("La Halle"), meeting_room=True, rules=rules)

        assert bool(find(kind="meeting_room").places) is fits

    def test_spaces_on_request_are_marked(self):
        ResourceFactory(
            place=make_place("La Halle"), meeting_room=True, rules={"needs_approval": True}
        )

        assert find(kind="meeting_room").places[0].choice.needs_acceptance

    def test_hours_are_looked_for_as_they_are(self):
        room = ResourceFactory(place=make_place("La Halle"), meeting_room=True)
        BookingFactory(resource=room, period=as_range(hours(day_ahead(1), NINE, TEN)))
        search = {"kind": "meeting_room", "moment": "heures"}

        assert names(find(**search, starts=TEN, ends=NOON).places) == ["La Halle"]
        assert find(**search, starts=NINE, ends=NOON).places == ()
        assert find(**search, starts=TEN, ends=23 * 60).places == ()

    def test_a_booking_a_closure_a_part_and_an_outside_calendar_take_a_room(self):
        for name in ("Libre", "Réservée", "Fermée", "Divisée", "Ailleurs"):
            ResourceFactory(place=make_place(name), meeting_room=True)
        rooms = {
            resource.place.name: resource for resource in Resource.objects.select_related("place")
        }
        BookingFactory(resource=rooms["Réservée"], period=as_range(morning(day_ahead(1))))
        closed = rooms["Fermée"]
        ClosureFactory(place=closed.place, resource=closed, period=as_range(day_ahead(1)))
        half = ResourceFactory(
            place=rooms["Divisée"].place, parent=rooms["Divisée"], kind="phone_booth"
        )
        BookingFactory(resource=half, period=as_range(morning(day_ahead(1))))
        distant_room = rooms["Ailleurs"]
        calendar = OutsideCalendar.objects.create(
            place=distant_room.place, resource=distant_room, name="Mairie", url="https://a.example/"
        )
        OutsideEvent.objects.create(
            calendar=calendar,
            resource=distant_room,
            uid="a",
            period=as_range(morning(day_ahead(1))),
        )

        assert names(find(kind="meeting_room").places) == ["Libre"]

    def test_a_place_in_preparation_and_a_room_out_of_use_are_left_out(self):
        ResourceFactory(place=make_place("En préparation", status="draft"))
        ResourceFactory(place=make_place("Hors d’usage"), is_active=False)

        results = find()

        assert (results.places, results.without_room) == ((), [])


class TestWhereNothingFits:
    def test_another_half_of_the_day_comes_before_the_next_day(self):
        free_later = ResourceFactory(place=make_place("L’après-midi"))
        full_room = ResourceFactory(place=make_place("Demain", 1))
        for desk in (free_later, full_room):
            BookingFactory(resource=desk, period=as_range(morning(day_ahead(1))))
        BookingFactory(resource=full_room, period=as_range(afternoon(day_ahead(1))))

        results = find().at_other_times

        assert [(result.place.name, result.choice.period) for result in results] == [
            ("L’après-midi", afternoon(day_ahead(1))),
            ("Demain", morning(day_ahead(2))),
        ]

    def test_hours_are_shifted_to_the_nearest_of_the_same_length(self):
        room = ResourceFactory(place=make_place("La Halle"), meeting_room=True)
        BookingFactory(resource=room, period=as_range(hours(day_ahead(1), NINE, TEN)))

        [result] = find(
            kind="meeting_room", moment="heures", starts=NINE, ends=11 * 60
        ).at_other_times

        assert result.choice.period == hours(day_ahead(1), TEN, NOON)

    def test_what_is_farther_than_asked_for_is_proposed_at_the_same_moment(self):
        near = ResourceFactory(place=make_place("Tout près", 2))
        BookingFactory(resource=near, period=as_range(morning(day_ahead(1))))
        ResourceFactory(place=make_place("Plus loin", 30))
        ResourceFactory(place=make_place("Encore plus loin", 60))

        results = find(radius_km=10)

        assert names(results.farther) == ["Plus loin", "Encore plus loin"]
        assert results.farther[0].choice.period == morning(day_ahead(1))

    @pytest.mark.parametrize("is_one_near", [False, True])
    def test_what_is_neither_near_nor_free_then_is_proposed_at_its_nearest_moment(
        self, is_one_near
    ):
        if is_one_near:
            placed_near = make_place("Fermé toute la semaine", 2)
            ResourceFactory(place=placed_near)
            ClosureFactory(
                place=placed_near,
                period=as_range(hours(day_ahead(0), 0, 30 * 24 * 60)),
            )
        far = ResourceFactory(place=make_place("Plus loin", 30))
        BookingFactory(resource=far, period=as_range(morning(day_ahead(1))))

        results = find(radius_km=10)

        assert (results.farther, names(results.at_other_times)) == ([], ["Plus loin"])
        assert results.at_other_times[0].choice.period == afternoon(day_ahead(1))

    def test_nothing_is_proposed_beyond_the_last_day_that_can_be_booked(self):
        place = make_place("La Halle", rules={"horizon_days": 1})
        BookingFactory(
            resource=ResourceFactory(place=place), period=as_range(hours(day_ahead(1), NINE, SIX))
        )

        assert find(moment="").at_other_times == []


class TestManyPlaces:
    def test_those_beyond_the_first_are_looked_at_where_the_first_are_full(self, monkeypatch):
        monkeypatch.setattr("bocage.workspaces.search.place_finding.FIRST_LOOK", 2)
        for kilometres in (1, 2, 3, 4):
            desk = ResourceFactory(place=make_place(f"À {kilometres} km", kilometres))
            if kilometres < 4:
                BookingFactory(resource=desk, period=as_range(morning(day_ahead(1))))

        assert names(find().places) == ["À 4 km"]

    @pytest.mark.parametrize("count", [1, 3])
    def test_cost_as_many_statements_as_one(self, count, django_assert_num_queries):
        for number in range(count):
            place = make_place(f"La Halle {number}", number)
            BookingFactory(resource=ResourceFactory(place=place))
        find()

        # The places, their photos, what is taken; then the same places over a week.
        with django_assert_num_queries(4):
            assert find().places == ()
        # The places, their photos, what is taken.
        with django_assert_num_queries(3):
            assert len(find(moment="apres-midi").places) == count

    def test_the_first_look_is_bounded(self):
        assert FIRST_LOOK <= 100


class TestPages:
    def url(self, **query):
        return f"{reverse('place_list')}?" + "&".join(
            f"{name}={value}" for name, value in query.items()
        )

    def test_a_card_books_in_one_more_tap(self, client):
        CommuneFactory(sees=True)
        ResourceFactory(place=PlaceFactory(boitron=True), meeting_room=True)
        person = PersonFactory()
        client.force_login(person)
        page = client.get(
            self.url(
                commune=61464,
                jour=day_ahead(1),
                moment="heures",
                de="09:00",
                a="11:00",
                nature="meeting_room",
                personnes=4,
                rayon=20,
            )
        )
        html = page.content.decode()

        action = re.search(r'action="([^"]*reserver/[^"]*)"', html).group(1).replace("&amp;", "&")
        key = re.search(r'name="cle" value="([^"]*)"', html).group(1)
        answer = client.post(action, {"cle": key, "choix": "1"})

        booking = Booking.objects.get()
        assert answer["Location"] == reverse("booking_detail", args=[booking.pk])
        assert booking.attendees == 4
        assert (booking.period.lower, booking.period.upper) == hours(day_ahead(1), NINE, 11 * 60)

    def test_a_stranger_is_led_to_the_choice_by_way_of_signing_in(self, client):
        ResourceFactory(place=PlaceFactory(boitron=True))

        html = client.get(self.url(jour=day_ahead(1), moment="matin")).content.decode()

        address = re.search(r'href="([^"]*reserver/[^"]*)"', html).group(1).replace("&amp;", "&")
        assert parse_qs(urlsplit(address).query) == {
            "jour": [day_ahead(1).isoformat()],
            "moment": ["matin"],
            "espace": ["poste"],
        }

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ({"moment": "heures"}, "Donnez les deux heures"),
            ({"de": "09:00"}, "Donnez les deux heures"),
            ({"de": "11:00", "a": "09:00"}, "L’heure de fin vient après"),
            ({"de": "25:99", "a": "11:00"}, "Une heure n’a pas été comprise"),
            ({"rayon": "13"}, "Un critère inconnu"),
            ({"rayon": "-1"}, "Un critère inconnu"),
        ],
    )
    def test_invalid_search_is_refused_with_a_sentence(self, client, query, sentence):
        ResourceFactory(place=PlaceFactory(boitron=True))

        answer = client.get(self.url(jour=day_ahead(1), **query))

        assert answer.status_code == 200
        assert sentence in text_of(answer)


@pytest.mark.usefixtures("full")
class TestUnmetWishes:
    @pytest.fixture(autouse=True)
    def _nothing_was_counted(self):
        cache.clear()

    def note(self, client, **query):
        parameters = {
            "commune": "61464",
            "jour": day_ahead(1).isoformat(),
            "moment": "matin",
        } | query
        return client.post(f"{reverse('place_search_unmet')}?{urlencode(parameters)}")

    @pytest.fixture
    def full(self):
        CommuneFactory(sees=True)
        desk = ResourceFactory(place=PlaceFactory(boitron=True))
        BookingFactory(resource=desk, period=as_range(morning(day_ahead(1))))

    def test_are_noted_without_who_looked(self, client):
        assert self.note(client, personnes=1).status_code == 204

        [wish] = UnmetWish.objects.all()
        assert (wish.commune_id, wish.kind, wish.attendees) == ("61464", "", 1)
        assert (wish.period.lower, wish.period.upper) == morning(day_ahead(1))
        assert (wish.place, wish.reason) == (None, UnmetWish.Reason.SEARCH)

    def test_count_once_however_often_the_page_is_read(self, client):
        for _time in range(3):
            self.note(client)
        client.get(reverse("place_list"), {"commune": "61464", "jour": day_ahead(1).isoformat()})

        assert UnmetWish.objects.count() == 1

    def test_count_apart_for_another_search_and_for_another_person(self, client):
        self.note(client)
        self.note(client, personnes=2)
        client.defaults["REMOTE_ADDR"] = "10.0.0.9"
        self.note(client)

        assert UnmetWish.objects.count() == 3

    def test_of_one_network_address_are_bounded(self, client):
        for people in range(1, 36):
            self.note(client, personnes=people)

        assert UnmetWish.objects.count() == 30

    def test_are_not_made_up_for_a_search_that_finds(self, client):
        self.note(client, moment="apres-midi")
        self.note(client, jour="")
        self.note(client, jour="2020-01-01")

        assert not UnmetWish.objects.exists()

    def test_are_asked_for_by_the_page_that_found_nothing_alone(self, client):
        address = reverse("place_search_unmet")
        query = {"commune": "61464", "jour": day_ahead(1).isoformat()}

        empty = client.get(reverse("place_list"), query | {"moment": "matin"}).content.decode()
        page = client.get(reverse("place_list"), query | {"moment": "apres-midi"}).content.decode()

        assert f'hx-post="{address}?' in empty
        assert address not in page
