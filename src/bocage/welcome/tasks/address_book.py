"""What the clock does about people who help."""

from __future__ import annotations

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.address_book import (
    ask_quiet_helpers,
    close_silent_helpers,
    forget_closed_helpers,
)
from bocage.welcome.operations.helper_imports import forget_left_imports


@periodic("25 8 * * *")
def keep_the_book_fresh() -> None:
    """Forgets old cards and tables, closes the cards of the silent, asks the quiet. By day."""
    forget_closed_helpers()
    forget_left_imports()
    close_silent_helpers()
    ask_quiet_helpers()
