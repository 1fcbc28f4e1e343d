"""Push address: machines post their delivery with a token, then request its outcome.

curl -H "Authorization: Bearer TOKEN" --data-binary @annonces.zip ADDRESS
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import public
from bocage.foundation.http.bodies import BodyWithoutLength, announced_octets, measures_its_body
from bocage.foundation.mail import page_url
from bocage.housing.feeds.errors import FeedTooLarge, PushNotAFile, PushRefused
from bocage.housing.feeds.operations.feed_runs import receive_feed
from bocage.housing.feeds.operations.sources import opens_with
from bocage.housing.feeds.parsing.feed_files import MAX_OCTETS, MULTIPART_ROOM
from bocage.housing.market.models.sources import FeedRun, Source
from bocage.people.limits import Limit, count_attempt, count_attempt_from
from bocage.people.views.sign_in import network_address_of

WRONG_TOKENS = Limit(action="housing.push.wrong", amount=20, window=timedelta(minutes=15))
PUSHES = Limit(action="housing.push", amount=60, window=timedelta(hours=1))
RAW = frozenset(
    {
        *("application/zip", "application/x-zip-compressed", "application/octet-stream"),
        *("text/csv", "application/json"),
    }
)
CHUNK = 256 * 1024


@csrf_exempt  # A machine posts with no session and no cookie; the token is its only right.
@public
@never_cache
@require_POST
@measures_its_body
def push_delivery(request: HttpRequest, slug: str) -> JsonResponse:
    """Accepts a delivery and answers 202 with the address of its outcome."""
    try:
        source = _opened(request, slug)
        count_attempt(PUSHES, str(source.pk))
        content, file_name = _content(request)
        run = receive_feed(
            source=source, content=content, file_name=file_name, channel=FeedRun.Channel.PUSH
        )
    except Refusal as refusal:
        return _refused(refusal)
    state = page_url("housing_push_state", slug, run.pk)
    return JsonResponse({"run": str(run.pk), "status": state}, status=202)


@public
@never_cache
@require_GET
def push_state(request: HttpRequest, slug: str, run_id: UUID) -> JsonResponse:
    """Returns the state of a delivery, for the holder of its source's token."""
    try:
        source = _opened(request, slug)
    except Refusal as refusal:
        return _refused(refusal)
    run = FeedRun.objects.filter(source=source, pk=run_id).first()
    if run is None:
        return JsonResponse({"error": "unknown_run"}, status=404)
    return JsonResponse(_run_answer(run))


def _opened(request: HttpRequest, slug: str) -> Source:
    """Returns the source that the token opens. An unknown source is refused as a wrong token is.

    Raises:
        PushRefused: the token is missing or wrong.
        TooManyAttempts: this network address tried too many of them.
    """
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    source = Source.objects.filter(slug=slug).first()
    is_open = opens_with(source, token.strip())
    if source is None or not is_open or scheme.lower() != "bearer":
        count_attempt_from(WRONG_TOKENS, network_address_of(request))
        raise PushRefused
    return source


def _content(request: HttpRequest) -> tuple[Iterator[bytes], str]:
    """Returns the body in chunks, and its file name.

    Raises:
        BodyWithoutLength: there is no Content-Length.
        FeedTooLarge: the declared length is too large. The actual size is measured on reading.
        PushNotAFile: the content type is not accepted.
    """
    announced = announced_octets(request)
    if announced is None:
        raise BodyWithoutLength
    maximum = MAX_OCTETS
    if request.content_type == "multipart/form-data":
        maximum += MULTIPART_ROOM
    if announced > maximum:
        raise FeedTooLarge
    if request.content_type == "multipart/form-data":
        files = [file for files in request.FILES.lists() for file in files[1]]
        if len(files) != 1 or not isinstance(files[0], UploadedFile):
            raise PushNotAFile
        return files[0].chunks(), files[0].name or ""
    if request.content_type not in RAW:
        raise PushNotAFile
    return _raw(request), request.headers.get("X-File-Name", "")[:200]


def _raw(request: HttpRequest) -> Iterator[bytes]:
    while chunk := request.read(CHUNK):
        yield chunk


def _run_answer(run: FeedRun) -> dict[str, Any]:
    names = ("read", "created", "updated", "unchanged", "withdrawn", "rejected")
    counts = {name: getattr(run, name) for name in names}
    return {"run": str(run.pk), "state": run.status, "error": run.error, **counts}


def _refused(refusal: Refusal) -> JsonResponse:
    response = JsonResponse(
        {"error": refusal.code, "detail": str(refusal.sentence)}, status=refusal.status
    )
    if refusal.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="depot"'
    patch_vary_headers(response, ["Authorization"])
    return response
