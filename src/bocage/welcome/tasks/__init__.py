"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    helpers,
)

__all__ = ["helpers"]
    ceremonies,
)

__all__ = [
    "ceremonies",
]
