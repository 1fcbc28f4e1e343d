"""A request sent twice with the same key is processed once, even concurrently."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from bocage.foundation.api.callers import name_subject
from bocage.foundation.api.idempotency import KeyUsedForAnother, forget_answers, run_once
from bocage.foundation.api.problems import ValuesInvalid
from bocage.foundation.errors import Refusal
from bocage.foundation.models import AnsweredRequest
from bocage.territory.models import Departement

THREADS = 6


def request(key, *, subject="person:1", body=b"{}", path="/api/v1/things"):
    headers = {"Idempotency-Key": key} if key is not None else {}
    http_request = RequestFactory().post(
        path, body, content_type="application/json", headers=headers
    )
    name_subject(http_request, subject)
    return http_request


class Work:
    """Work to be done once: it counts its calls, and returns the count."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        response = HttpResponse(f'{{"made": {self.times}}}', status=201)
        response["Location"] = f"/api/v1/things/{self.times}"
        return response


@pytest.mark.django_db
def test_key_is_done_once():
    work = Work()
    first = run_once(request("abc"), work)
    again = run_once(request("abc"), work)

    assert work.times == 1
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again["Location"] == first["Location"]
    assert again["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first


@pytest.mark.django_db
def test_key_may_have_the_quotes_of_a_structured_header():
    work = Work()
    run_once(request('"abc"'), work)
    run_once(request("abc"), work)

    assert work.times == 1


@pytest.mark.django_db
def test_without_a_key_each_is_done():
    work = Work()
    run_once(request(None), work)
    run_once(request(None), work)

    assert work.times == 2


@pytest.mark.django_db
def test_key_belongs_to_its_caller():
    work = Work()
    run_once(request("abc", subject="person:1"), work)
    run_once(request("abc", subject="person:2"), work)

    assert work.times == 2


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"body": b"[]"}, {"path": "/api/v1/others"}])
def test_key_of_another_request_is_refused(change):
    work = Work()
    run_once(request("abc"), work)

    with pytest.raises(KeyUsedForAnother):
        run_once(request("abc", **change), work)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "  ", '""', "\xa0", "é", "a b", 'a"b', "x" * 256])
def test_key_that_is_none_is_refused(key):
    with pytest.raises(ValuesInvalid):
        run_once(request(key), Work())


@pytest.mark.django_db
def test_refusal_leaves_the_key_free():
    def refuse():
        raise Refusal("Non.")

    work = Work()
    with pytest.raises(Refusal):
        run_once(request("abc"), refuse)
    run_once(request("abc"), work)

    assert work.times == 1


@pytest.mark.django_db
def test_refusal_that_retains_input_saves_it_and_frees_the_key():
    class TooLate(Refusal):
        retains_input = True

    def refuse():
        Departement.objects.create(code="61", name="Orne")
        raise TooLate

    with pytest.raises(TooLate):
        run_once(request("abc"), refuse)

    assert Departement.objects.filter(code="61").exists()
    assert not AnsweredRequest.objects.exists()


@pytest.mark.django_db
def test_answer_is_forgotten_after_a_day():
    run_once(request("old"), Work())
    AnsweredRequest.objects.update(created_at=timezone.now() - timedelta(hours=25))
    run_once(request("new"), Work())

    assert forget_answers() == 1
    assert AnsweredRequest.objects.get().key == "new"


@pytest.mark.django_db(transaction=True)
def test_key_sent_by_many_at_once_is_done_once():
    gate = Barrier(THREADS)
    work = Work()

    def send(_number):
        gate.wait()
        try:
            return run_once(request("abc"), work).content
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(send, range(THREADS)))

    assert answers == [b'{"made": 1}'] * THREADS
    assert work.times == 1
