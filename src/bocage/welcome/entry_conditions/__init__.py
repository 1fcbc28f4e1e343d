"""What each subject asks of a project that enters a stage."""

from bocage.welcome.entry_conditions import (
    stages,
    stays,
)

__all__ = [
    "stages",
    "stays",
]
