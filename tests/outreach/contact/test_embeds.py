"""« Gardons le contact » in a frame on another site, without any cookie."""

import pytest
from django.test import Client

from bocage.outreach.models import Prospect, Touch
from tests.outreach.contact.test_contact import form_data, worked
from tests.outreach.factories import TrackedLinkFactory
from tests.pages.framed import check_framed
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

FRAME, THANKS = "/gardons-le-contact/encart/", "/gardons-le-contact/encart/merci/"


def test_a_form_sent_from_a_frame_is_kept_with_its_campaign_and_needs_no_cookie() -> None:
    link = TrackedLinkFactory()
    browser = Client(enforce_csrf_checks=True)
    response = browser.get(FRAME, {"c": link.code})
    check_framed(response)
    assert f'name="c" value="{link.code}"' in response.content.decode()
    assert "csrfmiddlewaretoken" not in response.content.decode()

    answer = browser.post(FRAME, form_data(c=link.code, **worked()), HTTP_ORIGIN="null")

    assert (answer.status_code, answer["Location"]) == (302, THANKS)
    assert not answer.cookies
    touch = Touch.objects.get()
    assert (touch.campaign, touch.link) == (link.campaign, link)
    check_framed(browser.get(THANKS))


def test_what_is_wrong_is_shown_in_the_frame_and_nothing_is_kept(client: Client) -> None:
    code = TrackedLinkFactory().code
    for wrong in ({"purposes": []}, {"email": "a" * 5000}, {"phone": "<script>"}, {"c": "x" * 99}):
        answer = client.post(
            FRAME, form_data(c=code) | wrong | {"purposes": wrong.get("purposes", ["calls"])}
        )
        assert answer.status_code in (404, 422), wrong
    assert not Prospect.objects.exists()


def test_whoever_is_signed_in_sends_it_as_nobody(client: Client) -> None:
    code = TrackedLinkFactory().code
    client.force_login(PersonFactory(email="claire@exemple.fr"))

    assert "claire" not in text_of(client.get(FRAME, {"c": code}))
    assert client.post(FRAME, form_data(c=code, **worked()))["Location"] == THANKS
    assert Prospect.objects.get().email == "ada@ville.example"


def test_a_wave_from_frames_meets_the_pace_of_the_page(client: Client) -> None:
    code = TrackedLinkFactory().code
    statuses = [
        client.post(FRAME, form_data(c=code, email=f"ada{number}@ville.example")).status_code
        for number in range(7)
    ]
    assert statuses == [302] * 6 + [422]


def test_the_page_itself_still_asks_for_its_cookie() -> None:
    code = TrackedLinkFactory().code
    answer = Client(enforce_csrf_checks=True).post("/gardons-le-contact/", form_data(c=code))
    assert answer.status_code == 403


def test_where_nobody_would_answer_there_is_no_form(client: Client) -> None:
    assert client.get(FRAME).status_code == 404
