"""The pages of ambassadors: their own, and those of who runs the campaigns."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.outreach.models import Ambassador
from bocage.people.models import Person
from tests.outreach.ambassadors.test_ambassadors import active, resident
from tests.outreach.coordination import coordinator_of
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(client: Client) -> Person:
    person = coordinator_of(DepartementFactory())
    client.force_login(person)
    return person


def browser_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_an_invitation_is_answered_by_one_click_and_a_get_changes_nothing(
    client: Client, by: Person
) -> None:
    assert by
    helene = resident(name="Hélène")
    invite = reverse("ambassador_invite")
    assert "Hélène" in text_of(client.get(invite))
    for wrong in ("", "x", "\0", str(PersonFactory().pk)):
        assert client.post(invite, {"person": wrong}).status_code == 404
    assert client.post(invite, {"person": str(helene.pk)}).status_code == 302
    invited = Ambassador.objects.get()
    yes = signed_action_path("outreach.ambassador_yes", {"ambassador": str(invited.pk)})
    no = signed_action_path("outreach.ambassador_no", {"ambassador": str(invited.pk)})
    assert "J’accepte de parler" in text_of(Client().get(yes))
    assert Client().get(no).status_code == 200
    invited.refresh_from_db()
    assert invited.state == "invited"
    for _twice in range(2):
        assert "vous voilà ambassadeur" in text_of(Client().post(yes))
    assert Client().post(no).status_code == 409
    page = text_of(browser_of(helene).get(reverse("own_ambassador")))
    assert "Mon lien" in page
    sheet = browser_of(helene).get(reverse("own_ambassador_sheet"))
    assert sheet.content.startswith(b"%PDF")


def test_a_resident_offers_is_answered_and_stops_at_any_time(client: Client, by: Person) -> None:
    assert by
    helene = resident()
    browser, address = browser_of(helene), reverse("own_ambassador")
    assert browser.post(address, {"oui": "1", "departement": "99"}).status_code == 404
    browser.post(address, {"oui": "1", "departement": "61"})
    assert "Merci de vous proposer" in text_of(browser.get(address))
    offer = Ambassador.objects.get()
    action = reverse("ambassador_action", args=[offer.pk])
    for _twice in range(2):
        assert client.post(action, {"oui": "1"}).status_code == 302
    assert "Mon lien" in text_of(browser.get(address))
    browser.post(address, {"arreter": "1"})
    offer.refresh_from_db()
    assert (offer.state, offer.ended_by) == ("ended", "person")
    assert "Je me propose" in text_of(browser.get(address))
    assert browser.get(reverse("own_ambassador_sheet")).status_code == 404


def test_thanks_are_noted_and_read_on_their_page(client: Client, by: Person) -> None:
    ambassador = active(by, DepartementFactory())
    thank = reverse("ambassador_thank", args=[ambassador.pk])
    for wrong in ("", "x" * 201):
        assert client.post(thank, {"note": wrong}).status_code == 422
    assert client.post(thank, {"note": "Un panier du marché"}).status_code == 302
    assert "Un panier" in text_of(browser_of(ambassador.person).get(reverse("own_ambassador")))
    assert "Un panier" in text_of(client.get(reverse("ambassador_detail", args=[ambassador.pk])))


def test_the_pages_are_for_whom_they_are(by: Person) -> None:
    ambassador = active(by, DepartementFactory())
    stranger = browser_of(PersonFactory())
    for name in ("own_ambassador", "own_ambassador_sheet", "ambassador_list", "ambassador_invite"):
        assert stranger.get(reverse(name)).status_code == 404
    assert stranger.get(reverse("ambassador_detail", args=[ambassador.pk])).status_code == 404
    browser = browser_of(ambassador.person)
    assert browser.post(reverse("ambassador_action", args=[ambassador.pk])).status_code == 404


def test_the_list_asks_as_much_for_three_as_for_one(
    client: Client, by: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(reverse("ambassador_list"))
    for size in (1, 2):
        for _number in range(size):
            active(by, DepartementFactory())
            resident()
        with django_assert_num_queries(6):
            client.get(reverse("ambassador_list"))
        with django_assert_num_queries(5):
            client.get(reverse("ambassador_invite"))
