"""Outside calendars, read from a real server, and the busy periods of resources here."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.files.calls_apart import CallLimits
from bocage.foundation.http.fetching import AddressNotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.workspaces.booking_refusals.errors import Taken
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.calendar_sync import operations as calendar_sync
from bocage.workspaces.calendar_sync.errors import OutsideCalendarExists, TooManyOutsideCalendars
from bocage.workspaces.calendar_sync.operations import (
    LONGEST_WAIT,
    READ_EVERY,
    add_outside_calendar,
    pause_outside_calendar,
    read_outside_calendar,
    remove_outside_calendar,
    resume_outside_calendar,
    take_due_outside_calendars,
)
from bocage.workspaces.calendar_sync.outside_calendars import colliding_bookings, sentence_of
from bocage.workspaces.models import OutsideCalendar, OutsideEvent
from bocage.workspaces.scheduling.queries import days_of
from tests.people.factories import PersonFactory
from tests.servers.local_server import saying, serving
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db
URL = "https://agenda.example/mairie.ics"


def event(uid, interval):
    start, end = (f"{edge.astimezone(UTC):%Y%m%dT%H%M%SZ}" for edge in interval)
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:{start}\r\nDTEND:{end}\r\nEND:VEVENT\r\n"


def text(*events):
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


@pytest.fixture
def council():
    """The meeting of tomorrow morning, as an outside calendar has it."""
    return event("conseil", morning(day_ahead(1)))


@pytest.fixture(autouse=True)
def _this_machine_may_be_read(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"fetch_loopback": True})


@pytest.fixture
def place():
    return PlaceFactory(boitron=True)


@pytest.fixture
def host(place):
    return HostFactory(of=place, email="maud@boitron.example")


@pytest.fixture
def room(place):
    return ResourceFactory(place=place, meeting_room=True)


def follow_calendar(host, room, url=URL, name="Agenda de la mairie"):
    return add_outside_calendar(by=host, resource=room, name=name, url=url)


def read_from(calendar, answer, *, now=None):
    """Reads the calendar from a server that answers so."""
    with serving(answer) as address:
        OutsideCalendar.objects.filter(pk=calendar.pk).update(url=address)
        return read_outside_calendar(calendar_id=calendar.pk, now=now)


def periods(resource):
    rows = OutsideEvent.objects.filter(resource=resource).order_by("period")
    return [(row.period.lower, row.period.upper) for row in rows]


class TestAdding:
    def test_is_read_at_once_by_a_task(self, host, room, run_tasks, council):
        with serving(saying(body=text(council))) as address:
            calendar = follow_calendar(host, room, url=address)
            assert calendar.state == OutsideCalendar.State.NEW
            run_tasks()

        calendar.refresh_from_db()
        assert (calendar.state, calendar.error) == (OutsideCalendar.State.GOOD, "")
        assert periods(room) == [morning(day_ahead(1))]

    def test_takes_webcal_for_https(self, host, room):
        assert follow_calendar(host, room, url="webcal://agenda.example/mairie.ics").url == URL

    def test_is_for_who_runs_the_place(self, place, room):
        with pytest.raises(NotAllowed):
            follow_calendar(HostFactory(of=PlaceFactory(commune=place.commune)), room)
        assert not OutsideCalendar.objects.exists()

    def test_refuses_another_kind_of_address(self, host, room):
        with pytest.raises(AddressNotAllowed):
            follow_calendar(host, room, url="file:///etc/passwd")

    def test_refuses_the_same_twice_and_an_eleventh(self, host, room):
        follow_calendar(host, room)
        with pytest.raises(OutsideCalendarExists):
            follow_calendar(host, room)
        for number in range(9):
            follow_calendar(host, room, url=f"{URL}?{number}")
        with pytest.raises(TooManyOutsideCalendars):
            follow_calendar(host, room, url=f"{URL}?last")


class TestReading:
    def test_keeps_the_room_busy_everywhere(self, host, place, room, council):
        read_from(follow_calendar(host, room), saying(body=text(council)))

        [day] = days_of(place, day_ahead(1), 1)
        assert not day.spaces[0].is_free(morning(day_ahead(1)))
        assert day.spaces[0].is_free(afternoon(day_ahead(1)))
        with pytest.raises(Taken):
            book_resource(by=PersonFactory(), resource=room, period=morning(day_ahead(1)))
        book_resource(by=PersonFactory(), resource=room, period=afternoon(day_ahead(1)))

    def test_keeps_busy_what_the_room_is_made_of_and_what_it_is_part_of(
        self, host, place, room, council
    ):
        half = ResourceFactory(place=place, parent=room, name="Petite moitié")
        whole_place = ResourceFactory(place=place, kind="whole_place", name="Tout")
        other_desk = ResourceFactory(place=place)
        read_from(follow_calendar(host, room), saying(body=text(council)))

        for resource in (half, whole_place):
            with pytest.raises(Taken):
                book_resource(by=PersonFactory(), resource=resource, period=morning(day_ahead(1)))
        book_resource(by=PersonFactory(), resource=other_desk, period=morning(day_ahead(1)))

    def test_follows_what_moves_and_what_goes(self, host, room, council):
        calendar = follow_calendar(host, room)
        unchanged = event("autre", morning(day_ahead(2)))
        read_from(calendar, saying(body=text(council, unchanged)))
        unchanged_id = OutsideEvent.objects.get(uid="autre").pk

        read_from(calendar, saying(body=text(unchanged, event("conseil", afternoon(day_ahead(1))))))

        assert periods(room) == [afternoon(day_ahead(1)), morning(day_ahead(2))]
        assert OutsideEvent.objects.get(uid="autre").pk == unchanged_id

    def test_an_empty_calendar_frees_all(self, host, room, council):
        calendar = follow_calendar(host, room)
        read_from(calendar, saying(body=text(council)))

        read_from(calendar, saying(body=text()))

        assert periods(room) == []

    def test_asks_only_for_what_is_new_and_for_all_of_it_each_day(self, host, room, council):
        calendar = follow_calendar(host, room)
        etags = []

        def answer(handler):
            etags.append(handler.headers["If-None-Match"])
            is_cached = handler.headers["If-None-Match"] == '"v1"'
            saying(
                304 if is_cached else 200, b"" if is_cached else text(council), {"ETag": '"v1"'}
            )(handler)

        noon = datetime.combine(day_ahead(0), datetime.min.time(), UTC) + timedelta(hours=11)
        for moment in (noon, noon + READ_EVERY, noon + timedelta(days=1)):
            read_from(calendar, answer, now=moment)

        assert etags == [None, '"v1"', None]
        assert len(periods(room)) == 1

    def test_lists_the_bookings_that_were_there_before(self, host, place, room, council):
        met = BookingFactory(resource=room)
        BookingFactory(resource=room, period=as_range(afternoon(day_ahead(1))))
        BookingFactory(resource=ResourceFactory(place=place))
        read_from(follow_calendar(host, room), saying(body=text(council)))

        assert list(colliding_bookings(place, now=timezone.now())) == [met]
        met.refresh_from_db()
        assert met.is_holding

    def test_of_a_calendar_that_was_removed_or_paused_meanwhile_writes_nothing(
        self, host, room, council
    ):
        calendar = follow_calendar(host, room)

        def answer(handler):
            saying(body=text(council))(handler)

        pause_outside_calendar(by=host, calendar=calendar)
        assert read_from(calendar, answer) is None
        remove_outside_calendar(by=host, calendar=calendar)
        assert read_from(calendar, answer) is None
        assert periods(room) == []


BAD_LUCK = [
    (saying(headers={"Content-Length": str(50 * 1024 * 1024)}), "too_large"),
    (saying(302, b"", {"Location": "http://192.168.1.1/agenda.ics"}), "address_not_allowed"),
    (saying(302, b"", {"Location": "/agenda.ics"}), "too_many_redirects"),
    (saying(body=b"<!doctype html><title>Connexion</title>"), "not_a_calendar"),
    (saying(body=b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID"), "not_a_calendar"),
    (saying(body=b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 10_001), "calendar_too_full"),
    (saying(404, b""), "gone"),
    (saying(401, b""), "password_required"),
    (saying(500, b""), "server_failing"),
]


class TestFailing:
    @pytest.mark.parametrize(("answer", "code"), BAD_LUCK, ids=[code for _, code in BAD_LUCK])
    def test_says_why_and_keeps_what_the_last_reading_held(self, host, room, answer, code, council):
        calendar = follow_calendar(host, room)
        read_from(calendar, saying(body=text(council)))

        read = read_from(calendar, answer)

        assert (read.state, read.error) == (OutsideCalendar.State.FAILING, code)
        assert sentence_of(code) != sentence_of("fetch_refused")
        assert periods(room) == [morning(day_ahead(1))]

    def test_in_production_this_machine_is_private_too(self, host, room, settings, council):
        settings.BOCAGE = settings.BOCAGE.model_copy(update={"fetch_loopback": False})

        read = read_from(follow_calendar(host, room), saying(body=text(council)))

        assert (read.error, periods(room)) == ("address_not_allowed", [])

    def test_waits_longer_and_longer_and_comes_back_to_its_pace(self, host, room):
        calendar, now = follow_calendar(host, room), timezone.now()
        delays = [
            read_from(calendar, saying(500, b""), now=now).next_read_at - now for _ in range(9)
        ]

        assert delays[:4] == [READ_EVERY * factor for factor in (1, 2, 4, 8)]
        assert delays[-1] == LONGEST_WAIT
        read = read_from(calendar, saying(body=text()), now=now)
        assert (read.next_read_at - now, read.failures, read.failing_since) == (READ_EVERY, 0, None)

    def test_waits_as_long_as_the_server_asks_for_but_a_day(self, host, room):
        calendar, now = follow_calendar(host, room), timezone.now()

        for wish, wait in (("3600", timedelta(hours=1)), ("99999999", timedelta(days=1))):
            answer = saying(503, b"", {"Retry-After": wish})
            assert read_from(calendar, answer, now=now).next_read_at - now == wait

    def test_of_a_day_is_reported_to_the_host_once(self, host, room, deliver_mails):
        calendar, now = follow_calendar(host, room), timezone.now()
        for hours_later in (0, 23, 25, 40):
            read_from(calendar, saying(404, b""), now=now + timedelta(hours=hours_later))

        [mail] = [mail for mail in deliver_mails() if "outsidecalendar" in mail.kind.lower()]

        assert mail.recipient == "maud@boitron.example"
        assert mail.subject == (
            "Télécentre de Boitron : l’agenda « Agenda de la mairie » ne se lit plus"
        )
        assert "Il n’y a rien, ou plus rien, à cette adresse." in mail.text

    def test_that_ended_sends_no_mail(self, host, room):
        calendar, now = follow_calendar(host, room), timezone.now()
        read_from(calendar, saying(404, b""), now=now)
        read_from(calendar, saying(body=text()), now=now + timedelta(hours=20))
        read_from(calendar, saying(404, b""), now=now + timedelta(hours=30))

        assert not OutgoingMail.objects.exists()


class TestPausing:
    def test_frees_what_it_kept_and_reading_again_takes_it_back(
        self, host, room, run_tasks, council
    ):
        with serving(saying(body=text(council))) as address:
            calendar = follow_calendar(host, room, url=address)
            run_tasks()
            pause_outside_calendar(by=host, calendar=calendar)
            assert periods(room) == []

            resume_outside_calendar(by=host, calendar=calendar)
            run_tasks()

        assert periods(room) == [morning(day_ahead(1))]

    def test_and_removing_are_for_who_runs_the_place(self, host, place, room):
        calendar = follow_calendar(host, room)
        for change in (pause_outside_calendar, resume_outside_calendar, remove_outside_calendar):
            with pytest.raises(NotAllowed):
                change(by=HostFactory(of=PlaceFactory(commune=place.commune)), calendar=calendar)
        assert OutsideCalendar.objects.get().state == OutsideCalendar.State.NEW


class TestPeriodically:
    def test_each_calendar_is_taken_when_its_time_has_come(self, host, room):
        due = follow_calendar(host, room)
        paused = follow_calendar(host, room, url=f"{URL}?paused")
        later = follow_calendar(host, room, url=f"{URL}?later")
        pause_outside_calendar(by=host, calendar=paused)
        OutsideCalendar.objects.filter(pk=later.pk).update(
            next_read_at=timezone.now() + timedelta(minutes=2)
        )

        assert take_due_outside_calendars() == 1
        assert take_due_outside_calendars() == 0
        due.refresh_from_db()
        assert due.next_read_at > timezone.now() + timedelta(minutes=4)


@pytest.mark.django_db(transaction=True)
def test_of_a_booking_and_a_reading_at_the_same_instant_one_gives_way(host, room, council):
    """Either the booking comes first and is listed, or the reading does and refuses it."""
    calendar, person = follow_calendar(host, room), PersonFactory()
    barrier, conflicts = Barrier(2, timeout=20), []

    def book():
        barrier.wait()
        try:
            book_resource(by=person, resource=room, period=morning(day_ahead(1)))
        except Taken as conflict:
            conflicts.append(conflict)
        finally:
            connection.close()

    def answer(handler):
        barrier.wait()
        saying(body=text(council))(handler)

    thread = Thread(target=book)
    thread.start()
    read = read_from(calendar, answer)
    thread.join()

    assert read.state == OutsideCalendar.State.GOOD
    assert len(conflicts) + colliding_bookings(room.place, now=timezone.now()).count() == 1


class TestPages:
    @pytest.fixture
    def signed_in(self, client, host):
        client.force_login(host)
        return client

    @pytest.fixture
    def public_address(self, names_lead_to):
        """Resolves every name to a public address."""
        names_lead_to("93.184.215.14")

    @pytest.mark.usefixtures("public_address")
    def test_add_a_calendar_and_show_that_it_is_being_read(self, signed_in, place, room):
        answer = signed_in.post(
            reverse("host_outside_calendar_add", args=[place.slug]),
            {"resource": room.pk, "name": "Agenda de la mairie", "url": URL},
        )
        page = signed_in.get(answer["Location"]).content.decode()

        assert "Agenda de la mairie" in page
        assert "Première lecture en cours" in page

    @pytest.mark.usefixtures("public_address")
    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"url": "ftp://agenda.example/a.ics"}, "donnez une adresse publique"),
            ({"url": "x" * 1001}, "1000"),
            ({"url": ""}, "obligatoire"),
            ({"name": ""}, "obligatoire"),
            ({"resource": ""}, "obligatoire"),
            ({"resource": "0199b7a4-0000-7000-8000-000000000001"}, "choix"),
        ],
    )
    def test_say_what_is_wrong_with_a_form(self, signed_in, place, room, changes, sentence):
        data = {"resource": room.pk, "name": "Mairie", "url": URL}
        answer = signed_in.post(
            reverse("host_outside_calendar_add", args=[place.slug]), data | changes
        )

        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert not OutsideCalendar.objects.exists()

    @pytest.mark.parametrize(
        ("addresses", "sentence"),
        [
            (("192.168.1.7",), "donnez une adresse publique"),
            (("fec0::7",), "donnez une adresse publique"),
            (("93.184.215.14", "10.0.0.7"), "donnez une adresse publique"),
            ((), "Le serveur de cette adresse est introuvable."),
        ],
    )
    def test_say_at_once_that_an_address_leads_nowhere_outside(
        self, signed_in, room, names_lead_to, addresses, sentence
    ):
        names_lead_to(*addresses)
        answer = signed_in.post(
            reverse("host_outside_calendar_add", args=[room.place.slug]),
            {"resource": room.pk, "name": "Mairie", "url": URL},
        )

        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert not OutsideCalendar.objects.exists()

    @pytest.mark.usefixtures("public_address")
    def test_do_not_take_the_resource_of_another_place(self, signed_in, place):
        answer = signed_in.post(
            reverse("host_outside_calendar_add", args=[place.slug]),
            {"resource": ResourceFactory().pk, "name": "Mairie", "url": URL},
        )

        assert answer.status_code == 422

    def test_tell_a_failure_and_the_bookings_that_meet_what_was_read(
        self, signed_in, host, place, room, council
    ):
        BookingFactory(resource=room, booked_for__name="Ada Letellier")
        calendar = follow_calendar(host, room)
        read_from(calendar, saying(body=text(council)))
        read_from(calendar, saying(404, b""))

        page = signed_in.get(reverse("host_outside_calendars", args=[place.slug]))

        assert "Il n’y a rien, ou plus rien, à cette adresse." in page.content.decode()
        assert "Ada Letellier" in page.content.decode()

    @pytest.mark.parametrize(
        ("lines", "sentence"),
        [
            ("RRULE:FREQ=HOURLY;BYMINUTE=" + ",".join(map(str, range(48))), "n’a pas été compris"),
            ("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9", "répétitions trop longues à lire"),
            ("RRULE:FREQ=HOURLY;COUNT=9999999", "répétitions trop longues à lire"),
            ("RDATE:" + ",".join(["20270101T080000"] * 30_000), "trop d’événements"),
            ("X-NOTHING:1\r\n" * 300_000, "Lu "),
        ],
        ids=["each minute", "30 February", "a count", "dates", "lines"],
    )
    def test_tell_a_calendar_made_to_exhaust_the_worker(
        self, signed_in, room, run_tasks, *, lines, sentence
    ):
        hostile_contents = (
            f"BEGIN:VEVENT\r\nUID:a\r\nDTSTART:00010101T000000\r\nDURATION:PT1M\r\n{lines}\r\n"
            "END:VEVENT\r\n"
        )
        with serving(saying(body=text(hostile_contents))) as address:
            answer = signed_in.post(
                reverse("host_outside_calendar_add", args=[room.place.slug]),
                {"resource": room.pk, "name": "Agenda", "url": address},
            )
            run_tasks()

        assert sentence in signed_in.get(answer["Location"]).content.decode()
        assert periods(room) == []

    def test_tell_a_calendar_whose_reading_was_ended_by_its_limits(
        self, signed_in, host, room, council, *, monkeypatch
    ):
        calendar = follow_calendar(host, room)
        read_from(calendar, saying(body=text(council)))
        monkeypatch.setattr(calendar_sync, "READING_LIMITS", CallLimits(memory=4096))

        read_from(calendar, saying(body=text("X-NOTHING:1\r\n" * 300_000, council)))

        page = signed_in.get(reverse("host_outside_calendars", args=[room.place.slug]))
        assert "répétitions trop longues à lire" in page.content.decode()
        assert periods(room) == [morning(day_ahead(1))]

    def test_pause_resume_and_remove(self, signed_in, host, place, room):
        calendar = follow_calendar(host, room)
        for name, state in (("pause", "paused"), ("resume", "new")):
            url = reverse(f"host_outside_calendar_{name}", args=[place.slug, calendar.pk])
            assert signed_in.post(url).status_code == 302
            assert OutsideCalendar.objects.get().state == state
        signed_in.post(reverse("host_outside_calendar_remove", args=[place.slug, calendar.pk]))

        assert not OutsideCalendar.objects.exists()

    @pytest.mark.parametrize("count", [1, 3])
    def test_cost_the_same_for_one_calendar_and_for_three(
        self, signed_in, host, room, count, django_assert_num_queries
    ):
        for number in range(count):
            follow_calendar(host, room, url=f"{URL}?{number}")
            slot = hours(day_ahead(1 + number), 9 * 60, 10 * 60)
            BookingFactory(resource=room, period=as_range(slot))
        OutsideEvent.objects.create(
            calendar=OutsideCalendar.objects.first(),
            resource=room,
            uid="a",
            period=as_range((timezone.now(), timezone.now() + timedelta(days=9))),
        )
        url = reverse("host_outside_calendars", args=[room.place.slug])
        signed_in.get(url)

        with django_assert_num_queries(6):
            signed_in.get(url)
