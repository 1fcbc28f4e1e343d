"""Idempotency of requests: `Idempotency-Key` (draft-ietf-httpapi-idempotency-key).

The key is written in the transaction of the operation. A second request with the same key waits
for the first, on the unique index, and then gets the same response. If the first was refused or
failed, nothing was written except what the refusal itself stores, and the second is processed.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.api.callers import subject_of
from bocage.foundation.api.problems import Misfit, ValuesInvalid
from bocage.foundation.db.prepared_statements import prepared_cursor
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.errors import Refusal
from bocage.foundation.keyed_digests import keyed_digests
from bocage.foundation.models import AnsweredRequest

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21\x23-\x7e]{1,255}")
RETENTION = timedelta(hours=24)


class KeyUsedForAnother(Refusal):
    """Refusal of an `Idempotency-Key` that was already used for a different request."""

    status = 422
    code = "idempotency_key_reused"
    default_sentence = gettext_lazy(
        "Cette clé d’idempotence a servi à une autre demande : prenez-en une nouvelle."
    )


def key_of(request: HttpRequest) -> str:
    """Returns the idempotency key of a request, or an empty string without that header.

    Raises:
        ValuesInvalid: it is not one to 255 visible characters. Granian hands a value that is
            not
            ASCII over as an empty one, so that is refused too.
    """
    header = request.headers.get(HEADER)
    if header is None:
        return ""
    key = header.strip(" \t")
    if len(key) > 1 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if not KEY.fullmatch(key):
        detail = _("Une clé d’idempotence a de 1 à 255 caractères visibles, sans guillemet.")
        raise ValuesInvalid([Misfit(location="header", name=HEADER, detail=detail)])
    return key


def run_once(request: HttpRequest, do: Callable[[], HttpResponse]) -> HttpResponse:
    """Returns the response of `do`, which runs once for each key of a caller; runs it plainly
    without a key.

    Raises:
        KeyUsedForAnother: the key was used before with another request.
        Any error of `do`: no response is stored then, and the key is free.
    """
    key = key_of(request)
    if not key:
        return do()
    return _answered(request, key, do)


@retry_on_conflict
def _answered(request: HttpRequest, key: str, do: Callable[[], HttpResponse]) -> HttpResponse:
    subject, *former = keyed_digests("bocage.api.idempotency", subject_of(request))
    fingerprint = _fingerprint(request)
    for former_subject in former:
        if AnsweredRequest.objects.filter(subject=former_subject, key=key).exists():
            return _answer_of_before(former_subject, key, fingerprint)
    with transaction.atomic():
        if not _takes_key(subject, key, fingerprint):
            return _answer_of_before(subject, key, fingerprint)
        try:
            response = do()
        except Refusal as refusal:
            if not refusal.retains_input:
                raise
            AnsweredRequest.objects.filter(subject=subject, key=key).delete()
            refused = refusal
        else:
            _save_response(subject, key, response)
            return response
    raise refused


def _takes_key(subject: str, key: str, fingerprint: str) -> bool:
    """Checks whether this request is the first with its key; waits for one that is under way."""
    with prepared_cursor() as cursor:
        cursor.execute(
            "SELECT foundation_take_key(%s, %s, %s, %s)",
            [subject, key, fingerprint, timezone.now()],
        )
        (is_first,) = cursor.fetchone()
    return bool(is_first)


def _save_response(subject: str, key: str, response: HttpResponse) -> None:
    body, location = response.content.decode(), response.get("Location", "")
    with prepared_cursor() as cursor:
        cursor.execute(
            "SELECT foundation_store_answer(%s, %s, %s, %s, %s)",
            [subject, key, response.status_code, body, location],
        )


def _answer_of_before(subject: str, key: str, fingerprint: str) -> HttpResponse:
    before = AnsweredRequest.objects.get(subject=subject, key=key)
    if before.fingerprint != fingerprint:
        raise KeyUsedForAnother
    response = HttpResponse(before.body, status=before.status, content_type="application/json")
    if before.location:
        response["Location"] = before.location
    response["Idempotent-Replayed"] = "true"
    return response


def _fingerprint(request: HttpRequest) -> str:
    """Returns the fingerprint of a request: equal for the same bytes at the same address."""
    content = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return sha256(content).hexdigest()


def forget_answers() -> int:
    """Deletes the answers that are too old to be requested again, and returns how many."""
    oldest = timezone.now() - RETENTION
    return AnsweredRequest.objects.filter(created_at__lt=oldest).delete()[0]
