"""Actions of buttons and forms, and their error messages."""

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import ERROR, SUCCESS, get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from bocage.foundation.errors import Refusal
from bocage.foundation.http.actions import flash_outcome, refusals_on
from bocage.foundation.http.flash import undo_url_of


class RoomTaken(Refusal):
    default_sentence = "La salle est prise."


class DayOver(Refusal):
    default_sentence = "La journée est passée."


class RoomForm(forms.Form):
    room = forms.CharField()
    day = forms.CharField()


@pytest.fixture
def request_of_somebody(rf: RequestFactory) -> HttpRequest:
    request = rf.post("/")
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)
    return request


@pytest.fixture
def form() -> RoomForm:
    return RoomForm({"room": "Salle bleue", "day": "lundi"})


def flash_messages(request: HttpRequest) -> list[tuple[int, str]]:
    return [(message.level, message.message) for message in get_messages(request)]


def test_what_is_done_is_stated_on_the_next_page(request_of_somebody: HttpRequest):
    with flash_outcome(request_of_somebody, "C’est réservé."):
        pass

    assert flash_messages(request_of_somebody) == [(SUCCESS, "C’est réservé.")]


def test_what_is_done_without_a_sentence_says_nothing(request_of_somebody: HttpRequest):
    with flash_outcome(request_of_somebody):
        pass

    assert flash_messages(request_of_somebody) == []


def test_what_can_be_undone_carries_the_address_that_undoes_it(request_of_somebody: HttpRequest):
    with flash_outcome(request_of_somebody, "C’est réservé.", undo_url="/annuler/"):
        pass

    (message,) = get_messages(request_of_somebody)
    assert undo_url_of(message) == "/annuler/"


def test_what_is_refused_says_why_and_nothing_else(request_of_somebody: HttpRequest):
    with flash_outcome(request_of_somebody, "C’est réservé.") as outcome:
        raise RoomTaken

    assert flash_messages(request_of_somebody) == [(ERROR, "La salle est prise.")]
    assert isinstance(outcome.refusal, RoomTaken)


def test_an_error_that_is_no_refusal_goes_on(request_of_somebody: HttpRequest, form: RoomForm):
    with pytest.raises(ValueError, match="broken"), flash_outcome(request_of_somebody, "Fait."):
        raise ValueError("broken")
    with pytest.raises(ValueError, match="broken"), refusals_on(form):
        raise ValueError("broken")

    assert flash_messages(request_of_somebody) == []
    assert not form.errors


@pytest.mark.parametrize(
    ("refusal", "field"), [(RoomTaken, "room"), (DayOver, "day"), (Refusal, "__all__")]
)
def test_a_refusal_is_an_error_of_the_field_that_its_class_names(
    form: RoomForm, refusal: type[Refusal], field: str
):
    with refusals_on(form, {RoomTaken: "room", DayOver: "day"}):
        raise refusal

    assert form.errors == {field: [str(refusal.default_sentence)]}


def test_other_refusals_are_errors_of_the_field_of_the_form(form: RoomForm):
    with refusals_on(form, {RoomTaken: "room"}, field="day"):
        raise DayOver

    assert form.errors == {"day": ["La journée est passée."]}


def test_a_form_that_is_not_refused_has_no_error(form: RoomForm):
    with refusals_on(form) as outcome:
        pass

    assert form.is_valid()
    assert outcome.refusal is None
