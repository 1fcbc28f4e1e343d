"""What becomes of projects by the clock."""

from __future__ import annotations

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.drafts import forget_old_drafts
from bocage.welcome.operations.retention import erase_silent_projects, warn_silent_households


@periodic("17 4 * * *")
def let_old_projects_go() -> None:
    """Forgets what was never sent, erases what stayed without news, and warns before."""
    forget_old_drafts()
    erase_silent_projects()
    warn_silent_households()
