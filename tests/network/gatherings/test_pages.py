"""The pages of gatherings: the agenda, coming to one, the door, and those of who runs them."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from PIL import Image

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.network.models import Gathering, GatheringCalendar, Registration
from bocage.workspaces.models import Booking
from tests.network.factories import MemberFactory
from tests.network.gatherings.factories import GatheringFactory, RegistrationFactory, at, club_world
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import BookingFactory, ResourceFactory, as_range

pytestmark = pytest.mark.django_db


@pytest.fixture
def gathering():
    return GatheringFactory(
        title="Le jeudi du club", commune=CommuneFactory(boitron=True), capacity=6
    )


def registration_form(gathering, **fields):
    return {"people": "1", "guests": "", "version": str(gathering.sequence), **fields}


class TestTheAgenda:
    @pytest.mark.usefixtures("gathering")
    def test_shows_what_is_open_and_what_was_and_not_what_is_prepared(self, client):
        GatheringFactory(past=True, title="Janvier", outcome="Deux contrats.")
        draft = GatheringFactory(draft=True, title="Secret")

        page = text_of(client.get(reverse("gathering_list")))
        feed = client.get(reverse("gathering_feed")).content

        assert "Le jeudi du club" in page
        assert "Deux contrats." in page
        assert "Secret" not in page
        names = {str(event["summary"]) for event in Calendar.from_ical(feed).walk("VEVENT")}
        assert names == {"Le jeudi du club", "Janvier"}
        assert client.get(draft.get_absolute_url()).status_code == 404
        assert client.post(reverse("gathering_register", args=[draft.pk])).status_code == 404

    @pytest.mark.parametrize("count", [1, 3])
    def test_reads_as_much_for_three_as_for_one(self, client, count, django_assert_num_queries):
        GatheringFactory.create_batch(count)
        GatheringFactory.create_batch(count, past=True)

        with django_assert_num_queries(4):
            client.get(reverse("gathering_list"))

    def test_has_structured_data_and_the_names_of_those_who_agreed(self, client, gathering):
        gathering.description = "</script><script>alert(1)</script>"
        gathering.save()
        listed = MemberFactory(public=True, person__name="Nadia Prigent")
        members_only = MemberFactory(person__name="Yann Auvray")
        silent = MemberFactory(public=True, person__name="Odile Roux")
        for member in (listed, members_only, silent):
            RegistrationFactory(
                event=gathering, person=member.person, is_shown=member is not silent
            )

        page = client.get(gathering.get_absolute_url()).content.decode()
        client.force_login(silent.person)
        for_members = client.get(gathering.get_absolute_url()).content.decode()

        assert '"@type": "Event"' in page
        assert "<script>alert(1)" not in page
        assert "Nadia Prigent" in page
        assert "Yann Auvray" not in page
        assert "Yann Auvray" in for_members
        assert "Nadia Prigent" in for_members


class TestComing:
    def test_with_an_account_is_one_form_and_one_touch_back(self, client, gathering):
        member = MemberFactory()
        client.force_login(member.person)
        address = reverse("gathering_register", args=[gathering.pk])

        client.post(address, registration_form(gathering, people="2", is_shown="on"))
        assert "Vous êtes inscrit" in text_of(client.get(gathering.get_absolute_url()))
        registration = Registration.objects.get()
        assert (registration.people, registration.is_shown) == (2, True)
        client.post(reverse("gathering_leave", args=[gathering.pk]))

        registration.refresh_from_db()
        assert registration.state == "cancelled"

    def test_without_one_is_confirmed_and_taken_back_by_links(
        self, client, gathering, deliver_mails
    ):
        address = reverse("gathering_register", args=[gathering.pk])
        form = registration_form(gathering, name="Paul", email="Paul@Exemple.fr")

        client.post(address, form)
        [mail] = deliver_mails()
        registration = Registration.objects.get()
        payload = {"registration": str(registration.pk)}
        confirm = signed_action_path("network.confirm_registration", payload)
        leave = signed_action_path("network.leave_gathering", payload)

        assert mail.recipient == "paul@exemple.fr"
        client.get(confirm)
        registration.refresh_from_db()
        assert registration.state == "unconfirmed"
        for link, state in ((confirm, "registered"), (leave, "cancelled"), (leave, "cancelled")):
            client.post(link)
            registration.refresh_from_db()
            assert registration.state == state

    @pytest.mark.parametrize(
        "fields",
        [
            {"name": ""},
            {"name": "x" * 5_000},
            {"email": "pas une adresse"},
            {"people": "99"},
            {"guests": "y" * 5_000},
            {"version": "-1"},
            {"version": "7"},
        ],
        ids=["no name", "huge", "no address", "too many", "huge guests", "forged", "moved"],
    )
    def test_keeps_what_was_typed_when_something_is_wrong(self, client, gathering, fields):
        form = registration_form(gathering, name="Paul", email="paul@exemple.fr")

        response = client.post(reverse("gathering_register", args=[gathering.pk]), form | fields)

        assert response.status_code == 422
        assert not Registration.objects.exists()

    def test_stands_among_mine_and_in_the_calendar_of_my_address_until_revoked(self, client):
        registration = RegistrationFactory(event__title="Le jeudi du club")
        client.force_login(registration.person)
        assert "Le jeudi du club" in text_of(client.get(reverse("espace")))
        assert "Le jeudi du club" in text_of(client.get(reverse("own_gatherings")))
        settings_address = reverse("own_gathering_calendar")

        client.post(settings_address)
        first = GatheringCalendar.objects.get()
        address = reverse("own_gathering_feed", args=[first.token])
        assert "Le jeudi du club" in client.get(address).content.decode()
        client.post(settings_address, {"remplacer": "1"})
        assert client.get(address).status_code == 410
        client.post(settings_address, {"retirer": "1"})

        assert not GatheringCalendar.objects.filter(revoked_at=None).exists()

    def test_is_in_the_personal_file_of_the_person(self, client):
        registration = RegistrationFactory(event__title="Le jeudi du club", guests="Yann")
        client.force_login(registration.person)

        page = text_of(client.get(reverse("own_data")))

        assert "Le jeudi du club" in page
        assert "Yann" in page

    def test_a_member_proposes_and_the_organiser_answers(self, client, deliver_mails):
        world = club_world()
        member = MemberFactory()
        client.force_login(member.person)
        form = {
            "title": "Visite d’une ferme",
            "day": timezone.localtime(at(9, 10)).date().isoformat(),
            "begins": "10:00",
            "ends": "12:00",
            "places": "10",
            "location": "La ferme",
            "commune": "Boitron",
        }

        empty = client.post(reverse("gathering_propose"), form | {"location": ""})
        for title in ("Une", "Deux", "Trois", "Quatre"):
            last = client.post(reverse("gathering_propose"), form | {"title": title})
        assert (empty.status_code, last.status_code) == (422, 422)
        assert "Trois" in text_of(client.get(reverse("own_gatherings")))
        first, second, _third = Gathering.objects.order_by("made_at")
        client.force_login(world.organiser)
        assert "Une rencontre est proposée" in text_of(client.get(reverse("espace")))
        client.post(reverse("gathering_open", args=[first.pk]))
        client.post(reverse("gathering_call_off", args=[second.pk]), {"reason": "Trop loin."})

        mails = [
            (mail.recipient, mail.subject.rpartition(":")[0].strip()) for mail in deliver_mails()
        ]
        assert (
            mails.count((world.organiser.email, f"{member.person.name} propose une rencontre")) == 3
        )
        assert (member.person.email, "Votre rencontre est ouverte") in mails
        assert (member.person.email, "Votre proposition n’est pas retenue") in mails
        client.force_login(PersonFactory())
        assert client.get(reverse("gathering_propose")).status_code == 404


class TestTheDoor:
    def test_takes_one_touch_or_a_name(self, client):
        gathering = GatheringFactory(starts_at=timezone.now())
        registration = RegistrationFactory(event=gathering)
        address = reverse("gathering_arrival", args=[gathering.arrival_token])

        client.get(address)
        empty = client.post(address, {"name": ""})
        client.post(address, {"name": "Odile"})
        client.force_login(registration.person)
        client.post(address)

        assert empty.status_code == 422
        registration.refresh_from_db()
        assert registration.arrived_at
        assert Registration.objects.get(is_walk_in=True).name == "Odile"
        assert "Votre arrivée est notée" in text_of(client.get(address))

    def test_opens_to_who_has_the_code_at_its_time(self, client, gathering):
        address = reverse("gathering_arrival", args=[gathering.arrival_token])

        assert client.get(reverse("gathering_arrival", args=["inconnu"])).status_code == 404
        assert client.post(address, {"name": "Odile"}).status_code == 422


class TestTheOrganiser:
    def form(self, world, **fields):
        day = timezone.localtime(at(7, 18)).date()
        return {
            "title": "Le jeudi du club",
            "day": day.isoformat(),
            "begins": "18:00",
            "ends": "20:00",
            "places": "8",
            "months": "1",
            "room": str(world.room.pk),
            **fields,
        }

    def test_prepares_opens_changes_and_calls_off(self, client):
        world = club_world()
        client.force_login(world.organiser)

        client.post(reverse("gathering_plan"), self.form(world))
        gathering = Gathering.objects.get()
        client.post(reverse("gathering_open", args=[gathering.pk]))
        client.post(
            reverse("gathering_change", args=[gathering.pk]), self.form(world, begins="17:00")
        )
        gathering.refresh_from_db()
        assert (gathering.status, gathering.starts_at) == ("open", at(7, 17))
        client.post(reverse("gathering_call_off", args=[gathering.pk]), {"reason": "Neige."})

        assert not Booking.objects.holding().exists()
        page = text_of(client.get(gathering.get_absolute_url()))
        assert "Elle n’aura pas lieu." in page

    def test_takes_what_is_free_instead_of_a_room_that_is_taken(self, client):
        world = club_world()
        client.force_login(world.organiser)
        BookingFactory(resource=world.room, period=as_range((at(7, 17), at(7, 19))))
        ResourceFactory(place=world.place, meeting_room=True, name="Salle du haut", capacity=12)

        refused = client.post(reverse("gathering_plan"), self.form(world))
        offers = refused.context["instead"]
        client.post(reverse("gathering_plan"), self.form(world, plutot=offers[0][0]))

        assert refused.status_code == 422
        assert "Salle du haut" in text_of(refused)
        assert Gathering.objects.get().location.startswith("Salle du haut")

    @pytest.mark.parametrize(
        "fields",
        [
            {"title": ""},
            {"ends": "17:00"},
            {"room": ""},
            {"room": "00000000-0000-0000-0000-000000000000"},
            {"places": "100000"},
            {"day": "2020-01-01"},
            {"plutot": "a|b|c|d"},
        ],
        ids=["untitled", "backwards", "nowhere", "no such room", "huge", "past", "forged"],
    )
    def test_keeps_what_was_typed_when_something_is_wrong(self, client, fields):
        world = club_world()
        client.force_login(world.organiser)

        response = client.post(reverse("gathering_plan"), self.form(world, **fields))

        assert response.status_code == 422
        assert not Gathering.objects.exists()

    def test_makes_a_series_opens_and_extends_it(self, client):
        world = club_world()
        client.force_login(world.organiser)

        client.post(reverse("gathering_plan"), self.form(world, months="3"))
        first = Gathering.objects.order_by("starts_at").first()
        client.post(reverse("gathering_open", args=[first.pk]), {"serie": "1"})
        client.post(reverse("series_extend", args=[first.series_id]))

        assert Gathering.objects.filter(status="open").count() == 3
        assert Gathering.objects.count() == 9
        client.post(reverse("gathering_call_off", args=[first.pk]), {"reason": "", "serie": "1"})
        assert Gathering.objects.filter(status="called_off").count() == 9

    @pytest.mark.usefixtures("organiser")
    def test_keeps_the_door_and_writes(self, client, gathering, deliver_mails):
        Gathering.objects.update(starts_at=timezone.now())
        registration = RegistrationFactory(event=gathering)
        cancelled = RegistrationFactory(event=gathering)
        pages = {"args": [gathering.pk]}

        client.post(reverse("registration_cancel", args=[cancelled.pk]))
        client.post(reverse("gathering_walk_in", **pages), {"name": "Odile"})
        client.post(
            reverse("gathering_attendance", **pages), {"present": [str(registration.pk), "x"]}
        )
        client.post(reverse("gathering_message", **pages), {"message": "À tout de suite."})

        arrivals = Registration.objects.exclude(arrived_at=None)
        assert arrivals.get() == registration
        assert client.post(reverse("gathering_message", **pages)).status_code == 422
        assert client.post(reverse("gathering_walk_in", **pages)).status_code == 422
        assert any("À tout de suite." in mail.text for mail in deliver_mails())
        assert registration.person.name in text_of(client.get(reverse("gathering_sheet", **pages)))

    @pytest.mark.usefixtures("organiser")
    def test_tells_what_it_gave(self, client, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        past = GatheringFactory(past=True, commune=CommuneFactory(boitron=True))
        pages = {"args": [past.pk]}
        assert "qu’est-ce que cela a donné" in text_of(client.get(reverse("espace")))
        file = io.BytesIO()
        Image.new("RGB", (30, 20)).save(file, "PNG")
        file.seek(0)
        file.name = "table.png"

        client.post(reverse("gathering_outcome", **pages), {"notes": "", "outcome": "Un contrat."})
        answer = client.post(
            reverse("gathering_photo_add", **pages),
            {"image": io.BytesIO(b"non"), "alternative_text": "Table"},
        )
        client.post(
            reverse("gathering_photo_add", **pages), {"image": file, "alternative_text": "Table"}
        )

        assert answer.status_code == 422
        photo = past.photos.get()
        picture = client.get(photo.get_absolute_url())
        assert b"".join(picture.streaming_content).startswith(b"RIFF")
        assert "Un contrat." in text_of(client.get(past.get_absolute_url()))
        client.post(reverse("gathering_photo_remove", **pages), {"photo": str(photo.pk)})
        assert not past.photos.exists()

    @pytest.mark.usefixtures("organiser")
    @pytest.mark.parametrize("count", [1, 3])
    def test_reads_as_much_for_three_as_for_one(
        self, client, gathering, count, django_assert_num_queries
    ):
        RegistrationFactory.create_batch(count, event=gathering)
        with django_assert_num_queries(14):
            client.get(reverse("gathering_manage", args=[gathering.pk]))
        past_gatherings = GatheringFactory.create_batch(count, past=True, commune=gathering.commune)
        RegistrationFactory(
            event=past_gatherings[0], people=3, arrived_at=past_gatherings[0].starts_at
        )
        with django_assert_num_queries(7):
            page = client.get(reverse("club_gatherings"))
        assert page.context["figures"]["came"] == 3

    def test_is_nobody_else(self, client, gathering):
        registration = RegistrationFactory(event=gathering)
        client.force_login(PersonFactory())

        for name in ("manage", "change", "call_off", "sheet", "outcome"):
            assert client.get(reverse(f"gathering_{name}", args=[gathering.pk])).status_code == 404
        for name in ("open", "attendance", "walk_in", "message", "photo_add", "photo_remove"):
            assert client.post(reverse(f"gathering_{name}", args=[gathering.pk])).status_code == 404
        assert client.get(reverse("club_gatherings")).status_code == 404
        cancel = reverse("registration_cancel", args=[registration.pk])
        assert client.post(cancel).status_code == 404
