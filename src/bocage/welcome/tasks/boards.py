"""What the board does by the clock. Each is safe to run twice, and at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.digests import send_morning_digests
from bocage.welcome.operations.following import release_projects_without_follower


@periodic("*/15 * * * *", says=_("Écrit chaque matin ce qui attend l’équipe d’accueil"))
def tell_what_waits_this_morning() -> None:
    """See `send_morning_digests`, which knows the hours."""
    send_morning_digests()


@periodic("5 1 * * *", says=_("Libère les projets de qui n’est plus chargé d’accueil"))
def free_projects_of_former_coordinators() -> None:
    """See `release_projects_without_follower`: mandates that end on a known day."""
    release_projects_without_follower()
