"""What the club does by itself about the messages that it passes on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.network.operations.contact_clock import (
    tell_mails_not_passed_on,
)


@periodic("*/10 * * * *", says=_("Dit à qui écrivait que son courriel n’a pas pu être transmis"))
def give_back_mails() -> None:
    """Tells who wrote what could not be passed on."""
    tell_mails_not_passed_on()
