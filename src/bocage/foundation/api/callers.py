"""Who calls the API, as far as the foundation knows: a text that tells one from another."""

from django.http import HttpRequest

SUBJECT = "_bocage_api_subject"


def name_subject(request: HttpRequest, subject: str) -> None:
    """Says for whom requests are counted and keys are kept: an account, or a network address."""
    setattr(request, SUBJECT, subject)


def subject_of(request: HttpRequest) -> str:
    """Who was named for this request.

    Raises:
        AttributeError: nobody was, which the frame of the API always does.
    """
    return str(getattr(request, SUBJECT))
