"""Rights to read held mails."""

from typing import Any

import rules

from bocage.foundation.models import ReceivedMail
from bocage.welcome.inbox.waiting_mails import mails_to_look_at


@rules.predicate
def looks_at_mail(person: Any, received: ReceivedMail) -> bool:
    """Checks whether a person may read a held mail: they follow the project that it is about, or
    answer for a whole département if its project is unknown.
    """
    return bool(
        person.is_authenticated
        and not received._state.adding
        and mails_to_look_at(person).filter(pk=received.pk).exists()
    )


rules.add_perm("welcome.look_at_mail", looks_at_mail)
