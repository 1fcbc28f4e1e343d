"""Unsubscription from optional messages, by people and by their mail programs (RFC 8058)."""

from email import message_from_bytes, policy

import pytest
from django.test import Client
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.signed_actions import signed_action_path
from bocage.foundation.mail import send_mail
from bocage.foundation.mail.delivery import compose
from bocage.foundation.mails import DeliveryCheck
from bocage.people.errors import UnknownMessages
from bocage.people.models import MessageChoice
from bocage.people.operations.persons import stop_messages
from bocage.people.signed_actions import STOP
from bocage.workspaces.bookings.mails.bookings import BookingConfirmedMail, VisitorToday
from tests.mail_examples import example
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def host():
    return PersonFactory(email="aline@boitron.example")


def token_for(person, channel="visitors"):
    path = signed_action_path(STOP, {"person": person.pk.hex, "channel": channel})
    return path.rstrip("/").rpartition("/")[2]


def refusals():
    return list(MessageChoice.objects.values_list("person", "channel", "medium", "is_wanted"))


def delivered(deliver_mails, mail, person, language="fr"):
    send_mail(mail, to=person.email, language=language, person=person)
    [outgoing] = deliver_mails()
    return outgoing


@pytest.mark.parametrize(("language", "prefix"), [("fr", ""), ("en", "/en")])
def test_an_optional_message_carries_both_addresses(language, prefix, host, deliver_mails):
    outgoing = delivered(deliver_mails, example(VisitorToday), host, language)

    wire = compose(outgoing).as_bytes()

    read = message_from_bytes(wire, policy=policy.default)
    address = read["List-Unsubscribe"].strip("<>")
    assert address.startswith(f"http://127.0.0.1:8000{prefix}/ne-plus-recevoir/{STOP}:")
    assert f"List-Unsubscribe: <{address}>\r\n".encode() in wire
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    page = f"http://127.0.0.1:8000{prefix}/reponse/{STOP}:"
    assert page in outgoing.text
    assert f'href="{page}' in outgoing.html


def test_what_was_asked_for_carries_none(host, deliver_mails):
    outgoing = delivered(deliver_mails, example(BookingConfirmedMail), host)

    assert "List-Unsubscribe" not in compose(outgoing)
    assert STOP not in outgoing.text


def test_a_message_to_nobody_known_carries_none(deliver_mails):
    send_mail(example(DeliveryCheck), to="ada@boitron.example", language="fr")
    [outgoing] = deliver_mails()

    assert "List-Unsubscribe" not in compose(outgoing)


def test_the_button_of_a_mail_program_stops_the_messages(host, deliver_mails):
    wire = compose(delivered(deliver_mails, example(VisitorToday), host))
    address = wire["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")

    answers = [
        Client(enforce_csrf_checks=True).post(address, ONE_CLICK).status_code for _time in range(2)
    ]

    assert answers == [200, 200]
    assert refusals() == [(host.pk, "visitors", "email", False)]
    assert send_mail(example(VisitorToday), to=host.email, language="fr", person=host) is None


def test_a_link_that_is_only_opened_stops_nothing(client, host):
    token = token_for(host)

    response = client.get(reverse("stop_messages", args=[token]), follow=True)

    assert response.redirect_chain == [(reverse("signed_action", args=[token]), 302)]
    assert "Ne plus recevoir ces messages" in response.content.decode()
    assert refusals() == []


def test_the_page_asks_once_and_then_says_that_it_is_done(client, host):
    page = reverse("signed_action", args=[token_for(host)])

    client.post(page)
    again = client.get(page).content.decode()

    assert "Vous ne recevrez plus ces messages" in again
    assert refusals() == [(host.pk, "visitors", "email", False)]


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "Two-Clicks"}])
def test_a_post_of_something_else_stops_nothing(client, host, body):
    address = reverse("stop_messages", args=[token_for(host)])

    assert client.post(address, body).status_code == 400
    assert refusals() == []


def test_a_forged_or_foreign_link_stops_nothing(client, host):
    genuine = token_for(host)
    other_action = signed_action_path(
        "workspaces.cancel_booking", {"booking": host.pk.hex, "person": host.pk.hex}
    )
    tokens = [
        genuine[:-1] + ("A" if genuine[-1] != "A" else "B"),
        "x",
        "x" * 3000,
        other_action.rstrip("/").rpartition("/")[2],
    ]

    answers = {
        client.post(reverse("stop_messages", args=[token]), ONE_CLICK).status_code
        for token in tokens
    }

    assert answers == {404}
    assert refusals() == []


@pytest.mark.parametrize("channel", ["bookings", "sign_in", "nothing"])
def test_what_always_passes_is_not_stopped(client, host, channel):
    address = reverse("stop_messages", args=[token_for(host, channel)])

    assert client.post(address, ONE_CLICK).status_code == 410
    with pytest.raises(UnknownMessages):
        stop_messages(by=host, person=host, channel=channel)
    assert refusals() == []


def test_a_closed_account_has_nothing_to_stop(client):
    closed = PersonFactory(is_active=False)

    response = client.post(reverse("stop_messages", args=[token_for(closed)]), ONE_CLICK)

    assert response.status_code == 410


def test_nobody_stops_the_messages_of_somebody_else(host):
    with pytest.raises(NotAllowed):
        stop_messages(by=PersonFactory(), person=host, channel="visitors")
