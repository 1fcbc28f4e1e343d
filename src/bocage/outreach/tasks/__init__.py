"""What outreach does by itself, by subject."""

from bocage.outreach.tasks import (
    prospect_imports,
    prospects,
)

__all__ = [
    "prospect_imports",
    "prospects",
]
