"""Identity of API callers in the foundation: a string that distinguishes them."""

from django.http import HttpRequest

SUBJECT = "_bocage_api_subject"


def name_subject(request: HttpRequest, subject: str) -> None:
    """Records on the request the caller, an account or a network address, for whom requests are
    counted and idempotency keys are stored.
    """
    setattr(request, SUBJECT, subject)


def subject_of(request: HttpRequest) -> str:
    """Returns the caller recorded for this request by `name_subject`.

    Raises:
        AttributeError: no caller was recorded, which the frame of the API always does.
    """
    return str(getattr(request, SUBJECT))
