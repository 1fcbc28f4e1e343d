"""Pages of the École du Web, for participants, organisers, and hostile input."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.network.models import (
    Attendance,
    Pitch,
    PitchComing,
    PitchVote,
    Session,
    WebSchoolEdition,
    WebSchoolPartner,
)
from bocage.network.web_school.operations.sessions import place_pitch
from bocage.network.web_school.operations.versions import publish_programme
from bocage.people.models import Role
from tests.network.web_school.factories import EditionFactory, PitchFactory
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory

pytestmark = pytest.mark.django_db
Status = WebSchoolEdition.Status


def organiser():
    return MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person


@pytest.fixture
def today():
    """An edition that takes place now: two rooms, a slot every hour of the day, one session."""
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    edition = EditionFactory(status=Status.SCHEDULING, starts_on=start.date(), rooms=[30, 10])
    for hour in range(24):
        edition.slots.create(
            period=(start + timedelta(hours=hour), start + timedelta(hours=hour + 1))
        )
    pitch = PitchFactory(edition=edition, title="Choisir son statut", coming=1)
    by = organiser()
    slots = list(edition.slots.all())
    current = next(slot for slot in slots if slot.starts_at <= timezone.now() < slot.ends_at)
    place_pitch(by=by, pitch=pitch, room=edition.rooms.first(), slot=current)
    publish_programme(by=by, edition=edition)
    edition.refresh_from_db()
    return edition, by, pitch


HOSTILE = "<script>alert(1)</script> & <b>x</b>"


class TestWhoComes:
    def test_pitches_answers_and_reads_only_plain_text(self, client):
        edition = EditionFactory()
        ana = PersonFactory(name="Ana")
        form = {"kind": "ask", "title": HOSTILE, "level": "beginner", "length": "2"}
        url = reverse("pitch_make", args=[edition.slug])
        assert client.post(url, form).status_code in {302, 404}
        assert not Pitch.objects.exists()

        client.force_login(ana)
        for changes in (
            {"title": ""},
            {"length": "99"},
            {"kind": "x"},
            {"description": "x" * 9_000},
        ):
            assert client.post(url, form | changes).status_code == 422
        response = client.post(url, form | {"description": HOSTILE}, follow=True)

        pitch = Pitch.objects.get()
        assert (pitch.author, pitch.length, pitch.is_named_in_archive) == (ana, 2, False)
        assert "<script>alert" not in response.text
        assert HOSTILE in text_of(response)

    def test_votes_and_comes_with_one_press_each(self, client):
        edition = EditionFactory(status=Status.VOTING, votes_each=1)
        first_pitch, leaderless_pitch = (
            PitchFactory(edition=edition),
            PitchFactory(edition=edition, looked_for=True),
        )
        client.force_login(PersonFactory())

        def press(pitch, action, **fields):
            url = reverse("pitch_answer", args=[edition.slug, pitch.pk])
            return client.post(url, {"geste": action, **fields}, follow=True)

        assert "Il vous en reste 0" in text_of(press(first_pitch, "voter", depuis="liste"))
        assert "donné tous vos votes" in text_of(press(leaderless_pitch, "voter"))
        press(first_pitch, "venir")
        assert "Vous saurez par courriel" in text_of(
            press(leaderless_pitch, "animer", words="x" * 900)
        )
        assert press(first_pitch, "danser").status_code == 404
        assert (PitchVote.objects.count(), PitchComing.objects.count()) == (1, 1)
        press(first_pitch, "ne-plus-voter")
        press(first_pitch, "ne-plus-venir")
        assert (PitchVote.objects.count(), PitchComing.objects.count()) == (0, 0)

    @pytest.mark.parametrize("number", [1, 3])
    def test_the_page_of_an_edition_costs_as_much_for_three_pitches_as_for_one(
        self, client, django_assert_num_queries, number
    ):
        edition = EditionFactory(status=Status.VOTING)
        for _ in range(number):
            PitchFactory(edition=edition, coming=2)
        client.get(reverse("edition_list"))

        with django_assert_num_queries(4):
            client.get(edition.get_absolute_url())


class TestTheDay:
    def test_follows_what_changes_on_telephones_and_on_the_wall(self, client, today):
        edition, by, pitch = today
        state = reverse("edition_programme_state", args=[edition.slug])
        wall = reverse("edition_wall_state", args=[edition.wall_token])
        before, on_the_wall = client.get(state), client.get(wall)
        for url, answer in ((state, before), (wall, on_the_wall)):
            assert "Choisir son statut" in answer.text
            second_answer = client.get(url, headers={"If-None-Match": answer["ETag"]})
            assert second_answer.status_code == 304

        session = Session.objects.get()
        small_room = edition.rooms.last()
        place_pitch(by=by, pitch=pitch, room=small_room, slot=session.slot)

        for url, answer in ((state, before), (wall, on_the_wall)):
            changed = client.get(url, headers={"If-None-Match": answer["ETag"]})
            assert changed.status_code == 200
            assert small_room.name in changed.text
        assert client.get(reverse("edition_wall", args=["x" * 43])).status_code == 404

    def test_takes_a_free_room_an_opinion_and_an_arrival(self, client, today):
        edition, _by, _pitch = today
        session = Session.objects.get()
        client.force_login(PersonFactory(name="Ana"))

        url = reverse("walk_up", args=[edition.slug])
        occupied = f"{session.room_id}-{session.slot_id}"
        free = f"{edition.rooms.last().pk}-{session.slot_id}"
        assert client.post(url, {"title": "Café", "room_and_slot": occupied}).status_code == 422
        client.post(url, {"title": "Café", "room_and_slot": free})
        assert Session.objects.filter(title="Café", pitch=None).exists()

        opinion = reverse("session_detail", args=[edition.slug, session.pk])
        assert client.post(opinion, {"face": "9"}).status_code == 422
        client.post(opinion, {"face": "3", "wants_more": "on"})
        assert session.feedbacks.get().wants_more

        door = reverse("edition_door", args=[edition.slug, edition.door_token])
        assert "C’est noté, Ana" in text_of(client.post(door, {"name": "Ana"}))
        assert client.get(reverse("edition_door", args=[edition.slug, "x"])).status_code == 404
        pdf = client.get(reverse("edition_certificate", args=[edition.slug]))
        assert pdf.content.startswith(b"%PDF")

    def test_offers_its_certificate_to_who_came(self, client, today):
        edition, _by, _pitch = today
        WebSchoolEdition.objects.update(status=Status.HELD)
        page, certificate = (
            reverse(name, args=[edition.slug]) for name in ("edition_detail", "edition_certificate")
        )
        attendee, absentee = PersonFactory(), PersonFactory()
        edition.attendances.create(person=attendee, name="Ana", arrived_at=timezone.now())
        client.force_login(absentee)
        assert certificate not in client.get(page).text
        client.force_login(attendee)
        assert certificate in client.get(page).text

    def test_is_followed_by_calendars(self, client, today):
        edition, _by, pitch = today
        ana = pitch.comings.get().person
        client.force_login(ana)
        page = client.get(reverse("edition_programme", args=[edition.slug]))
        own_address = page.context["own_calendar"]
        client.logout()

        edition_calendar = client.get(reverse("edition_calendar", args=[edition.slug]))
        own_calendar = client.get(
            own_address.partition("testserver")[2] or "/" + own_address.split("/", 3)[3]
        )

        for calendar in (edition_calendar, own_calendar):
            assert calendar.text.count("BEGIN:VEVENT") == 1
        unknown_address = reverse("own_edition_calendar", args=[edition.slug, "x"])
        assert client.get(unknown_address).status_code == 404

    def test_notes_are_written_by_who_leads(self, client, today):
        edition, _by, pitch = today
        session = Session.objects.get()
        url = reverse("session_write", args=[edition.slug, session.pk])
        client.force_login(PersonFactory())
        assert client.get(url).status_code == 404

        client.force_login(pitch.author)
        for links in ("javascript:alert(1)", " ".join(f"https://a.example/{n}" for n in range(9))):
            assert client.post(url, {"notes": "x", "links": links}).status_code == 422
        client.post(url, {"notes": HOSTILE, "links": "https://a.example"})
        assert "<script>alert" not in client.get(session.get_absolute_url()).text


class TestWhoKeepsIt:
    def test_opens_describes_and_leads_an_edition_on(self, client):
        by = organiser()
        edition = EditionFactory()
        client.force_login(by)
        form = {
            "name": "École du Web",
            "commune": edition.commune.name,
            "starts_on": "2027-05-01",
            "votes_each": "5",
        }
        assert client.post(reverse("edition_open"), form | {"votes_each": "0"}).status_code == 422
        invalid_form = form | {"ends_on": "2027-04-01"}
        assert client.post(reverse("edition_open"), invalid_form).status_code == 422
        client.post(reverse("edition_open"), form)
        opened = WebSchoolEdition.objects.get(slug="ecole-du-web")

        grid = reverse("edition_grid", args=[opened.pk])
        client.post(grid, {"salle": "1", "salle-name": "Perche", "salle-seats": "30"})
        slots = {"day": "2027-05-01", "starts": "09:00", "minutes": 45, "pause": 15, "number": 3}
        client.post(grid, {f"creneaux-{name}": value for name, value in slots.items()})
        assert client.post(grid, {"creneaux-day": "2027-01-01"}).status_code == 422
        assert (opened.rooms.count(), opened.slots.count()) == (1, 3)
        remove = reverse("edition_grid_remove", args=[opened.pk])
        client.post(remove, {"quoi": "creneau", "numero": opened.slots.last().pk})
        assert client.post(remove, {"quoi": "mur", "numero": "1"}).status_code == 404
        assert opened.slots.count() == 2

        client.post(reverse("edition_partners", args=[opened.pk]), {"name": "CCI"})
        assert WebSchoolPartner.objects.get().edition == opened
        lead = reverse("edition_lead", args=[opened.pk])
        client.post(lead, {"etape": "voting"})
        assert client.post(lead, {"etape": "party"}).status_code == 404
        opened.refresh_from_db()
        assert opened.status == Status.VOTING

    def test_says_that_it_was_held_from_its_last_day_on_and_undoes_it_that_day(self, client):
        by, today = organiser(), timezone.localdate()
        edition = EditionFactory(
            status=Status.PUBLISHED, version=1, starts_on=today, ends_on=today + timedelta(days=1)
        )
        address = reverse("edition_manage", args=[edition.pk])
        lead = reverse("edition_lead", args=[edition.pk])
        client.force_login(by)

        def press(step):
            page = text_of(client.post(lead, {"etape": step}, follow=True))
            edition.refresh_from_db()
            return page

        assert "Passer à « tenue » ?" in text_of(client.get(address))
        assert "qu’à partir de ce jour" in press("held")
        assert edition.status == Status.PUBLISHED
        WebSchoolEdition.objects.filter(pk=edition.pk).update(ends_on=today)
        for step in ("held", "published", "held"):
            press(step)
            assert edition.status == step
        WebSchoolEdition.objects.filter(pk=edition.pk).update(
            starts_on=today - timedelta(days=1), ends_on=today - timedelta(days=1)
        )
        press("published")
        assert edition.status == Status.HELD

    def test_makes_and_publishes_a_programme(self, client):
        by, edition = organiser(), EditionFactory(status=Status.SCHEDULING, rooms=[9], slots=2)
        first_pitch, second_pitch = PitchFactory(edition=edition), PitchFactory(edition=edition)
        client.force_login(by)
        compute = reverse("programme_compute", args=[edition.pk])
        client.post(compute, {"geste": "calculer"})
        editor = reverse("programme_editor", args=[edition.pk])
        assert "2 sessions placées sur 2" in text_of(client.get(editor))
        client.post(compute, {"geste": "garder"})
        assert client.post(compute, {"geste": "x"}).status_code == 404

        placed = {session.pitch_id: session for session in Session.objects.all()}
        first, second = placed[first_pitch.pk].slot, placed[second_pitch.pk].slot
        place = reverse("programme_place", args=[edition.pk, first_pitch.pk])
        client.post(place, {"room": edition.rooms.get().pk, "slot": second.pk})
        assert client.post(place, {"room": "999", "slot": "x"}).status_code == 422
        placed[second_pitch.pk].refresh_from_db()
        assert placed[second_pitch.pk].slot == first

        action = reverse("programme_action", args=[edition.pk, placed[second_pitch.pk].pk])
        client.post(action, {"geste": "epingler"})
        assert "Détacher" in text_of(client.get(editor))
        client.post(reverse("programme_publish", args=[edition.pk]), {"words": ""})
        assert "Version 1" in text_of(client.get(reverse("programme_versions", args=[edition.pk])))

    @pytest.mark.parametrize("number", [1, 3])
    def test_the_editor_costs_as_much_for_three_pitches_as_for_one(
        self, client, django_assert_num_queries, number
    ):
        edition = EditionFactory(status=Status.SCHEDULING, rooms=[9, 9], slots=2)
        by = organiser()
        for rank in range(number):
            pitch = PitchFactory(edition=edition, coming=1)
            place_pitch(
                by=by,
                pitch=pitch,
                room=list(edition.rooms.all())[rank % 2],
                slot=list(edition.slots.all())[rank // 2],
            )
        client.force_login(by)
        url = reverse("programme_editor", args=[edition.pk])
        client.get(url)

        with django_assert_num_queries(13):
            client.get(url)

    def test_notes_presences_and_gives_certificates(self, client, today):
        edition, by, _pitch = today
        client.force_login(by)
        url = reverse("edition_presences", args=[edition.pk])
        assert client.post(url, {"name": " "}).status_code == 422
        client.post(url, {"name": HOSTILE[:40]})
        noted = Attendance.objects.get()
        pdf = client.get(reverse("presence_certificate", args=[edition.pk, noted.pk]))
        assert pdf.content.startswith(b"%PDF")
        assert "<script>" not in client.get(url).text.partition("<main")[2]
        wall = edition.wall_token
        client.post(reverse("edition_tokens", args=[edition.pk]))
        assert client.get(reverse("edition_wall", args=[wall])).status_code == 404
        client.post(reverse("edition_presence_forget", args=[edition.pk, noted.pk]))
        assert not Attendance.objects.exists()

    def test_is_nobody_else(self, client):
        edition = EditionFactory()
        client.force_login(PersonFactory())
        for name in ("edition_manage", "edition_grid", "programme_editor", "edition_presences"):
            assert client.get(reverse(name, args=[edition.pk])).status_code == 404
