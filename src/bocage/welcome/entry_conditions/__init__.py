"""What each subject asks of a project that enters a stage."""

from bocage.welcome.entry_conditions import (
    stays,
)

__all__ = [
    "stays",
    stages,
)

__all__ = [
    "stages",
]
