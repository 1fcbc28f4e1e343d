"""Problem details (RFC 9457): every error of the API, in the sentence that a person would read."""

import json
from collections.abc import Sequence
from typing import Any, Literal

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from bocage.foundation.errors import Refusal, log_refusal
from bocage.foundation.http.outages import RETRY_AFTER_S

MEDIA_TYPE = "application/problem+json"
PROBLEMS_PAGE = "/developpeurs/problemes/"
"""The page that explains each code; the `type` of a problem leads there."""


class Misfit(BaseModel):
    """Error about one value of a request: where it is, and why it is refused."""

    location: Literal["path", "query", "header", "body"] = Field(examples=["query"])
    name: str = Field(
        description="The parameter, or the path to the value inside the body.", examples=["jour"]
    )
    detail: str = Field(examples=["Une date s’écrit 2026-12-01."])


class Problem(BaseModel):
    """Problem details of an error (RFC 9457): `code` is stable and for programs, `detail` is for
    people.
    """

    model_config = ConfigDict(extra="allow")

    type: str = Field(
        description="The page that explains this code.",
        examples=["https://bocage.example/developpeurs/problemes/#not_found"],
    )
    title: str = Field(examples=["Il n’y a rien à cette adresse."])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["Il n’y a rien à cette adresse."])
    code: str = Field(description="Stable, whatever the language.", examples=["not_found"])
    errors: list[Misfit] = Field(default=[], description="Which values cannot be, if any.")


class NothingHere(Refusal):
    """Refusal of an address where nothing exists, or nothing that the caller may know of."""

    status = 404
    code = "not_found"
    default_sentence = _("Il n’y a rien à cette adresse.")


class MethodUnknown(Refusal):
    """Refusal of a method that the address does not accept; `Allow` lists those that it does."""

    status = 405
    code = "method_not_allowed"
    default_sentence = _("Cette adresse ne répond pas à cette méthode.")


class NotSignedIn(Refusal):
    """A token is needed, or the one that was sent is unknown, has expired or was revoked."""

    status = 401
    default_sentence = _("Il faut un jeton valable pour faire cela.")


class BodyUnreadable(Refusal):
    """Refusal of a body that is not JSON in UTF-8, or contains forbidden characters."""

    status = 400
    code = "unreadable"
    default_sentence = _("Le corps de la demande n’est pas du JSON lisible.")


class BodyNotJson(Refusal):
    """A body is sent in another format than JSON."""

    status = 415
    code = "not_json"
    default_sentence = _("Envoyez du JSON : « Content-Type: application/json ».")


class ValuesInvalid(Refusal):
    """Refusal of invalid values, each described in `errors`. Nothing was done."""

    status = 422
    code = "invalid"
    default_sentence = _("Certaines valeurs ne conviennent pas.")

    def __init__(self, misfits: Sequence[Misfit]) -> None:
        self.misfits = list(misfits)
        super().__init__()


class Broken(Refusal):
    """Refusal for a fault of ours. The request was not carried out, and the fault is reported to
    us.
    """

    status = 500
    default_sentence = _("Une erreur de notre côté : rien n’a été fait. Réessayez plus tard.")


class DatabaseAway(Refusal):
    """Refusal while the database restarts or is busy; `Retry-After` gives the delay."""

    status = 503
    code = "unavailable"
    default_sentence = _("Le service redémarre : rien n’a été fait. Réessayez dans un instant.")


class Explained(Exception):
    """Exception that adds members to the problem details, such as alternatives to a taken desk."""

    def __init__(self, refusal: Refusal, **members: Any) -> None:
        self.refusal, self.members = refusal, members
        super().__init__(str(refusal.sentence))


def problem_of(refusal: Refusal, **members: Any) -> dict[str, Any]:
    """Returns the members of the problem details of a refusal."""
    errors = [misfit.model_dump() for misfit in getattr(refusal, "misfits", ())]
    return {
        "type": f"{settings.BOCAGE.public_url}{PROBLEMS_PAGE}#{refusal.code}",
        "title": str(refusal.default_sentence),
        "status": refusal.status,
        "detail": str(refusal.sentence),
        "code": refusal.code,
        **({"errors": errors} if errors else {}),
        **members,
    }


def problem_response(refusal: Refusal, **members: Any) -> HttpResponse:
    """Returns the response for a refusal, and logs it if it is about rights."""
    log_refusal(refusal)
    text = json.dumps(problem_of(refusal, **members), ensure_ascii=False)
    response = HttpResponse(text, status=refusal.status, content_type=MEDIA_TYPE)
    if refusal.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if refusal.status == 503:
        response["Retry-After"] = str(RETRY_AFTER_S)
    return response
