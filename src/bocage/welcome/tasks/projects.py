"""What becomes of projects by the clock."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.retention import warn_silent_households


@periodic("17 4 * * *", says=_("Prévient les ménages avant d’effacer leur projet"))
def warn_before_projects_go() -> None:
    """See `warn_silent_households`."""
    warn_silent_households()
