"""The club in the API: the agenda, one's registrations, members by what they show to who calls."""

import pytest

from bocage.network.web_school.operations.sessions import place_pitch
from bocage.network.web_school.operations.versions import publish_programme
from bocage.people.tokens.scopes import ApiScope
from tests.api.callers import program_of
from tests.network.factories import MemberFactory
from tests.network.gatherings.factories import GatheringFactory, RegistrationFactory, club_world
from tests.network.web_school.factories import EditionFactory, PitchFactory
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

GATHERINGS, MEMBERS = "/api/v1/gatherings", "/api/v1/members"
REGISTRATIONS = "/api/v1/registrations"


def _ids(response):
    assert response.status_code == 200, response.content
    return [item["id"] for item in response.json()["items"]]


def test_agenda_tells_what_is_to_come_or_was(client):
    to_come, past = GatheringFactory(), GatheringFactory(past=True)
    GatheringFactory(draft=True)

    assert _ids(client.get(GATHERINGS)) == [str(to_come.pk)]
    assert _ids(client.get(f"{GATHERINGS}?quand=passees")) == [str(past.pk)]
    assert _ids(client.get(f"{GATHERINGS}?commune=99999")) == []


def test_gathering_has_no_names_of_people(client):
    gathering = GatheringFactory(description="On parle de fibre.")
    RegistrationFactory(event=gathering, person__name="Odile Lefranc", is_shown=True)

    response = client.get(f"{GATHERINGS}/{gathering.pk}")

    assert response.json()["description"] == "On parle de fibre."
    assert "Odile" not in response.content.decode()
    assert gathering.arrival_token not in response.content.decode()


def test_gathering_in_preparation_is_for_who_runs_the_club(client):
    draft = GatheringFactory(draft=True)
    address = f"{GATHERINGS}/{draft.pk}"

    assert client.get(address).status_code == 404
    assert program_of(PersonFactory()).get(address).status_code == 404
    assert program_of(club_world().organiser).get(address).json()["status"] == "draft"


def test_registrations_are_ones_own(client):
    registration = RegistrationFactory()
    RegistrationFactory(event=registration.event)
    program = program_of(registration.person)

    assert _ids(program.get(REGISTRATIONS)) == [str(registration.pk)]
    assert client.get(REGISTRATIONS).status_code == 401
    narrow = program_of(registration.person, ApiScope.BOOKINGS_READ)
    assert narrow.get(REGISTRATIONS).status_code == 403


@pytest.mark.parametrize(
    ("address", "make", "statements"),
    [
        ("/api/v1/editions", EditionFactory, 1),
        (GATHERINGS, GatheringFactory, 1),
        (MEMBERS, lambda: MemberFactory(public=True), 5),
    ],
)
def test_lists_take_as_many_statements_for_many(
    client, django_assert_max_num_queries, address, make, statements
):
    make()
    client.get("/api/v1/")
    with django_assert_max_num_queries(statements):
        client.get(address)
    for _number in range(6):
        make()

    with django_assert_max_num_queries(statements):
        assert len(_ids(client.get(address))) == 7


def test_members_come_in_pages(client):
    expected_ids = {str(MemberFactory(public=True).pk) for _number in range(5)}

    member_ids, address = [], f"{MEMBERS}?taille=2"
    while address:
        page = client.get(address).json()
        member_ids += [item["id"] for item in page["items"]]
        address = page["next"]

    assert len(member_ids) == 5
    assert set(member_ids) == expected_ids


def test_members_have_the_fields_that_the_caller_may_see(client):
    public_member, hidden = (
        MemberFactory(public=True),
        MemberFactory(person__phone="02 33 00 00 01"),
    )
    MemberFactory(asking=True, public=True)
    member = program_of(public_member.person)
    outsider, narrow = (
        program_of(PersonFactory()),
        program_of(public_member.person, ApiScope.BOOKINGS_READ),
    )

    for caller in (client, outsider, narrow):
        assert _ids(caller.get(MEMBERS)) == [str(public_member.pk)]
        assert caller.get(f"{MEMBERS}/{hidden.pk}").status_code == 404
    assert set(_ids(member.get(MEMBERS))) == {str(public_member.pk), str(hidden.pk)}
    body = member.get(f"{MEMBERS}/{hidden.pk}").content.decode()
    assert hidden.person.email not in body
    assert "02 33" not in body


def test_member_tells_nothing_that_they_do_not_show(client):
    discreet = MemberFactory(
        public_fields=["name"],
        members_fields=[],
        presentation="Mon histoire",
        languages=["anglais"],
    )

    document = client.get(f"{MEMBERS}/{discreet.pk}").json()

    assert (document["headline"], document["presentation"], document["languages"]) == ("", "", [])
    assert (document["commune"], document["skills"], document["links"]) == (None, [], [])


def test_members_near_somewhere(client):
    sees = MemberFactory(public=True, commune=CommuneFactory(sees=True))
    MemberFactory(public=True, commune=CommuneFactory(flers=True))

    CommuneFactory(boitron=True)

    (item,) = client.get(f"{MEMBERS}?commune=61051&rayon=20").json()["items"]

    assert item["id"] == str(sees.pk)
    assert 0 < item["distance_m"] < 20_000


@pytest.mark.parametrize(
    "query",
    ["commune=99999", "rayon=7", "rayon=x", "q=" + "x" * 121, "q=%00", "nom=x", "curseur=x"],
)
def test_search_refuses_what_means_nothing(client, query):
    assert client.get(f"{MEMBERS}?{query}").status_code == 422


def _register(program, gathering, key="", **body):
    headers = {"Idempotency-Key": key} if key else {}
    address = f"{GATHERINGS}/{gathering.pk}/registration"
    return program.post(address, body, content_type="application/json", headers=headers)


def test_seat_is_taken_once_for_a_key_changed_and_freed():
    gathering, person = GatheringFactory(capacity=4), PersonFactory()
    program = program_of(person)

    first = _register(program, gathering, key="a", people=2, guests="Hugo")
    replay = _register(program, gathering, key="a", people=2, guests="Hugo")
    assert (first.status_code, first.json()["state"]) == (200, "registered")
    assert (replay.content, replay["Idempotent-Replayed"]) == (first.content, "true")
    assert first.json()["gathering"]["seats_left"] == 2
    assert _register(program, gathering, people=3).json()["gathering"]["seats_left"] == 1
    assert _register(program_of(PersonFactory()), gathering, people=2).json()["state"] == "waiting"

    response = program.delete(f"{GATHERINGS}/{gathering.pk}/registration")
    assert (response.status_code, response.json()["state"]) == (200, "cancelled")
    assert response.json()["gathering"]["seats_left"] == 2
    assert program.delete(f"{GATHERINGS}/{gathering.pk}/registration").status_code == 404
    assert _ids(program.get(REGISTRATIONS)) == []


def test_registration_is_refused_as_on_the_page(client):
    gathering, person = GatheringFactory(sequence=3), PersonFactory()
    program = program_of(person)
    past = GatheringFactory(past=True)

    for refused, status, code in (
        (_register(program, gathering, version=2), 409, "gathering_moved"),
        (_register(program, past), 409, "registrations_closed"),
        (_register(program, GatheringFactory(draft=True)), 404, "not_found"),
        (_register(program, gathering, people=7), 422, "invalid"),
        (_register(program, gathering, people=True), 422, "invalid"),
        (_register(program, gathering, guests="x" * 301), 422, "invalid"),
        (_register(client, gathering), 401, "not_signed_in"),
        (_register(program_of(person, ApiScope.CLUB_READ), gathering), 403, "insufficient_scope"),
    ):
        assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_somebody_elses_registration_is_not_taken_off():
    registration = RegistrationFactory()
    stranger = program_of(PersonFactory())

    refused = stranger.delete(f"{GATHERINGS}/{registration.event_id}/registration")

    assert refused.status_code == 404
    registration.refresh_from_db()
    assert registration.is_active


def test_who_is_not_of_the_club_is_shown_to_nobody():
    gathering, member = GatheringFactory(), MemberFactory()
    for person, is_shown in ((member.person, True), (PersonFactory(), False)):
        assert (
            _register(program_of(person), gathering, is_shown=True).json()["is_shown"] is is_shown
        )


def test_editions_have_their_programme_once_it_is_published(client):
    edition = EditionFactory(status="scheduling", rooms=[30], slots=1)
    pitch = PitchFactory(edition=edition, author__name="Odile Lefranc")
    by = club_world().organiser
    place_pitch(by=by, pitch=pitch, room=edition.rooms.get(), slot=edition.slots.get())
    address = "/api/v1/editions"

    assert _ids(client.get(address)) == [str(edition.pk)]
    assert client.get(f"{address}/{edition.slug}").json()["sessions"] == []
    publish_programme(by=by, edition=edition)
    (session,) = client.get(f"{address}/{edition.slug}").json()["sessions"]

    assert (session["title"], session["room"]) == (pitch.title, "Salle 1")
    assert edition.wall_token not in client.get(f"{address}/{edition.slug}").content.decode()
    assert client.get(f"{address}/dragons").status_code == 404
