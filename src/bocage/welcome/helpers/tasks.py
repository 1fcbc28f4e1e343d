"""Scheduled tasks of helpers."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.welcome.helpers.operations.profiles import ask_quiet_helpers, close_silent_helpers


@periodic("25 8 * * *", description=_("Tient à jour le carnet de ceux qui aident"))
def refresh_helpers() -> None:
    """Closes the cards of helpers who did not answer, then sends the question to those without
    contact for long. Runs in the daytime.
    """
    close_silent_helpers()
    ask_quiet_helpers()
