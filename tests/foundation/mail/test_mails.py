"""Every message of the product, rendered in both languages from its preview."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from bocage.foundation import style_guide
from bocage.foundation.mail import Mail, channels, registered_mails, render_mail
from bocage.foundation.mail.rendering import RenderedMail
from bocage.foundation.mails import DeliveryCheck
from tests.mail_examples import example

MAIL_TYPES = [mail for mail in registered_mails() if mail.__module__.startswith("bocage.")]

WHOLE = ("https://", "http://", "mailto:", "tel:")

every_mail = pytest.mark.parametrize("mail_type", MAIL_TYPES, ids=lambda mail: mail.__name__)
both_languages = pytest.mark.parametrize("language", ["fr", "en"])

pytestmark = pytest.mark.django_db


@every_mail
def test_a_mail_is_whole_in_both_languages(mail_type: type[Mail]) -> None:
    """One test per mail: it is rendered once in each language, and all checks use the result."""
    mail = example(mail_type)
    french, english = (render_mail(mail, language=language) for language in ("fr", "en"))
    for rendered in (french, english):
        assert_is_plain(rendered)
        assert_links_are_whole(rendered)
    assert french.subject != english.subject
    assert french.text != english.text
    assert mail_type.from_facts(mail.to_facts()) == mail
    assert mail_type.channel in {channel.name for channel in channels()}


def assert_is_plain(rendered: RenderedMail) -> None:
    """Checks that subject and text contain no markup and no unrendered template."""
    assert rendered.subject.strip() != ""
    assert "\n" not in rendered.subject
    assert not re.search(r"</?[a-z][^>]*>|&[a-z#0-9]+;", rendered.text + rendered.subject)
    assert not re.search(r"\{[{%]|%\(", rendered.subject + rendered.text + rendered.html)


def assert_links_are_whole(rendered: RenderedMail) -> None:
    links = re.findall(r'(?:href|src)="([^"]*)"', rendered.html)
    assert [link for link in links if not link.startswith(WHOLE)] == []
    assert any(link.startswith(settings.BOCAGE.public_url) for link in links)


def test_a_text_as_it_is_read() -> None:
    rendered = render_mail(example(DeliveryCheck), language="fr")
    assert rendered.text == (
        "Les courriels arrivent\n"
        "\n"
        "Cet essai a été demandé le mardi 24 novembre à 10\xa0h\xa030. "
        "Si vous le lisez, l’instance sait écrire à ses habitants.\n"
        "\n"
        "Voir l’instance\n"
        "http://127.0.0.1:8000/\n"
        "\n"
        "--\n"
        "Vous recevez ce message parce que quelqu’un a demandé un essai d’envoi vers cette "
        "adresse.\n"
        "Bocage · http://127.0.0.1:8000/\n"
    )


@both_languages
def test_the_previews_list_every_message(client: Client, language: str) -> None:
    prefix = "" if language == "fr" else "/en"
    page = client.get(f"{prefix}/style/courriels/").content.decode()
    for mail_type in MAIL_TYPES:
        assert f"/style/courriels/{mail_type.kind()}/{language}/" in page


def test_a_preview_shows_page_and_text(client: Client) -> None:
    """Each in French; one per room in English, since all are rendered in both above."""
    one_of_each_room = {mail.__module__.split(".")[1]: mail for mail in MAIL_TYPES}
    for mail_type in MAIL_TYPES:
        assert_preview_is_shown(client, mail_type, "fr")
    for mail_type in one_of_each_room.values():
        assert_preview_is_shown(client, mail_type, "en")


def assert_preview_is_shown(client: Client, mail_type: type[Mail], language: str) -> None:
    path = f"/style/courriels/{mail_type.kind()}/{language}/"
    response = client.get(path)
    assert response.status_code == 200
    assert f'src="{path}page/"' in response.content.decode()
    framed = client.get(f"{path}page/")
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "sandbox allow-popups" in framed["Content-Security-Policy"]


def test_an_installed_product_says_where_examples_are(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(style_guide, "TESTS", tmp_path)

    page = client.get("/style/courriels/").content.decode()

    assert "Leurs exemples viennent avec le code source de Bocage." in page
    assert DeliveryCheck.kind() not in page
    assert client.get(f"/style/courriels/{DeliveryCheck.kind()}/fr/").status_code == 404


@pytest.mark.parametrize("path", ["unknown/fr/", "unknown/fr/page/"])
def test_an_unknown_message_has_no_preview(client: Client, path: str) -> None:
    assert client.get(f"/style/courriels/{path}").status_code == 404


def test_another_language_has_no_preview(client: Client) -> None:
    path = f"/style/courriels/{DeliveryCheck.kind()}/de/"
    assert client.get(path).status_code == 404
    assert client.get(f"{path}page/").status_code == 404
