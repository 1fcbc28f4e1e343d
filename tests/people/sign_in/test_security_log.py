"""Security log: sign-ins and denied accesses, by identifiers alone."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django import forms
from django.core import signing

from bocage.foundation import errors
from bocage.foundation.errors import NotAllowed, add_refusal_to
from bocage.foundation.http import access, signed_texts
from bocage.foundation.http.signed_texts import ExpiredLink, read_signed
from bocage.people.errors import WrongCode
from bocage.people.operations import sessions, sign_in
from bocage.people.operations.sessions import end_sessions_of
from bocage.people.operations.sign_in import Asker, confirm_code, request_code
from bocage.people.sign_in import adapters, key_forms
from tests.people.factories import MandateFactory, PersonFactory

pytestmark = pytest.mark.django_db


class RecordingLogger(list[dict[str, Any]]):
    def info(self, event: str, **fields: Any) -> None:
        self.append({"event": event, **fields})


@pytest.fixture
def log_lines(monkeypatch: pytest.MonkeyPatch) -> RecordingLogger:
    logger = RecordingLogger()
    for module in (access, adapters, errors, key_forms, sessions, sign_in, signed_texts):
        monkeypatch.setattr(module, "logger", logger)
    return logger


def test_code_that_is_wrong_is_shown_without_its_digits_or_its_address(log_lines):
    code = request_code(
        email="marie@dupont.example", language="fr", asker=Asker(network_address="192.0.2.1")
    )

    with pytest.raises(WrongCode):
        confirm_code(code_id=code.pk, digits="x")

    assert log_lines == [{"event": "code refused", "code": str(code.pk)}]


def test_page_of_somebody_else_is_logged_with_its_visitor(log_lines, signed_in_client):
    person = PersonFactory()

    assert signed_in_client(person).get("/espace/instance/").status_code == 404

    refused = {"permission": "people.operate_instance", "by": str(person.pk)}
    assert {"event": "not permitted"} | refused in log_lines


def test_code_of_an_app_that_is_wrong_is_shown_without_its_digits(log_lines, signed_in_client):
    person = PersonFactory()
    totp.TOTP.activate(person, totp.generate_totp_secret())

    signed_in_client(person).post("/compte/confirmer/application/", {"code": "no digits"})

    assert log_lines == [{"event": "app code refused", "by": str(person.pk)}]


def test_passkey_that_is_refused_is_reported_and_names_nobody_before_they_are_known(
    log_lines, client
):
    client.get("/connexion/cle/", headers={"accept": "application/json"})
    client.post("/connexion/cle/", {"credential": '{"id": "x"}'})

    assert log_lines == [{"event": "passkey refused", "by": ""}]


@pytest.mark.parametrize("token", ["x", "people.stop_messages:x:y", "x" * 3000])
def test_link_that_was_forged_is_shown_by_its_kind_alone(log_lines, client, token):
    assert client.get(f"/reponse/{token}/").status_code == 404

    assert [line["event"] for line in log_lines] == ["link refused"]
    assert token not in str(log_lines)


def test_link_of_long_ago_is_reported_as_old(log_lines):
    with pytest.raises(ExpiredLink):
        read_signed(signing.dumps("x", salt="tests"), salt="tests", good_for=timedelta(0))

    assert log_lines == [{"event": "link refused", "link": "tests", "why": "expired"}]


@pytest.mark.parametrize("secret", ["bcg_inconnu", "inconnu"])
def test_token_that_opens_nothing_is_shown_without_the_token(log_lines, client, secret):
    answer = client.get("/api/v1/me/", headers={"authorization": f"Bearer {secret}"})

    assert answer.status_code == 401
    assert [line["event"] for line in log_lines] == ["refused"]
    assert secret not in str(log_lines)


def test_right_that_a_form_refuses_is_logged(log_lines):
    add_refusal_to(forms.Form({}), NotAllowed())

    assert log_lines == [{"event": "refused", "code": "not_allowed", "by": ""}]


def test_sessions_that_are_ended_for_somebody_are_shown_with_who_did_it(log_lines):
    administrator, person = MandateFactory().person, PersonFactory()

    end_sessions_of(by=administrator, person=person)

    ended = {"by": str(administrator.pk), "of": str(person.pk), "count": 0}
    assert log_lines == [{"event": "sessions ended"} | ended]


def test_sign_out_has_the_browser_forget_the_pages(signed_in_client):
    answer = signed_in_client(PersonFactory()).post("/deconnexion/")

    assert answer["Clear-Site-Data"] == '"cache"'
