"""Mails to people with an account."""

from bocage.foundation.mail import Mail, send_mail
from bocage.foundation.models.mail import OutgoingMail
from bocage.people.models import Person


def write_to(person: Person, mail: Mail, *, reply_to: str = "") -> OutgoingMail | None:
    """Queues a mail to a person, in their language, as `send_mail` does.

    Returns None where it also does, and where the account is closed.
    """
    if not person.is_active:
        return None
    return send_mail(
        mail, to=person.email, language=person.language, person=person, reply_to=reply_to
    )
