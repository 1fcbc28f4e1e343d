"""Handler of answers to the trial mail, if the instance reads a mailbox."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.first_steps.models import MailTrial
from bocage.first_steps.operations.trials import note_return
from bocage.foundation.mail.incoming import Held, IncomingMail, Taken, incoming_mail


@incoming_mail("trial")
def came_back(key: UUID, mail: IncomingMail) -> Taken | Held:
    """Records that the trial mail came back. Its signed address is given in that mail only: a
    person who writes to it has received it, whatever address they write from."""
    del mail
    if note_return(trial_id=key, return_method=MailTrial.ReturnMethod.ANSWER) is None:
        return Held(_("Cet essai de courriel n’existe plus."))
    return Taken()
