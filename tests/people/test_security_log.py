"""The log tells who signed in and who tried what is not theirs, by identifiers alone."""

from typing import Any

import pytest

from bocage.foundation import access
from bocage.people import adapters
from bocage.people.errors import WrongCode
from bocage.people.operations import confirm_code, request_code, sign_in
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


class Told(list[dict[str, Any]]):
    def info(self, event: str, **said: Any) -> None:
        self.append({"event": event, **said})


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    written = Told()
    for module in (access, adapters, sign_in):
        monkeypatch.setattr(module, "logger", written)
    return written


def test_code_that_is_wrong_is_told_without_its_digits_or_its_address(told):
    code = request_code(email="marie@dupont.example", language="fr", network_address="192.0.2.1")

    with pytest.raises(WrongCode):
        confirm_code(code_id=code.pk, digits="x")

    assert told == [{"event": "code refused", "code": str(code.pk)}]


def test_page_that_is_not_theirs_is_told_with_who_asked(told, signed_in_client):
    person = PersonFactory()

    assert signed_in_client(person).get("/espace/instance/").status_code == 404

    refused = {"permission": "people.operate_instance", "by": str(person.pk)}
    assert {"event": "not permitted"} | refused in told


def test_sign_out_has_the_browser_forget_the_pages(signed_in_client):
    answer = signed_in_client(PersonFactory()).post("/deconnexion/")

    assert answer["Clear-Site-Data"] == '"cache"'
