"""« Gardons le contact »: the form, what a wave of spam meets, and the page of a prospect."""

from collections import Counter
from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from bocage.foundation.models import OutgoingMail
from bocage.outreach.contact.views import contact
from bocage.outreach.models import Prospect, ProspectConsent, Touch
from bocage.outreach.prospects.formatting import words_of
from bocage.outreach.prospects.links import own_page_link
from bocage.people.limits import spend_work
from tests.foundation.work import worked
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import ConsentFactory, TrackedLinkFactory
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db

FORM, THANKS = "/gardons-le-contact/", "/gardons-le-contact/merci/"


def form_data(**changes: object) -> dict[str, object]:
    return {"email": "ada@ville.example", "purposes": ["letters"], **changes}


def test_a_form_comes_with_nothing_ticked_and_says_what_is_kept(client: Client) -> None:
    link = TrackedLinkFactory()
    page = client.get(FORM, {"c": link.code}).content.decode()
    assert "checked" not in page
    assert words_of("letters", "fr") in page
    response = client.post(
        FORM,
        form_data(
            c=link.code,
            name="Ada",
            origin="Rouen",
            trade="Graphiste",
            interests=["work"],
            **worked(),
        ),
    )
    assert response.headers["Location"] == THANKS
    prospect, touch = Prospect.objects.get(), Touch.objects.get()
    assert (prospect.email, prospect.origin) == ("ada@ville.example", "Rouen")
    assert (touch.campaign, touch.link) == (link.campaign, link)
    assert prospect.consents.get().words == words_of("letters", "fr")
    english = client.post(
        f"/en{FORM}", form_data(c=link.code, email="bob@town.example", **worked())
    )
    assert english.headers["Location"] == f"/en{THANKS}"
    assert ProspectConsent.objects.filter(words=words_of("letters", "en")).count() == 1


def test_nothing_tells_whether_an_address_is_known(client: Client) -> None:
    link = TrackedLinkFactory()
    consent = ConsentFactory(prospect__departement=link.campaign.departement)
    of_known_prospect = client.post(FORM, form_data(c=link.code, email=consent.prospect.email))
    unknown = client.post(FORM, form_data(c=link.code))
    assert (of_known_prospect.status_code, of_known_prospect.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert OutgoingMail.objects.count() == 2


def test_without_agreement_or_means_nothing_is_kept(client: Client) -> None:
    code = TrackedLinkFactory().code
    for wrong in (
        {"purposes": []},
        {"purposes": ["pirate"]},
        {"purposes": ["calls"]},
        {"email": ""},
        {"email": "a" * 5000 + "@ville.example"},
        {"name": "a" * 100_000},
        {"phone": "<script>"},
        {"interests": ["work"] * 5 + ["pirate"]},
        {"sent_as": "no identifier"},
    ):
        page = client.post(FORM, form_data(c=code, **wrong))
        assert page.status_code == 422, wrong
    assert not Prospect.objects.exists()


def test_a_robot_is_thanked_and_nothing_is_kept(client: Client) -> None:
    code = TrackedLinkFactory().code
    response = client.post(FORM, form_data(c=code, website="http://spam.example", **worked()))
    assert response.headers["Location"] == THANKS
    assert not Prospect.objects.exists()


def test_a_wave_meets_its_pace_and_an_address_is_not_pressed(client: Client) -> None:
    code = TrackedLinkFactory().code
    statuses = [
        client.post(FORM, form_data(c=code, email=f"ada{number}@ville.example")).status_code
        for number in range(8)
    ]
    assert statuses == [302] * 6 + [422] * 2
    for _again in range(6):
        assert client.post(FORM, form_data(c=code, **worked())).status_code == 302
    assert Touch.objects.filter(prospect__email="ada@ville.example").count() == 5
    assert OutgoingMail.objects.filter(recipient="ada@ville.example").count() == 1


def test_a_thousand_hostile_forms_leave_little_and_somebody_real_passes(
    client: Client, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact, "ALL_WITHOUT_WORK", replace(contact.ALL_WITHOUT_WORK, amount=5))
    code, spent = TrackedLinkFactory().code, worked()
    assert spend_work(rf.post(FORM, spent))

    def hostile(number: int) -> dict[str, object]:
        changes: dict[str, object] = {"email": f"spam{number}@ville.example"}
        if number % 20:
            changes["website"] = "http://spam.example/" + "x" * 500
        elif number % 3:
            changes |= spent
        else:
            changes |= {"challenge": "forged" * 40, "work": "1", "name": "<a href=http://spam>"}
        return form_data(c=code, **changes)

    def post_form(number: int) -> int:
        # Calls the view directly: middleware is tested elsewhere.
        request = rf.post(FORM, hostile(number), REMOTE_ADDR=f"203.0.113.{number % 200}")
        request.user, request.session = AnonymousUser(), {}
        return contact.contact(request).status_code

    assert Counter(map(post_form, range(1000))) == {302: 955, 422: 45}
    assert Prospect.objects.filter(email__startswith="spam").count() == 5
    assert OutgoingMail.objects.count() == 5
    real = client.post(FORM, form_data(c=code, **worked()), REMOTE_ADDR="203.0.113.7")
    assert real.headers["Location"] == THANKS
    assert Prospect.objects.filter(email="ada@ville.example").exists()


def test_a_page_without_a_code_asks_which_departement_where_there_are_several(
    client: Client,
) -> None:
    assert client.get(FORM).status_code == 404
    coordinator_of(DepartementFactory())
    assert 'name="departement"' not in client.get(FORM, {"c": "\0"}).content.decode()
    sarthe = DepartementFactory(sarthe=True)
    coordinator_of(sarthe)
    assert client.post(FORM, form_data()).status_code == 422
    client.post(FORM, form_data(departement=sarthe.code))
    assert Prospect.objects.get().departement == sarthe


def test_their_own_page_changes_what_they_receive_and_erases_them(client: Client) -> None:
    prospect = ConsentFactory().prospect
    page = f"/ce-que-vous-recevez/{own_page_link.token(prospect.pk, prospect.email)}/"
    assert client.get("/ce-que-vous-recevez/faux/").status_code == 404
    html = client.get(page).content.decode()
    assert html.count("checked") == 1
    assert prospect.email in html
    assert client.post(page, {"purposes": "pirate"}).status_code == 422
    client.post(page, {"purposes": ["calls"]})
    in_force = prospect.consents.filter(withdrawn_at=None)
    assert [consent.purpose for consent in in_force] == ["calls"]
    assert client.get(f"{page}effacer/").status_code == 200
    assert Prospect.objects.filter(email=prospect.email).exists()
    assert "C’est effacé" in client.post(f"{page}effacer/").content.decode()
    prospect.refresh_from_db()
    assert (prospect.email, prospect.name, prospect.status) == ("", "", "erased")
    assert client.get(page).status_code == 410
