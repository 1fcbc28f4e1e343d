"""Assistant tools and their results, through the API of a running instance."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bocage.api.assistants.server import AssistantServer
from bocage.people.tokens.scopes import ApiScope
from bocage.territory.models import CommuneFact
from bocage.workspaces.models import Booking
from tests.api.assistants.asking import answer_of, call, refusal_of, server_for
from tests.people.factories import PersonFactory
from tests.servers.local_server import listening, saying, serving
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db(transaction=True)

WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


@pytest.fixture
def sees():
    return CommuneFactory(sees=True)


@pytest.fixture
def person():
    return PersonFactory()


def test_where_to_work_on_thursday_near_sees(server, sees):
    desk = ResourceFactory(place=PlaceFactory(boitron=True))
    thursday = day_ahead(2)

    answer = answer_of(server, "find_workspaces", near="sees", day=WEEKDAYS[thursday.weekday()])

    assert answer["day"] == thursday.isoformat()
    (workspace,) = answer["matches"]
    assert workspace["place"]["slug"] == desk.place.slug
    assert workspace["free"] == 1
    assert workspace["offer"]["starts_at"].startswith(thursday.isoformat())


def test_an_offer_is_booked_and_cancelled_in_the_name_of_the_person(
    live_server, sees, person, token_of
):
    desk = ResourceFactory(place=PlaceFactory(boitron=True))
    server = server_for(live_server.url, token=token_of(person))
    (workspace,) = answer_of(server, "find_workspaces", near="Sées", day="demain")["matches"]
    offer = workspace["offer"]

    booked = answer_of(
        server,
        "book_workspace",
        place=workspace["place"]["slug"],
        starts_at=offer["starts_at"],
        ends_at=offer["ends_at"],
        any_desk=offer["resource"] is None,
    )

    booking = Booking.objects.get()
    assert (booking.booked_for, booking.status) == (person, Booking.Status.CONFIRMED)
    assert booked["resources"][0]["id"] == str(desk.pk)
    listed = answer_of(server, "list_my_bookings")["items"]
    assert [item["id"] for item in listed] == [str(booking.pk)]

    answer = answer_of(
        server,
        "move_booking",
        booking=str(booking.pk),
        starts_at=(booking.period.lower + timedelta(days=1)).isoformat(),
        ends_at=(booking.period.upper + timedelta(days=1)).isoformat(),
    )
    assert answer["starts_at"] != booked["starts_at"]

    cancelled = answer_of(server, "cancel_booking", booking=str(booking.pk), note="grippe")
    assert cancelled["status"] == "cancelled"


def test_taken_tells_what_is_free_instead(live_server, person, token_of):
    desk = ResourceFactory()
    other_desk = ResourceFactory(place=desk.place)
    BookingFactory(resource=desk, period=as_range(morning(day_ahead(1))))
    starts_at, ends_at = (moment.isoformat() for moment in morning(day_ahead(1)))

    refusal = refusal_of(
        server_for(live_server.url, token=token_of(person)),
        "book_workspace",
        place=desk.place.slug,
        starts_at=starts_at,
        ends_at=ends_at,
        resources=[str(desk.pk)],
    )

    assert "Libre à la place" in refusal
    assert str(other_desk.pk) in refusal


def test_booking_without_a_token_says_where_to_make_one(server):
    refusal = refusal_of(server, "list_my_bookings")

    assert refusal.startswith("Il faut un jeton valable pour faire cela.")
    assert "Mes applications" in refusal


def test_a_token_opens_no_more_than_its_scopes(live_server, person, token_of):
    token = token_of(person, ApiScope.BOOKINGS_READ)
    refusal = refusal_of(
        server_for(live_server.url, token=token),
        "cancel_booking",
        booking="019a0000-0000-7000-8000-000000000000",
    )

    assert refusal
    assert "Traceback" not in refusal


def test_a_place_and_what_is_free_in_it(server):
    desk = ResourceFactory()
    slug = desk.place.slug

    place = answer_of(server, "read_workspace", place=slug)
    free = answer_of(server, "read_workspace_availability", place=slug, day="demain", days=2)

    assert place["resources"][0]["name"] == desk.name
    assert [free_day["day"] for free_day in free["days"]] == [
        day_ahead(1).isoformat(),
        day_ahead(2).isoformat(),
    ]
    assert free["days"][0]["resources"][0]["free"]


def test_a_commune_by_its_name_with_its_facts(server, sees):
    CommuneFact.objects.create(
        commune=sees, kind="doctors", value=4, source="Annuaire santé", dated_on="2026-01-01"
    )

    answer = answer_of(server, "read_commune", commune="SEES")

    assert (answer["code"], answer["facts"][0]["source"]) == ("61464", "Annuaire santé")
    assert answer_of(server, "find_communes", query="61464")["items"][0]["name"] == "Sées"


def test_communes_of_one_name_are_distinguished(server):
    CommuneFactory(name="Saint-Martin", code="61001")
    CommuneFactory(name="Saint Martin", code="61002")

    refusal = refusal_of(server, "read_commune", commune="saint-martin")

    assert "61001" in refusal
    assert "61002" in refusal


@pytest.mark.parametrize(
    ("tool", "arguments", "sentence"),
    [
        ("find_workspaces", {"day": "03/12/2026"}, "day : Ce jour ne se lit pas"),
        ("find_workspaces", {"day": "2020-01-01"}, "day : Ce jour est passé"),
        ("find_workspaces", {"near": "Atlantis"}, "near : Cette commune est inconnue."),
        ("find_workspaces", {"starts": "09:00"}, "starts : Donnez deux heures"),
        ("find_workspaces", {"starts": "neuf"}, "starts : Cette valeur ne convient pas."),
        ("find_workspaces", {"people": 0}, "people : Cette valeur ne convient pas."),
        ("find_workspaces", {"kind": "castle"}, "kind : Valeurs possibles : 'desk'"),
        ("find_workspaces", {"latitude": 48.6}, "longitude : Une position"),
        ("find_workspaces", {"jour": "demain"}, "Inconnu ici : jour. Ce que l’on peut dire : near"),
        ("find_workspaces", {"near": "x" * 10_000}, "near : Cette valeur ne convient pas."),
        ("find_workspaces", {"near": "\x00"}, "near"),
        ("read_workspace", {"place": "nowhere"}, "Il n’y a rien à cette adresse."),
        ("read_workspace", {"place": "../communes"}, "Il n’y a rien à cette adresse."),
        ("read_workspace", {}, "place : Cette valeur est nécessaire."),
        ("read_commune", {"commune": "Atlantis"}, "Aucune commune ne porte ce nom ici"),
        ("read_commune", {"commune": "99999"}, "Il n’y a rien à cette adresse."),
        ("cancel_booking", {"booking": "7"}, "booking : Cette valeur ne convient pas."),
        ("drop_tables", {}, "Cet outil n’existe pas."),
    ],
)
def test_bad_input_is_refused_in_a_sentence(server, tool, arguments, sentence):
    refusal = refusal_of(server, tool, **arguments)

    assert refusal.replace("\xa0", " ").startswith(sentence)
    assert "pydantic" not in refusal


def test_speaks_english_too(live_server):
    server = server_for(live_server.url, language="en")

    assert refusal_of(server, "drop_tables") == "There is no such tool."
    assert refusal_of(server, "read_workspace", place="x") == "There is nothing at this address."


def test_an_instance_that_does_not_answer_is_reported():
    refusal = refusal_of(server_for("http://127.0.0.1:9"), "read_commune", commune="61464")

    assert refusal == "http://127.0.0.1:9 ne répond pas\xa0: réessayez plus tard."


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b"\xff"])
@pytest.mark.parametrize("status", [200, 302, 500])
def test_what_is_no_instance_is_refused(body, status):
    with serving(saying(status, body)) as address:
        refusal = refusal_of(
            server_for(address.rpartition("/")[0]), "read_commune", commune="61464"
        )

    assert "ne répond pas comme prévu" in refusal


def test_what_is_lost_on_the_way_is_sent_again_with_the_same_key():
    keys = []

    class Losing(BaseHTTPRequestHandler):
        def do_POST(self):
            keys.append(self.headers["Idempotency-Key"])
            self.close_connection = True

        def log_message(self, *_args):
            pass

    loser = ThreadingHTTPServer(("127.0.0.1", 0), Losing)
    with listening(loser):
        server = server_for(f"http://127.0.0.1:{loser.server_port}")
        booking = "019a0000-0000-7000-8000-000000000000"
        refusal_of(server, "cancel_booking", booking=booking)
        refusal_of(server, "cancel_booking", booking=booking)

    first, again, second, _again = keys
    assert first == again
    assert first != second


def test_a_failure_of_ours_tells_nothing_of_itself(monkeypatch):
    def broken(_text, **_today):
        raise RuntimeError("the secret of somebody")

    monkeypatch.setattr("bocage.api.assistants.tools.workspaces.read_day", broken)

    result = call(server_for("http://127.0.0.1:9"), "find_workspaces", day="demain")

    assert result.is_error
    assert result.content[0].text.startswith("Cet outil a échoué")


def test_every_tool_says_what_it_does_and_whether_it_changes_anything(server):
    tools = server._tool_manager.list_tools()

    for tool in tools:
        assert tool.title
        assert tool.description
        assert tool.output_schema
    changing = {tool.name for tool in tools if not tool.annotations.read_only_hint}
    assert changing == {"book_workspace", "move_booking", "cancel_booking"}
    assert isinstance(server, AssistantServer)
