"""What becomes of projects by the clock."""

from __future__ import annotations

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.retention import warn_silent_households


@periodic("17 4 * * *")
def warn_before_projects_go() -> None:
    """See `warn_silent_households`."""
    warn_silent_households()
