"""One-click answers by mail, and everything that may come instead of a click."""

import base64
import json
import zlib
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.test import Client
from django.utils import translation

from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
    signed_action_path,
    signed_action_url,
)

pytestmark = pytest.mark.django_db

seats_held: list[str] = []


@signed_action("tests.keep_seat", max_age=timedelta(days=2))
class ConfirmSeat(SignedAction):
    def question(self, payload: Payload) -> Question | Outcome:
        if payload["seat"] in seats_held:
            return Outcome(title="Le poste est gardé")
        return Question(
            title="Gardez-vous ce poste ?",
            explanation="Poste 3 <b>demain</b>",
            answer="Oui, je le garde",
            requested_by="Boitron",
        )

    def perform(self, payload: Payload) -> Outcome:
        seat = str(payload["seat"])
        if seat == "gone":
            raise NoLongerPossible("Ce poste n’existe plus.")
        if seat not in seats_held:
            seats_held.append(seat)
        return Outcome(title="Le poste est gardé", link="/", link_label="Voir")


@signed_action("tests.other", max_age=timedelta(days=2))
class Other(ConfirmSeat):
    pass


@pytest.fixture(autouse=True)
def no_seat_held() -> Iterator[None]:
    seats_held.clear()
    yield
    seats_held.clear()


def token(name: str = "tests.keep_seat", **payload: object) -> str:
    return signed_action_path(name, payload).removeprefix("/reponse/").rstrip("/")


def test_a_get_asks_and_changes_nothing(client: Client) -> None:
    response = client.get(signed_action_path("tests.keep_seat", {"seat": "3"}))
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<button") == 1
    assert "Oui, je le garde" in page
    assert "Poste 3 &lt;b&gt;demain&lt;/b&gt;" in page
    assert seats_held == []


def test_scanners_and_prefetching_browsers_change_nothing(client: Client) -> None:
    path = signed_action_path("tests.keep_seat", {"seat": "3"})
    assert client.head(path).status_code == 200
    assert client.get(path, headers={"sec-purpose": "prefetch"}).status_code == 200
    assert client.options(path).status_code == 405
    assert client.put(path).status_code == 405
    assert client.delete(path).status_code == 405
    assert seats_held == []


def test_the_button_gives_the_answer_without_an_account(client: Client) -> None:
    response = client.post(signed_action_path("tests.keep_seat", {"seat": "3"}))
    assert response.status_code == 200
    assert "Le poste est gardé" in response.content.decode()
    assert seats_held == ["3"]


def test_answering_twice_shows_the_same_outcome(client: Client) -> None:
    path = signed_action_path("tests.keep_seat", {"seat": "3"})
    first, second = client.post(path), client.post(path)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.content == second.content
    assert seats_held == ["3"]
    assert "<button" not in client.get(path).content.decode()


def test_a_post_without_the_token_of_the_page_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    path = signed_action_path("tests.keep_seat", {"seat": "3"})
    assert strict.post(path).status_code == 403
    strict.get(path)
    csrf = strict.cookies["csrftoken"].value
    assert strict.post(path, {"csrfmiddlewaretoken": csrf}).status_code == 200
    assert seats_held == ["3"]


def test_a_refusal_is_shown_with_its_sentence(client: Client) -> None:
    response = client.post(signed_action_path("tests.keep_seat", {"seat": "gone"}))
    assert response.status_code == 410
    assert "Ce poste n’existe plus." in response.content.decode()


def test_the_address_stays_secret(client: Client) -> None:
    response = client.get(signed_action_path("tests.keep_seat", {"seat": "3"}))
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_each_language_has_its_address(client: Client) -> None:
    with translation.override("en"):
        english = signed_action_url("tests.keep_seat", seat=3)
    assert english.startswith("http://127.0.0.1:8000/en/reponse/tests.keep_seat:")
    french = signed_action_url("tests.keep_seat", seat=3)
    assert french.startswith("http://127.0.0.1:8000/reponse/tests.keep_seat:")
    assert client.get(urlsplit(english).path).headers["Content-Language"] == "en"
    with translation.override("en"):
        assert signed_action_path("tests.keep_seat", {}).startswith("/en/reponse/")
        assert signed_action_path("tests.keep_seat", {}, "fr").startswith("/reponse/")


def test_an_expired_link_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    path = signed_action_path("tests.keep_seat", {"seat": "3"})
    monkeypatch.setattr(ConfirmSeat, "max_age", timedelta(seconds=-1))
    for response in (client.get(path), client.post(path)):
        assert response.status_code == 410
        assert "Ce lien a expiré." in response.content.decode()
    assert seats_held == []


def forged_tokens() -> list[str]:
    name = "tests.keep_seat"
    genuine = token(seat="3")
    other_key = signing.dumps({"seat": "3"}, key="k" * 50, salt=f"bocage.signed_action.{name}")
    bomb = base64.urlsafe_b64encode(zlib.compress(b'"' + b"0" * 500_000 + b'"')).decode()
    unsigned = base64.urlsafe_b64encode(json.dumps({"seat": "3"}).encode()).decode()
    return [
        genuine[:-1],
        genuine[: len(genuine) // 2],
        genuine[len(name) :],
        genuine + "A",
        genuine.replace("tests.keep_seat", "tests.other"),
        genuine.replace("tests.keep_seat", "tests.unknown"),
        f"{name}:{other_key}",
        f"{name}:{unsigned}",
        f"{name}:.{bomb}:1tAAAA:x",
        f"{name}:",
        name,
        ":",
        "::::",
        "é\x00%00",
        "a" * 100_000,
        f"{name}:" + "a" * 100_000,
    ]


@pytest.mark.parametrize("number", range(16))
def test_a_forged_link_is_unknown(client: Client, number: int) -> None:
    from django.urls import reverse

    path = reverse("signed_action", args=[forged_tokens()[number]])
    for response in (client.get(path), client.post(path)):
        assert response.status_code == 404
        assert "Ce lien est incomplet ou n’existe pas." in response.content.decode()
    assert seats_held == []


def test_two_actions_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        signed_action("tests.keep_seat", max_age=timedelta(days=1))(ConfirmSeat)


def test_a_link_to_an_unknown_action_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        signed_action_path("tests.misspelt", {})
