"""Code displayed during a session, for people who sign on their own telephone.

It changes every few minutes, so that a picture of it sent to an absent person soon expires. It only
opens the page: the signatory is the signed-in person.
"""

from datetime import timedelta
from uuid import UUID

from django.core import signing

from bocage.foundation.http.signed_texts import ExpiredLink, UnknownLink, read_signed
from bocage.foundation.mail import page_url
from bocage.training.attendance.errors import CodeOver
from bocage.training.programmes.models.sessions import CohortSession

SALT = "bocage.training.attendance_code"
GOOD_FOR = timedelta(minutes=10)


def code_url(session: CohortSession) -> str:
    """Returns the absolute address behind the current code of a session."""
    return page_url("attendance_code", signing.dumps(str(session.pk), salt=SALT))


def session_of_code(token: str) -> UUID:
    """Returns the session for which a code was shown.

    Raises:
        CodeOver: it has expired, or is not valid.
    """
    try:
        return UUID(str(read_signed(token, salt=SALT, good_for=GOOD_FOR)))
    except (ExpiredLink, UnknownLink, ValueError) as error:
        raise CodeOver from error
