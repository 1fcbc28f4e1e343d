"""The tags and filters from which components are made."""

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.paginator import Paginator
from django.template import Context
from django.test import RequestFactory
from django.utils import timezone, translation

from bocage.foundation.http import flash
from bocage.foundation.templatetags import face

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "french", "english"),
    [
        (timedelta(seconds=20), "à l’instant", "just now"),
        (timedelta(minutes=2), "il y a 2 min", "2 min ago"),
        (timedelta(hours=3), "il y a 3 h", "3 h ago"),
        (timedelta(hours=20), "hier", "yesterday"),
        (timedelta(days=24), "le 31 octobre 2026", "on 31 October 2026"),
    ],
)
def test_an_age_is_stated_as_people_do(
    monkeypatch: pytest.MonkeyPatch, ago: timedelta, french: str, english: str
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    with translation.override("fr"):
        assert face.age(NOW - ago) == french
    with translation.override("en"):
        assert face.age(NOW - ago) == english


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Agathe Noyer", "AN"),
        ("agathe", "A"),
        ("Jean-Marc de la Haye", "JH"),
        ("Mairie d’Alençon", "MA"),
        ("", ""),
        ("  ·  ", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert face.initials(name) == letters


def test_a_strip_has_a_bar_for_each_part_and_says_its_words() -> None:
    strip = face.availability_strip(["free", "taken", "closed", "chosen"], 'libre "le matin"')
    assert strip.count("<rect ") == 4
    assert [word for word in ("free", "taken", "shut", "chosen") if f'class="{word}"' in strip] == [
        "free", "taken", "shut", "chosen"
    ]  # fmt: skip
    assert 'aria-label="libre &quot;le matin&quot;"' in strip


def test_a_strip_refuses_a_state_that_it_does_not_know() -> None:
    with pytest.raises(KeyError):
        face.availability_strip(['"><script>'], "")


def test_a_strip_of_nothing_is_still_a_picture() -> None:
    assert 'viewBox="0 0 1 10"' in face.availability_strip([], "fermé")


def test_the_pages_of_a_list_keep_the_search() -> None:
    request = RequestFactory().get("/travailler/", {"pres-de": "Sées & co", "page": "2"})
    address = face.page_address(Context({"request": request}), "page", 3)
    assert address == "?pres-de=S%C3%A9es+%26+co&page=3"


def test_the_pages_far_from_here_are_left_out() -> None:
    page = Paginator(range(200), 10).page(6)
    assert face.page_numbers(page) == [1, 0, 5, 6, 7, 0, 20]


class SampleForm(forms.Form):
    name = forms.CharField(label="Nom")
    answer = forms.ChoiceField(label="Réponse", choices=[("a", "A")], widget=forms.RadioSelect)
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        raise forms.ValidationError("Ce lieu est fermé.")


def test_each_error_leads_to_what_takes_the_focus() -> None:
    errors = face.listed_errors(SampleForm({}))
    assert [(error["label"], error["target"]) for error in errors] == [
        ("Nom", "id_name"),
        ("Réponse", "id_answer_0"),
        ("Token", ""),
        ("", ""),
    ]
    assert errors[-1]["sentence"] == "Ce lieu est fermé."


def test_a_form_not_sent_has_no_errors_to_list() -> None:
    assert face.listed_errors(SampleForm()) == []


@pytest.mark.parametrize("kind", [*sorted(face.SCENES), "unheard-of", "../../secret"])
def test_every_place_without_a_photo_has_a_drawing(kind: str) -> None:
    assert face.place_scene(kind).strip().startswith('<svg class="scene')


def test_a_message_carries_the_way_to_undo_it() -> None:
    stored: list[tuple[str, str]] = []

    class Storage:
        def add(self, _level: int, text: str, extra_tags: str = "") -> None:
            stored.append((text, extra_tags))

    request = RequestFactory().get("/")
    request._messages = Storage()
    flash.flash_with_undo(request, "C’est annulé.", undo_url="/mes réservations/x/?a=1 b")
    text, tags = stored[0]
    message = Message(25, text, extra_tags=tags)
    assert (text, face.undo_url(message)) == ("C’est annulé.", "/mes réservations/x/?a=1 b")


def test_a_refusal_carries_the_way_to_mend_it() -> None:
    request = RequestFactory().get("/")
    request._messages = storage = CookieStorage(request)
    flash.flash_refusal(request, "Il manque un jour.", mend_url="/projet/étape/?a=1&b=2")
    message = next(iter(storage._queued_messages))
    assert face.mend_url(message) == "/projet/étape/?a=1&b=2"
    assert (message.level_tag, face.undo_url(message)) == ("error", "")


def test_an_ordinary_message_has_nothing_to_undo() -> None:
    message = Message(25, "Bonjour", extra_tags="safe large")
    assert (face.undo_url(message), face.mend_url(message)) == ("", "")
