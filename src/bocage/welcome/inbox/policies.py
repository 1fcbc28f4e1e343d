"""Who looks at the mails that nobody took."""

from typing import Any

import rules

from bocage.foundation.models import ReceivedMail
from bocage.welcome.inbox.waiting_mails import mails_to_look_at


@rules.predicate
def looks_at_mail(person: Any, received: ReceivedMail) -> bool:
    """Follows the project that the mail is about; or answers for a whole département, where
    nothing tells what it is about.
    """
    return bool(
        person.is_authenticated
        and not received._state.adding
        and mails_to_look_at(person).filter(pk=received.pk).exists()
    )


rules.add_perm("welcome.look_at_mail", looks_at_mail)
