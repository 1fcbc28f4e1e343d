"""What is done for prospects by the clock. Each is safe to run twice, and at once."""

from __future__ import annotations

from bocage.foundation.tasks import periodic
from bocage.outreach.operations.prospect_keeping import erase_old_prospects, forget_what_is_over


@periodic("40 3 * * *")
def erase_prospects_kept_too_long() -> None:
    """See `erase_old_prospects` and `forget_what_is_over`."""
    erase_old_prospects()
    forget_what_is_over()
