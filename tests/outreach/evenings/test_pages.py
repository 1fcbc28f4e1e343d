"""The pages of evenings: for everybody, for who runs them, and by one click in a mail."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.foundation.models import OutgoingMail
from bocage.outreach.models import (
    CityEvening,
    EveningInvitation,
    EveningRegistration,
    ProspectConsent,
)
from bocage.outreach.prospects.links import unsubscribe_links
from bocage.people.models import Person
from tests.network.factories import MemberFactory
from tests.outreach.contact.test_contact import worked
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import (
    CampaignFactory,
    ConsentFactory,
    EveningFactory,
    EveningRegistrationFactory,
    TrackedLinkFactory,
    at,
)
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory

pytestmark = pytest.mark.django_db

PLAN = {
    "title": "Et si vous viviez dans le Perche ?",
    "city": "Paris",
    "location": "Café de l’Orne, 75014 Paris",
    "day": at(7, 19).date().isoformat(),
    "begins": "19:00",
    "ends": "21:30",
    "capacity": "20",
    "rent_cents": "150",
    "around": "Montreuil, 92",
    "reach_km": "30",
}


@pytest.fixture
def runner(client: Client) -> Person:
    person = coordinator_of(DepartementFactory())
    client.force_login(person)
    return person


def test_an_evening_is_prepared_opened_changed_and_called_off(
    client: Client, runner: Person
) -> None:
    assert runner.has_perm("outreach.run_campaigns")
    response = client.post(reverse("evening_plan"), PLAN)
    evening = CityEvening.objects.get()
    assert response.url == reverse("evening_manage", args=[evening.pk])
    assert Client().get(evening.get_absolute_url()).status_code == 404
    client.post(reverse("evening_open", args=[evening.pk]))
    page = text_of(Client().get(evening.get_absolute_url()))
    assert "Café de l’Orne" in page
    fields = {**PLAN, "begins": "20:00"}
    assert client.post(reverse("evening_change", args=[evening.pk]), fields).status_code == 302
    evening.refresh_from_db()
    assert evening.sequence == 1
    off = {"reason": "La salle ferme."}
    client.post(reverse("evening_call_off", args=[evening.pk]), off)
    assert "La salle ferme." in text_of(Client().get(evening.get_absolute_url()))
    assert (
        b"STATUS:CANCELLED" in Client().get(reverse("evening_calendar", args=[evening.pk])).content
    )


@pytest.mark.usefixtures("runner")
@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 5_000},
        {"location": "\0"},
        {"day": "2026-02-30"},
        {"day": "2020-01-01"},
        {"ends": "18:00"},
        {"capacity": "0"},
        {"capacity": "99999999999"},
        {"rent_cents": "-4"},
        {"reach_km": "2000"},
        {"campaign": "nulle part"},
        {"commune": "Ville qui n’existe pas"},
    ],
)
def test_a_plan_that_cannot_be_comes_back_with_a_sentence(
    client: Client, wrong: dict[str, str]
) -> None:
    response = client.post(reverse("evening_plan"), PLAN | wrong)
    assert response.status_code == 422
    assert not CityEvening.objects.exists()


def form_data(evening: CityEvening, **fields: object) -> dict[str, object]:
    return {
        "name": "Ada",
        "email": "ada@ville.example",
        "people": "2",
        "version": str(evening.sequence),
        **worked(),
        **fields,
    }


def test_a_visitor_asks_confirms_from_their_mailbox_and_may_leave(client: Client) -> None:
    evening = EveningFactory()
    link = TrackedLinkFactory(campaign__departement=evening.campaign.departement)
    fields = form_data(evening, c=link.code, purposes=["evenings"])
    response = client.post(evening.get_absolute_url(), fields)
    assert response.url == reverse("evening_thanks", args=[evening.pk])
    assert text_of(client.get(response.url))
    registration = EveningRegistration.objects.get()
    assert (registration.link, registration.state) == (link, "unconfirmed")
    payload = {"registration": str(registration.pk)}
    confirm = signed_action_path("outreach.confirm_evening", payload)
    assert "Vous venez à" in text_of(client.get(confirm))
    registration.refresh_from_db()
    assert registration.state == "unconfirmed"
    assert "Vous êtes inscrit" in text_of(client.post(confirm))
    assert "Vous êtes inscrit" in text_of(client.get(confirm))
    assert ProspectConsent.objects.get().campaign == link.campaign
    leave = signed_action_path("outreach.leave_evening", payload)
    client.post(leave)
    assert "vous ne venez pas" in text_of(client.post(leave))
    registration.refresh_from_db()
    assert registration.state == "cancelled"


def test_a_wave_of_spam_keeps_nothing_or_meets_a_pace(client: Client) -> None:
    evening = EveningFactory()
    trapped = client.post(
        evening.get_absolute_url(), form_data(evening, website="https://x.example")
    )
    assert trapped.status_code == 302
    assert not EveningRegistration.objects.exists()
    answers = [
        client.post(
            evening.get_absolute_url(),
            {**form_data(evening, email=f"ada{number}@ville.example"), "work": ""},
        ).status_code
        for number in range(8)
    ]
    assert answers == [302] * 6 + [422] * 2


def test_nothing_tells_whether_an_address_is_registered(client: Client) -> None:
    evening = EveningFactory()
    seated = EveningRegistrationFactory(event=evening)
    of_seated = client.post(evening.get_absolute_url(), form_data(evening, email=seated.email))
    unknown = client.post(evening.get_absolute_url(), form_data(evening))
    assert (of_seated.status_code, of_seated.url) == (unknown.status_code, unknown.url)
    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 100_000},
        {"email": "ada"},
        {"people": "7"},
        {"people": "beaucoup"},
        {"purposes": ["pirate"]},
        {"purposes": ["calls"]},
        {"version": "-1"},
        {"version": "7"},
        {"version": ""},
    ],
)
def test_a_form_that_cannot_be_taken_comes_back(client: Client, wrong: dict[str, object]) -> None:
    evening = EveningFactory()
    response = client.post(evening.get_absolute_url(), form_data(evening, **wrong))
    assert response.status_code == 422
    assert not EveningRegistration.objects.exists()


def test_the_door_takes_what_it_showed_and_who_walks_in(client: Client, runner: Person) -> None:
    assert runner
    evening = EveningFactory(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=2))
    seated = EveningRegistrationFactory(event=evening)
    door = reverse("evening_door", args=[evening.pk])
    assert seated.name in text_of(client.get(door))
    fields = {"present": [str(seated.pk), "x", "\0"], "shown": [str(seated.pk), "é"]}
    assert client.post(door, fields).status_code == 302
    seated.refresh_from_db()
    assert seated.arrived_at is not None
    walk_in = reverse("evening_walk_in", args=[evening.pk])
    for wrong in ({"name": ""}, {"name": "A", "people": "9"}, {"name": "A", "email": "a@"}):
        assert client.post(walk_in, {"people": "1", **wrong}).status_code == 422
    agreed = {"name": "A", "people": "1", "purposes": ["letters"]}
    assert client.post(walk_in, agreed).status_code == 422
    assert client.post(walk_in, {**agreed, "email": "eve@ville.example"}).status_code == 302
    manage = reverse("evening_manage", args=[evening.pk])
    thank = reverse("evening_thank", args=[evening.pk])
    assert client.post(thank, {"message": ""}).status_code == 422
    assert client.post(thank, {"message": "Merci !"}).url == manage
    assert client.post(thank, {"message": "Encore !"}).status_code == 422
    assert client.post(reverse("evening_take_off", args=[seated.pk])).url == manage


def test_neighbours_and_guests_of_the_club_are_invited_and_answer(
    client: Client, runner: Person
) -> None:
    assert runner
    evening = EveningFactory()
    departement = evening.campaign.departement
    member = MemberFactory(commune=CommuneFactory(departement=departement))
    prospect = ConsentFactory(
        purpose="evenings", prospect__departement=departement, prospect__origin="Paris"
    ).prospect
    invite = reverse("evening_invite", args=[evening.pk])
    client.post(invite)
    again = client.post(invite, follow=True)
    assert "Personne de plus à inviter" in text_of(again)
    club = reverse("evening_club", args=[evening.pk])
    assert client.post(club, {"people": ["nobody"]}).status_code == 422
    assert client.post(club, {"people": [str(member.person_id)]}).status_code == 302
    EveningInvitation.objects.update(state="sent", sent_at=timezone.now())
    invitation = EveningInvitation.objects.get(prospect=prospect)
    yes = signed_action_path(
        "outreach.evening_yes", {"invitation": str(invitation.pk), "to": prospect.email}
    )
    assert "Vous venez" in text_of(Client().get(yes))
    assert not EveningRegistration.objects.exists()
    assert "Vous êtes inscrit" in text_of(Client().post(yes))
    no = signed_action_path(
        "outreach.evening_no", {"invitation": str(invitation.pk), "to": "another@ville.example"}
    )
    assert Client().post(no).status_code == 410
    guest = EveningInvitation.objects.get(person=member.person)
    guest_yes = signed_action_path("outreach.evening_yes", {"invitation": str(guest.pk), "to": ""})
    assert "on compte sur vous" in text_of(Client().post(guest_yes))


def test_one_click_of_a_mail_program_stops_invitations_and_nothing_else() -> None:
    consent = ConsentFactory(purpose="evenings")
    ConsentFactory(prospect=consent.prospect, purpose="letters")
    stop = unsubscribe_links(consent.prospect.pk, consent.prospect.email, "evenings", "fr")
    mail_program = Client(enforce_csrf_checks=True)
    assert "Ne plus être invité" in text_of(mail_program.get(stop.page))
    assert ProspectConsent.objects.in_force().count() == 2
    for _twice in range(2):
        assert (
            mail_program.post(stop.one_click, {"List-Unsubscribe": "One-Click"}).status_code == 200
        )
    assert ProspectConsent.objects.in_force().get().purpose == "letters"
    assert "Nous ne vous inviterons plus" in text_of(mail_program.get(stop.page))


def test_nobody_else_runs_an_evening(client: Client) -> None:
    evening = EveningFactory(draft=True)
    client.force_login(PersonFactory())
    names = ("evening_manage", "evening_change", "evening_call_off", "evening_club", "evening_door")
    for name in names:
        assert client.get(reverse(name, args=[evening.pk])).status_code == 404
    assert client.get(reverse("evening_list")).status_code == 404
    assert client.get(evening.get_absolute_url()).status_code == 404


def test_lists_ask_as_much_for_three_as_for_one(
    client: Client, runner: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert runner
    campaign = CampaignFactory()
    counts = []
    for _size in range(2):
        evening = EveningFactory(campaign=campaign)
        EveningRegistrationFactory.create_batch(2, event=evening)
        EveningFactory(campaign=campaign, past=True)
        counts.append(
            len(re.findall("Et si vous viviez ici", text_of(client.get(reverse("evening_list")))))
        )
        with django_assert_num_queries(5):
            client.get(reverse("evening_list"))
        with django_assert_num_queries(12):
            client.get(reverse("evening_manage", args=[evening.pk]))
        with django_assert_num_queries(1):
            Client().get(reverse("evening_agenda"))
    assert counts == [2, 4]
