"""The push address, as software of agencies calls it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.housing.feeds.operations.sources import make_push_token, revoke_push_token
from bocage.housing.feeds.parsing import feed_files
from bocage.housing.feeds.views import ingest
from bocage.housing.models import FeedRun, Listing
from tests.housing.factories import SourceFactory
from tests.housing.feed_files import line, lines, zipped
from tests.people.factories import MandateFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return MandateFactory().person


@pytest.fixture
def token(admin, source):
    return make_push_token(by=admin, source=source)


@pytest.fixture
def machine():
    """A client that keeps no cookie and knows no CSRF token."""
    return Client(enforce_csrf_checks=True)


def pushed(machine, token, content=None, slug="agence", content_type="application/zip"):
    return machine.post(
        reverse("housing_push", args=[slug]),
        data=zipped(lines(2)) if content is None else content,
        content_type=content_type,
        headers={"Authorization": f"Bearer {token}"},
    )


def test_takes_the_file_as_it_is_and_tells_what_became_of_it(machine, token, run_tasks):
    answer = pushed(machine, token)
    assert answer.status_code == 202
    document = answer.json()
    run = FeedRun.objects.get(pk=document["run"])
    assert run.channel == FeedRun.Channel.PUSH
    run_tasks()
    path = document["status"].partition("://")[2].partition("/")[2]
    state = machine.get(f"/{path}", headers={"Authorization": f"Bearer {token}"}).json()
    assert (state["state"], state["created"]) == ("applied", 2)
    assert Listing.objects.count() == 2


def test_takes_a_form_with_one_file(machine, token):
    file = SimpleUploadedFile("annonces.zip", zipped([line()]))
    answer = machine.post(
        reverse("housing_push", args=["agence"]),
        {"fichier": file},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 202
    assert FeedRun.objects.get().file_name == "annonces.zip"


@pytest.mark.parametrize("wrong", ["", "x", "Bearer"])
def test_refuses_a_wrong_token_as_it_refuses_an_unknown_source(machine, token, wrong):
    answers = [pushed(machine, wrong), pushed(machine, token, slug="inconnue")]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json() == answers[1].json()
    assert answers[0]["WWW-Authenticate"].startswith("Bearer")
    assert not FeedRun.objects.exists()


def test_a_source_without_a_token_is_never_open(machine, source):
    assert pushed(machine, "").status_code == 401


def test_a_replaced_or_revoked_token_opens_nothing(machine, admin, source, token):
    make_push_token(by=admin, source=source)
    assert pushed(machine, token).status_code == 401
    last = make_push_token(by=admin, source=source)
    revoke_push_token(by=admin, source=source)
    assert pushed(machine, last).status_code == 401


def test_the_token_of_one_source_opens_no_other(machine, token):
    SourceFactory(slug="autre")
    assert pushed(machine, token, slug="autre").status_code == 401


def test_tokens_are_tried_a_few_times_only(machine, token, monkeypatch):
    for _ in range(20):
        assert pushed(machine, "wrong").status_code == 401
    assert pushed(machine, "wrong").status_code == 429


def test_pushes_are_counted_by_source(machine, token, monkeypatch):
    monkeypatch.setattr(
        ingest, "PUSHES", ingest.Limit(action="t", amount=1, window=ingest.PUSHES.window)
    )
    assert pushed(machine, token).status_code == 202
    assert pushed(machine, token).status_code == 429


def test_too_heavy_is_refused_by_what_it_announces_and_by_what_it_weighs(
    machine, token, monkeypatch
):
    monkeypatch.setattr(ingest, "MAX_OCTETS", 100)
    assert pushed(machine, token, b"x" * 200).status_code == 413
    monkeypatch.setattr(ingest, "MAX_OCTETS", feed_files.MAX_OCTETS)
    monkeypatch.setattr("bocage.housing.feeds.operations.stored_files.MAX_OCTETS", 100)
    assert pushed(machine, token, b"x" * 200).status_code == 413
    assert not FeedRun.objects.exists()


def test_what_comes_in_pieces_must_say_how_heavy_it_is(machine, token):
    answer = machine.generic(
        "POST",
        reverse("housing_push", args=["agence"]),
        content_type="application/zip",
        headers={"Authorization": f"Bearer {token}", "Transfer-Encoding": "chunked"},
        CONTENT_LENGTH="",
    )
    assert (answer.status_code, answer.json()["error"]) == (411, "length_required")


def test_another_type_and_nothing_at_all_are_refused(machine, token):
    assert pushed(machine, token, b"<xml/>", content_type="application/xml").status_code == 415
    assert pushed(machine, token, b"", content_type="text/csv").status_code in {400, 415}


def test_is_not_read_with_get(machine):
    assert machine.get(reverse("housing_push", args=["agence"])).status_code == 405


def test_a_run_of_another_source_is_not_shown(machine, token):
    other_source = SourceFactory(slug="autre")
    run = FeedRun.objects.create(
        source=other_source,
        number=1,
        channel="push",
        sha256="x",
        received_at=other_source.created_at,
    )
    address = reverse("housing_push_state", args=["agence", run.pk])
    answer = machine.get(address, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 404


def test_the_token_is_kept_as_a_digest_alone(source, token):
    source.refresh_from_db()
    assert token not in str(source.__dict__)
    assert len(source.push_token_digest) == 64


def test_tokens_are_made_by_who_runs_the_source(source):
    with pytest.raises(NotAllowed):
        make_push_token(by=PersonFactory(), source=source)
