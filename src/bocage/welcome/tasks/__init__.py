"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    stages,
)

__all__ = ["stages"]
    ceremonies,
)

__all__ = [
    "ceremonies",
]
