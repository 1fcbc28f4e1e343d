"""The open mailbox of the demo."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bocage.foundation.db.identifiers import new_identifier
from tests.demo.factories import OutgoingMailFactory

pytestmark = pytest.mark.django_db

MAILBOX = "/demo/courrier/"


def subjects(client: Client, query: str = "") -> list[str]:
    response = client.get(MAILBOX + query)
    return [mail.subject for mail in response.context["page"].object_list]


def test_mails_are_listed_newest_first(client: Client) -> None:
    for subject in ("Premier", "Deuxième", "Troisième"):
        OutgoingMailFactory(subject=subject)
    assert subjects(client) == ["Troisième", "Deuxième", "Premier"]


def test_mails_are_kept_by_recipient(client: Client) -> None:
    OutgoingMailFactory(recipient="ada@bocage.example", subject="Pour Ada")
    OutgoingMailFactory(recipient="bruno@bocage.example", subject="Pour Bruno")
    assert subjects(client, "?pour=ada@bocage.example") == ["Pour Ada"]
    assert subjects(client, "?pour=BRUNO") == ["Pour Bruno"]
    assert subjects(client, "?pour=%25") == []


@pytest.mark.parametrize(
    "query",
    ["?pour=%00", "?pour=" + "a" * 5000, "?page=0", "?page=x", "?page=99999999999999999999"],
)
def test_odd_queries_get_a_page(client: Client, query: str) -> None:
    OutgoingMailFactory()
    assert client.get(MAILBOX + query).status_code == 200


def test_an_empty_mailbox_says_what_to_do(client: Client) -> None:
    assert "Pas encore de courrier" in client.get(MAILBOX).content.decode()
    OutgoingMailFactory()
    assert "Aucun courriel à cette adresse" in client.get(MAILBOX + "?pour=zoe").content.decode()


def test_the_list_is_cut_in_pages(client: Client) -> None:
    OutgoingMailFactory.create_batch(21)
    assert (len(subjects(client)), len(subjects(client, "?page=2"))) == (20, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_or_three(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    OutgoingMailFactory.create_batch(count, attached=b"BEGIN:VCALENDAR")
    client.get(MAILBOX)
    with django_assert_num_queries(4):
        client.get(MAILBOX)


def test_mails_that_came_since_the_last_visit_are_new(client: Client) -> None:
    OutgoingMailFactory(subject="Ancien")
    assert "Nouveau" not in client.get(MAILBOX).content.decode()
    OutgoingMailFactory(subject="Récent")
    page = client.get(MAILBOX).content.decode()
    assert page.count("Nouveau") == 1
    assert "Nouveau" not in client.get(MAILBOX).content.decode()


def test_a_refresh_of_the_list_leaves_mails_new(client: Client) -> None:
    OutgoingMailFactory()
    client.get(MAILBOX)
    OutgoingMailFactory()
    for _refresh in range(2):
        page = client.get(MAILBOX, headers={"hx-request": "true"}).content.decode()
        assert page.count("Nouveau") == 1


def test_a_waiting_mail_is_announced(client: Client) -> None:
    mail = OutgoingMailFactory(state="queued", sent_at=None, subject="", text="", html="")
    assert "En préparation…" in client.get(MAILBOX).content.decode()
    detail = client.get(f"{MAILBOX}{mail.pk}/").content.decode()
    assert "Ce message part dans un instant." in detail
    assert "<iframe" not in detail


def test_a_mail_is_shown_with_its_text_and_files(client: Client) -> None:
    mail = OutgoingMailFactory(attached=b"BEGIN:VCALENDAR", text="Voir https://bocage.example/r/1/")
    page = client.get(f"{MAILBOX}{mail.pk}/").content.decode()
    [attachment] = mail.attachments.all()
    assert mail.subject in page
    assert f'src="{MAILBOX}{mail.pk}/page/"' in page
    assert reverse("demo_mail_attachment", args=[attachment.pk]) in page
    assert 'href="https://bocage.example/r/1/"' in page


def test_the_page_of_a_mail_is_closed(client: Client) -> None:
    mail = OutgoingMailFactory(
        html="<html><head></head><body><script>evil()</script></body></html>"
    )
    response = client.get(f"{MAILBOX}{mail.pk}/page/")
    assert response.content.decode().startswith('<html><head><base target="_top"></head>')
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'self'; "
        "sandbox allow-popups allow-top-navigation-by-user-activation"
    )


def test_only_that_page_may_be_framed(client: Client) -> None:
    mail = OutgoingMailFactory()
    for path in (MAILBOX, f"{MAILBOX}{mail.pk}/"):
        response = client.get(path)
        assert response["X-Frame-Options"] == "DENY"
        assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_a_file_is_downloaded_as_it_left(client: Client) -> None:
    mail = OutgoingMailFactory(attached=b"BEGIN:VCALENDAR\r\n")
    [attachment] = mail.attachments.all()
    response = client.get(reverse("demo_mail_attachment", args=[attachment.pk]))
    assert b"".join(response.streaming_content) == b"BEGIN:VCALENDAR\r\n"
    assert response["Content-Type"] == "text/calendar"
    assert response["Content-Disposition"].startswith("attachment; ")


def test_what_does_not_exist_is_not_found(client: Client) -> None:
    unknown = new_identifier()
    for path in (f"{unknown}/", f"{unknown}/page/", f"pieces/{unknown}/", "1/", "x/page/"):
        assert client.get(MAILBOX + path).status_code == 404


def test_the_mailbox_is_read_only(client: Client) -> None:
    mail = OutgoingMailFactory()
    for path in (MAILBOX, f"{MAILBOX}{mail.pk}/", f"{MAILBOX}{mail.pk}/page/"):
        assert client.post(path).status_code == 405


def test_the_mailbox_speaks_english(client: Client) -> None:
    OutgoingMailFactory()
    assert client.get("/en/demo/courrier/").headers["Content-Language"] == "en"
